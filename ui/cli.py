"""`mingjian`: the terminal face. Exit 0 all well · 2 wrong usage (one Chinese sentence) · 3 something unreadable."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from typer import _click

from model.errors import BadData
from model.rule import Rule
from pipeline.reference import DEFAULT_REGIME, load_reference
from ui.result_table import make_screen, make_table, print_batch, print_reviews
from ui.usage_errors import say_usage
from ui.words import SEVERITIES, STATUSES

if TYPE_CHECKING:
    from pipeline import BatchResult

WRONG_USAGE, UNREADABLE = 2, 3
DEFAULT_WORKSPACE = Path(os.environ.get("MINGJIAN_WORKSPACE", "workspace"))

app = typer.Typer(
    help="明鉴：离线审查智能制造优秀场景、智能工厂申报书。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Workspace = Annotated[Path, typer.Option(help="工作区文件夹：数据库与原件都在其中。")]
Regime = Annotated[str, typer.Option(help="评审口径，如 gansu-2025；也可以是一个口径 YAML 文件的路径。")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="把结果写成 JSON 文件。")]


@app.command()
def review(
    paths: Annotated[list[Path], typer.Argument(help="申报书文件、文件夹或 zip；文件夹的每个子文件夹是一件申报。")],
    workspace: Workspace = DEFAULT_WORKSPACE,
    regime: Regime = DEFAULT_REGIME,
    json_file: JsonFile = None,
    report: Annotated[Path | None, typer.Option(help="把问题清单（xlsx）写到这个文件夹。")] = None,
    batch: Annotated[str | None, typer.Option(help="批次名称，默认取路径名。")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="同时读取的文件数，默认按处理器核数。")] = None,
    engine: Annotated[str, typer.Option(help="local 或 dask://主机:端口。")] = "local",
    archive: Annotated[Path | None, typer.Option(help="历年认定与奖励档案（xlsx）。")] = None,
) -> None:
    """审查一批申报书：读取、提取、归类、核对、入库。"""
    from pipeline import review_paths
    from pipeline.contract import batch_json

    _writable(json_file)
    with _bars() as tell:
        result = review_paths(
            paths, workspace, regime=regime, batch=batch, workers=workers, engine=engine, progress=tell, archive=archive
        )
    if json_file:
        _write_json(json_file, batch_json(result))
    print_reviews(result.reviews)
    print_batch(result.outcomes)
    for remark in result.remarks:
        print(f"注意：{remark}")
    if report:
        _write_report(report, result, workspace, regime)
    reused = f"，其中 {result.reused} 件沿用上次结果" if result.reused else ""
    print(f"批次“{result.batch}”共 {len(result.reviews)} 件{reused}；工作区：{workspace}")
    if result.unreadable:
        print(f"有 {result.unreadable} 个文件读不出，原因见上表；其余已全部处理。")
        raise typer.Exit(UNREADABLE)


@app.command()
def fill(
    form: Annotated[str, typer.Argument(help="表号，如 GS-06。")],
    out: Annotated[Path, typer.Option("-o", "--out", help="输出文件（.docx 或 .xlsx）。")],
    workspace: Workspace = DEFAULT_WORKSPACE,
    batch: Annotated[str | None, typer.Option(help="批次名称，默认最近一批。")] = None,
) -> None:
    """用已审查的申报书填写官方汇总表，逐格记录来源。"""
    from pipeline.tables import fill_official_table

    _writable(out)
    table = fill_official_table(form.upper(), out, workspace, batch)
    waiting = sum(cell.text == "待补" for row in table.rows for cell in row.cells)
    print(f"已写出 {out}：{len(table.rows)} 行，{waiting} 格待补（文末附来源）。")
    for note in table.notes:
        print(f"注意：{note}")


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="一个文件。")],
    json_file: JsonFile = None,
) -> None:
    """只读一个文件：文字、表格及其位置、文件属性。"""
    from pipeline.contract import reading_json
    from pipeline.documents import read_one

    _writable(json_file)
    reading = read_one(file)
    if json_file:
        _write_json(json_file, reading_json(reading))
    elif reading.document:
        for block in reading.document.blocks:
            print(block.text)
    if not reading.status.readable:
        print(f"{file}：{reading.error}（{STATUSES[reading.status][0]}）", file=sys.stderr)
        raise typer.Exit(UNREADABLE)
    if json_file:
        print(f"{file}：{STATUSES[reading.status][0]}，写入 {json_file}")


@app.command()
def classify(
    text: Annotated[str | None, typer.Argument(help="一段场景描述。")] = None,
    file: Annotated[Path | None, typer.Option(help='jsonl 文件，每行 {"id","text"}。')] = None,
    json_file: JsonFile = None,
    regime: Regime = DEFAULT_REGIME,
) -> None:
    """场景描述归入 40 个典型场景。"""
    from pipeline.scenes import SceneJudge

    if (text is None) == (file is None) or (text is not None and not text.strip()):
        raise BadData("classify", "请给出一段文字，或用 --file 给出 jsonl 文件，二者择一")
    _writable(json_file)
    judge = SceneJudge(load_reference(regime).guide)
    if text is not None:
        answer = judge.rank([text])[0]
        if json_file:
            _write_json(json_file, answer)
        for candidate in answer["candidates"]:  # type: ignore[attr-defined]
            print(f"{candidate['no']:>2}  {candidate['name']}  {candidate['score']:.2f}")
        print(f"结论：{'不属于 40 个场景' if answer['label'] == 'none' else answer['label']}")
        return
    if json_file is None:
        raise BadData("classify", "--file 需要同时用 --json 指定输出文件")
    rows = _read_jsonl(file) if file else []
    answers = judge.rank([row["text"] for row in rows])
    lines = [
        json.dumps({"id": row["id"], **answer}, ensure_ascii=False) for row, answer in zip(rows, answers, strict=True)
    ]
    _write_whole(json_file, "".join(line + "\n" for line in lines))
    print(f"已归类 {len(rows)} 条，写入 {json_file}")


@app.command()
def rules(json_file: JsonFile = None, regime: Regime = DEFAULT_REGIME) -> None:
    """列出全部审查规则。"""
    catalogue = load_reference(regime).rules
    if json_file:
        _write_json(json_file, {"regime": regime, "rules": [_rule_json(rule) for rule in catalogue]})
    table = make_table("审查规则", "规则", "级别", "名称", "检查什么")
    for rule in catalogue:
        table.add_row(rule.id, SEVERITIES[rule.severity], rule.title, rule.checks)
    make_screen().print(table)


@app.command("rules-page", hidden=True)
def rules_page(
    out: Annotated[Path, typer.Option("-o", "--out", help="输出的 Markdown 文件。")] = Path("docs/rules.md"),
) -> None:
    """把全部规则写成一页文档（docs/rules.md）。"""
    from ui.catalogue import write_catalogue

    _writable(out)
    _write_whole(out, write_catalogue(load_reference(DEFAULT_REGIME)))
    print(f"已写出 {out}")


@app.command()
def explain(
    rule_id: Annotated[str, typer.Argument(metavar="RULE", help="规则编号，如 A-15。")],
    regime: Regime = DEFAULT_REGIME,
) -> None:
    """讲清一条规则：依据、公式、例子、无害的解释。"""
    rule = load_reference(regime).rule(rule_id.upper())
    if rule is None:
        raise BadData(rule_id, "没有这条规则；用 mingjian rules 查看全部规则")
    print(f"{rule.id} {rule.title}（{SEVERITIES[rule.severity]}）")
    for label, body in (
        ("检查", rule.checks), ("公式", rule.formula), ("合格例", rule.example_pass), ("不合格例", rule.example_fail),
        ("无害解释", "；".join(rule.innocent)), ("人工核对", rule.look_at), ("向申报单位提问", rule.question),
    ):  # fmt: skip
        if body:
            print(f"{label}：{body}")
    for citation in rule.citations:
        print(f"依据：{citation.document} {citation.article}「{citation.quote}」")


@app.command()
def ui(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="端口，默认 8501 起找空闲的。")] = None,
    workspace: Workspace = DEFAULT_WORKSPACE,
) -> None:
    """打开网页界面（只在本机可见）。"""
    from ui.serve import serve

    if workspace.exists() and not workspace.is_dir():
        raise BadData(str(workspace), "工作区应是文件夹")
    raise typer.Exit(serve(workspace, port))


@app.command()
def selftest(
    workspace: Workspace = DEFAULT_WORKSPACE,
    batch: Annotated[str | None, typer.Option(help="批次名称，默认最近一批。")] = None,
    each: Annotated[int, typer.Option(min=0, help="每种错误埋入几件申报的解析副本。")] = 3,
    words: Annotated[int, typer.Option(min=0, help="每种错误埋入几份 Word 文件的副本（改后重读）。")] = 1,
    json_file: JsonFile = None,
) -> None:
    """在本批副本中埋入已知错误，自测召回与误报；工作区不作任何改动。"""
    from pipeline.selftest import run_selftest
    from ui.selftest_table import print_selftest, selftest_json

    _writable(json_file)
    with _bars() as tell:
        result = run_selftest(workspace, batch, each, words, tell)
    if json_file:
        _write_json(json_file, selftest_json(result))
    print_selftest(result)


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr; what it gives is told (what is done, done so far, of how many)."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("准备", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield tell


@app.command()
def doctor(workspace: Workspace = DEFAULT_WORKSPACE, json_file: JsonFile = None) -> None:
    """检查本机：Python 与组件版本、LibreOffice、libarchive、字体、识别模型、磁盘、隔离、数据库。"""
    from pipeline.doctor import Health, examine

    _writable(json_file)
    checks = examine(workspace)
    words = {Health.GOOD: "正常", Health.POOR: "提醒", Health.BAD: "须处理"}
    if json_file:
        rows = [{"name": c.name, "health": str(c.health), "said": c.said, "advice": c.advice} for c in checks]
        _write_json(json_file, {"checks": rows})
    table = make_table("本机检查", "项目", "状态", "情况", "建议")
    for check in checks:
        table.add_row(check.name, words[check.health], check.said, check.advice)
    make_screen().print(table)
    if any(check.health is Health.BAD for check in checks):
        raise typer.Exit(UNREADABLE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line; every expected error is one Chinese sentence on stderr and exit 2."""
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except BadData as error:
        _fail(str(error))
    except _click.exceptions.UsageError as error:
        _fail(say_usage(error))
    except (typer.Abort, KeyboardInterrupt):
        _fail("已中断；已完成的部分都已保存。")
    sys.exit(code if isinstance(code, int) else 0)


def _fail(sentence: str) -> None:
    print(f"mingjian：{sentence}", file=sys.stderr)
    sys.exit(WRONG_USAGE)


def _write_report(folder: Path, result: BatchResult, workspace: Path, regime: str) -> None:
    from store import Store
    from ui.export_xlsx import findings_workbook

    titles = {rule.id: rule.title for rule in load_reference(regime).rules}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadData(str(folder), f"写不进去（{error.strerror or error}）") from error
    out = folder / "问题清单.xlsx"
    with Store(workspace) as store:
        book = findings_workbook(result.reviews, store.decisions, lambda rule: titles.get(rule, rule), result.outcomes)
        out.write_bytes(book)
    print(f"问题清单：{out}")


def _writable(path: Path | None) -> None:
    if path is not None and not path.resolve().parent.is_dir():
        raise BadData(str(path), "输出文件所在的文件夹不存在")
    if path is not None and path.is_dir():
        raise BadData(str(path), "这是文件夹，请给出输出文件的名称")


def _write_json(path: Path, data: Any) -> None:
    _write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _write_whole(path: Path, text: str) -> None:
    """Writes beside and renames, so that a half-written file never stands there; BadData when it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as error:
        raise BadData(str(path), f"写不进去（{error.strerror or error}）") from error


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise BadData(str(path), f"读不出 jsonl（{error}）") from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
            raise BadData(f"{path}:{number}", "每行须是含 id 与 text 的对象")
    return rows


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "title": rule.title, "checks": rule.checks, "severity": str(rule.severity),
        "formula": rule.formula, "question": rule.question, "innocent": list(rule.innocent),
        "example_pass": rule.example_pass, "example_fail": rule.example_fail, "forms": [*rule.forms, *rule.rows],
        "regimes": list(rule.regimes), "automation": rule.automation, "look_at": rule.look_at,
        "citations": [{"document": c.document, "article": c.article, "quote": c.quote} for c in rule.citations],
    }  # fmt: skip


if __name__ == "__main__":
    main()
