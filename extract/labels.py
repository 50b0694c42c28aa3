"""Labels: which field of a form a printed cell announces: exactly, nearly (rapidfuzz), or several at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from extract.free.heads import by_pattern
from extract.text import CREDIT_CODE, core, without_numbering
from model.document import Cell
from model.form import FieldSpec, Form
from model.text import half_width, squash

NEAR = 88.0
#: Parts whose labels stand in the cells of the form tables: such a cell is never a value.
_IN_TABLES = ("grid", "inset", "commitment", "opinion")
#: One wrong character (a misread or mistyped one) is forgiven in labels of this length: below, it is another word.
_ONE_WRONG = range(4, 11)
_INLINE = re.compile(r"^(?P<label>[^:]{2,40}?)\s*:\s*(?P<value>.+)$", re.S)
_JOINTS = re.compile(r"[/、,]|及|和|与")
#: Nouns that labels of company tables end in, whether or not this form has such a field.
_ENDINGS = re.compile(
    r"(?:名称|姓名|代码|编号|编码|时间|日期|年月|地址|地点|住所|邮编|性质|类型|类别|行业|规模|资本|资金|资质|人数|电话|手机|手机号码?|"
    r"号码|传真|邮箱|邮件|网址|微信|职务|职称|职位|部门|代表人?|法人|负责人|联系人|联系方式|经办人|总额|金额|产值|收入|营收|"
    r"等级|级别|面积|范围|产品)$"
)
_LABEL_LENGTH = range(2, 15)
#: 2023年末负债率（%）: words and the unit in brackets.
_MEASURED = re.compile(r"(?:20\d\d年)?[\u4e00-\u9fff、/]{2,14}\((?:[万亿]?元|%|台套?|套|人|家|个|件|元/人/天|台/套)\)")
#: A square of a character's own strokes taken for a tick box by the reading of a scan, with what is left of them.
_STRAY_BOX = re.compile(r"(?<=[\u4e00-\u9fff])[口1lI|]{0,2}□[口1lI|]{0,2}(?=[\u4e00-\u9fff])")
#: What a label asks to be counted or measured.
_QUANTITY = re.compile("(?:[率数量额]|比[重例])$")
#: A head with the one above it in one cell: 资金构成/总投资, 资金来源—自筹.
_LEVELS = re.compile(r"\s*[/\\|>→\-—–_·:\n]+\s*")
#: A group and its label in one cell.
_GROUPED = re.compile(r"([^()]{2,12}?)\s*(?:[\-—–_·:/]\s*|\()([^()]{1,8})\)?")
#: A label in the middle of a cell: behind a blank, a line's end or a stop, before a colon.
_NEXT = re.compile(r"[\s;,、。]+(?P<label>[\u4e00-\u9fff()/、]{2,16}?)[ \t]*:")


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell that announces fields: the possible specs, how sure (1.0 exact), and a value typed behind the label.

    `joint`: the cell names all of the specs at once (传真/邮箱), their answers share the value cell.
    """

    specs: tuple[FieldSpec, ...]
    score: float
    inline: str = ""
    joint: bool = False


class LabelBook:
    """The labels of some fields, with lookup by printed text."""

    def __init__(self, specs: Iterable[FieldSpec], worded: bool = False) -> None:
        """`worded`: labels in other words resemble labels, too."""
        specs = list(specs)
        self._worded = [spec for spec in specs if spec.heads and worded]
        self._by_core: dict[str, list[FieldSpec]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._within: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, Hit | None] = {}
        for spec in specs:
            for label in spec.labels:
                names = {core(label), squash(label).replace("*", "").rstrip(":")}
                names |= {core(group) + core(label) for group in spec.group}  # 联系人姓名 in one cell
                for name in names:
                    if spec not in self._by_core.setdefault(name, []):
                        self._by_core[name].append(spec)
            for name in spec.group:
                self._groups[core(name)] = spec.group
                self._within |= {core(name) + core(label): spec.group for label in spec.labels}

    def find(self, printed: str) -> Hit | None:
        """The fields whose label this text is, or None."""
        if printed not in self._found:
            self._found[printed] = self._find(printed)
        return self._found[printed]

    def _find(self, printed: str) -> Hit | None:
        flat = squash(printed)
        if not flat or len(flat) > 120:
            return None
        name = self._joined(printed) or core(printed)
        if specs := self._by_core.get(name) or self._by_core.get(flat):
            return Hit(tuple(specs), 1.0)
        if len(flat) <= 40 and (specs := self._by_core.get(core(without_numbering(printed)))):
            return Hit(tuple(specs), 1.0)
        if "□" in name and (specs := self._by_core.get(_STRAY_BOX.sub("", name))):
            return Hit(tuple(specs), 0.95)
        inline = _INLINE.match(half_width(printed).strip())
        if inline and squash(inline["value"]) and (specs := self._by_core.get(core(inline["label"]))):
            return Hit(tuple(specs), 1.0, inline["value"])
        bracketed = self._by_core.items() if flat.startswith("(") else ()
        for known, specs in bracketed:  # a label wholly in brackets, the answer right behind it
            if len(known) > 5 and flat.startswith(f"({known})") and len(flat) > len(known) + 2:
                return Hit(tuple(specs), 1.0, half_width(printed).strip().split(")", 1)[1])
        return self._joint(core(without_numbering(printed))) or self._near(name, len(flat)) or self._with_code(printed)

    def _joined(self, printed: str) -> str:
        """联系人姓名 for 联系人（姓名）, 联系人-姓名: the label in brackets or behind a sign; else ""."""
        parts = _GROUPED.fullmatch(half_width(printed).strip())
        whole = core(parts[1]) + core(parts[2]) if parts else ""
        return whole if whole in self._within else ""

    def under(self, printed: str) -> Hit | None:
        """The field of a column whose head prints the group above it, too: 资金构成/总投资, 资金来源（自筹）."""
        text = half_width(printed).strip()
        bracket = re.fullmatch(r"[^()]{2,12}\(([^()]{2,12})\)", text)
        parts = [bracket[1]] if bracket else [text[hit.end() :] for hit in _LEVELS.finditer(text)]
        for part in parts:
            if specs := self._by_core.get(core(part)) if squash(part) else None:
                return Hit(tuple(specs), 0.96)
        return None

    def columns(self, line: Sequence[Cell]) -> list[tuple[Cell, FieldSpec]]:
        """The heads of a line with their fields; one with its group in one cell names what no other cell does."""
        found = [(cell, hit.specs[0]) for cell in line if (hit := self.find(cell.text))]
        known, told = {spec.key for _, spec in found}, {id(cell) for cell, _ in found}
        under = [(cell, hit.specs[0]) for cell in line if id(cell) not in told and (hit := self.under(cell.text))]
        return found + [(cell, spec) for cell, spec in under if spec.key not in known]

    def _with_code(self, printed: str) -> Hit | None:
        """统一社会信用 9162… 代码: the label of a code with the code itself, one cell."""
        code = CREDIT_CODE.search(half_width(printed))
        name = core(CREDIT_CODE.sub("", half_width(printed))) if code else ""
        specs = self._by_core.get(name)
        near = None if specs or len(name) > 16 else self._near(name, len(name))
        specs = specs or (list(near.specs) if near else None)
        if code is None or not specs or specs[0].kind != "code":
            return None
        return Hit(tuple(specs), near.score if near else 1.0, code[0])

    def _joint(self, name: str) -> Hit | None:
        """传真/邮箱, 姓名及电话: every part is a label of the same group."""
        parts = _JOINTS.split(name)
        if not 2 <= len(parts) <= 3 or len(name) > 16:
            return None
        found = [self._by_core.get(part, []) for part in parts]
        for first in found[0]:
            row = [next((spec for spec in specs if spec.group == first.group), None) for specs in found]
            if all(row) and len({spec.key for spec in row if spec}) == len(parts):
                return Hit(tuple(spec for spec in row if spec), 0.97, joint=True)
        return None

    def _near(self, name: str, length: int) -> Hit | None:
        """A label with wrong characters. Labels that are equally near all count: their order in the form decides."""
        if len(name) < 4 or length > 60:
            return None
        scores: list[tuple[float, str]] = []
        for known in self._by_core:
            if len(known) < 4 or abs(len(known) - len(name)) > 4:
                continue
            if (one := _QUANTITY.search(name)) and (other := _QUANTITY.search(known)) and one[0] != other[0]:
                continue  # 联网率 is not 联网数
            if known in self._within and len(_JOINTS.findall(name)) > len(_JOINTS.findall(known)):
                continue  # 联系人及电话 asks for more than 联系人电话
            score = fuzz.ratio(known, name)
            if len(known) == len(name) and len(name) in _ONE_WRONG and Hamming.distance(known, name) == 1:
                score = max(score, NEAR)
            if score >= NEAR:
                scores.append((score, known))
        if not scores:
            return None
        best = max(score for score, _ in scores)
        specs = [spec for score, known in scores if score >= best - 1 for spec in self._by_core[known]]
        return Hit(tuple(dict.fromkeys(specs)), min(best / 100, 0.95))

    def resembles(self, printed: str) -> bool:
        """Whether a text is built as a label, of this form or not: 联系人及职务, 职工人数（人）, 电话/传真."""
        name = core(printed)
        if self._worded and _MEASURED.fullmatch(squash(printed)):
            return True
        if len(name) not in _LABEL_LENGTH or re.search(r"[\d。;:@□☑√■]", name):
            return False
        parts = [part for part in _JOINTS.split(name) if part]
        known = [part in self._by_core or part in self._groups for part in parts]
        if parts and by_pattern(name, self._worded):
            return True
        return bool(parts) and (known[0] or known[-1] or _ENDINGS.search(name) is not None)

    def before_label(self, text: str) -> str:
        """A cell's answer without a further pair typed behind it: 骆文轩 联系人：纪晓岚 → 骆文轩."""
        flat = half_width(text)
        for match in _NEXT.finditer(flat):
            if flat[: match.start()].strip() and self.resembles(match["label"]):
                return flat[: match.start()]
        return text

    def group(self, printed: str) -> tuple[str, ...] | None:
        """The group that this text names (法人代表/负责人, 联系人 …), or None."""
        return self._groups.get(core(printed)) if len(squash(printed)) <= 40 else None

    def heads_another(self, printed: str, specs: Sequence[FieldSpec], above: Iterable[FieldSpec]) -> bool:
        """Whether a label (联系人) is the name of a group other than that of its field, whose group none above asks
        for."""
        named, group = self.group(printed), specs[0].group if specs else ()
        if named is None or not group or named == group:
            return False
        heads = set(map(core, group))
        return not any(heads & set(map(core, spec.labels)) for spec in above)

    def group_within(self, printed: str) -> tuple[str, ...] | None:
        """The group of a cell that prints a label with it: 法人代表/负责人姓名 leads 电话 in its row, too."""
        return self._within.get(self._joined(printed) or core(printed)) if len(squash(printed)) <= 40 else None


def cell_labels(form: Form) -> list[FieldSpec]:
    """The fields whose labels are cells of the form tables; seal and date are words inside a cell."""
    inside = ("commitment", "opinion")
    parts = [part for part in form.parts if part.layout in _IN_TABLES]
    return [f for part in parts for f in part.fields if part.layout not in inside or f.kind == "text"]
