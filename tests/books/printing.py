"""Contract values → what a hand would type into the form: dates, money, percents, ticks."""

from collections.abc import Sequence

from tests.books.book import Book, Layout
from tests.books.word import checkbox, run, symbol

CHOICES = {
    "ownership": ("中央企业", "地方国企", "民营企业", "三资企业"),
    "size_class": ("大型企业", "中型企业", "小型企业", "微型企业"),
    "cmmm_self_level": ("5级", "4级", "3级", "2级", "1级"),
}


def print_date(iso: str, style: str) -> str:
    """`2024-05-18`, `2024-05` or `2024` in the book's own style, no more precise than given."""
    parts = iso.split("-")
    if style == "年":
        return "".join(f"{int(part)}{mark}" for part, mark in zip(parts, "年月日", strict=False))
    return style.join(parts)


def print_period(period: str, style: str) -> str:
    """`2023-05/2024-06` → 2023年5月—2024年6月, 2023-05至2024-06 or 2023.05-2024.06."""
    joint = {"年": "—", "-": "至", ".": "-"}[style]
    return joint.join(print_date(end, style) for end in period.split("/"))


def print_money(amount: str, style: str) -> str:
    """万元 without separators → plain, with thousand separators, or with the unit behind."""
    if style == "comma":
        whole, dot, rest = amount.partition(".")
        return f"{int(whole):,}{dot}{rest}"
    return f"{amount}万元" if style == "unit" else amount


def print_field(book: Book, key: str) -> str:
    """The text of one cell; what the source prints by hand wins, an empty field gives an empty text."""
    if key in book.prints:
        return book.prints[key]
    value, looks = book.fields.get(key, ""), book.layout
    if not value:
        return ""
    if key in ("founded_date", "declare_date"):
        return print_date(value, looks.date)
    if key == "build_period":
        return print_period(value, looks.date)
    if key.startswith(("total_assets", "main_revenue", "build_investment")):
        return print_money(value, looks.money)
    if key.startswith(("debt_ratio", "profit_margin", "kpi.")) and key not in ("kpi.G18", "kpi.G19"):
        return value + "%" * looks.percent_sign
    if key.startswith("year_"):
        return value + looks.year_mark
    return value.replace("；", "、") if key == "vendors" else value


def print_choice(options: Sequence[str], ticked: Sequence[str], looks: Layout) -> list[str]:
    """A line of check boxes → runs. `ticked` may hold none or several options: people do that."""
    runs = []
    for option in options:
        on = option in ticked
        if looks.tick == "wingdings":
            runs += [symbol("F0FE" if on else "F0A8"), run(option + "  ")]
        elif looks.tick == "control":
            runs += [checkbox(on), run(option + "  ")]
        elif looks.tick == "deleted":
            runs += [run(option)] if on else []
        elif looks.tick == "√after":
            runs.append(run(f"{option}√  " if on else f"□{option}  "))
        else:
            runs.append(run((looks.tick if on else "□") + option + "  "))
    return runs


def ticked(book: Book, key: str) -> Sequence[str]:
    """The options ticked in the book for one choice field."""
    return book.ticks.get(key) or ([book.fields[key]] if key in book.fields else [])
