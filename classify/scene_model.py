"""SceneModel: chances of the 40 scenarios and of none for any text; a linear model in one safe file."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from classify.cues import CueTable
from classify.training import Weights, fit
from model.guide import Guide
from model.submission import Candidate

NONE = "none"


@dataclass(frozen=True, slots=True)
class Weighing:
    """All scenarios, likeliest first, and the chance that the text is none of them; together they add up to 1."""

    candidates: tuple[Candidate, ...]
    none: float

    def chance(self, no: int) -> float:
        """The chance of scenario `no`; 0 for an unknown number."""
        return next((c.score for c in self.candidates if c.no == no), 0.0)


@dataclass(frozen=True)
class SceneModel:
    """`names` are the scenarios' names by number, in the order of the weights' columns; column 0 is none (0)."""

    version: str
    names: dict[int, str]
    weights: Weights

    @classmethod
    def train(cls, guide: Guide, texts: Iterable[Mapping[str, Any]]) -> SceneModel:
        """A model from the guide's definitions and the training texts {"text", "no" (0 = none), "source"}.

        Deterministic. Raises BadData for a number that is not in the guide or when no text is of none.
        """
        rows = list(texts)
        names = {0: NONE} | {s.no: s.name for s in guide.scenarios}
        return cls(fingerprint(guide, rows), names, fit(guide, rows))

    def weigh_many(self, texts: Sequence[str]) -> list[Weighing]:
        """The chances for each text, in order."""
        numbers = list(self.names)
        result = []
        for text in texts:
            chances = self.weights.chances(text).tolist()
            ranked = sorted(zip(chances[1:], numbers[1:], strict=True), key=lambda pair: (-pair[0], pair[1]))
            candidates = tuple(Candidate(no, self.names[no], round(chance, 4)) for chance, no in ranked)
            result.append(Weighing(candidates, round(chances[0], 4)))
        return result

    def rank_many(self, texts: Sequence[str]) -> list[tuple[Candidate, ...]]:
        """The three likeliest scenarios for each text, likeliest first."""
        return [weighing.candidates[:3] for weighing in self.weigh_many(texts)]

    def label_many(self, texts: Sequence[str]) -> list[str]:
        """The name of the likeliest scenario for each text, or "none" where none of them is likelier."""
        return [NONE if w.none >= w.candidates[0].score else w.candidates[0].name for w in self.weigh_many(texts)]

    def weigh(self, text: str) -> Weighing:
        return self.weigh_many([text])[0]

    def rank(self, text: str) -> tuple[Candidate, ...]:
        return self.rank_many([text])[0]

    def label(self, text: str) -> str:
        return self.label_many([text])[0]

    def reasons(self, text: str, no: int) -> tuple[str, ...]:
        """The phrases of `text` that spoke most for scenario `no`, strongest first; KeyError for an unknown number."""
        from classify.evidence import find_reasons

        if no not in self.names:
            raise KeyError(no)
        return find_reasons(self.weights, text, list(self.names).index(no))

    def save(self, path: Path) -> None:
        """Writes the model to one .npz of plain numbers and text; whoever reads meanwhile sees the old file."""
        head = {
            "version": self.version,
            "names": [[no, name] for no, name in self.names.items()],
            "features": list(self.weights.index),
            "cues": self.weights.cues.rows,
            "temperature": self.weights.temperature,
            "none_shift": self.weights.none_shift,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=path.stem, suffix=".part", delete=False) as file:
            np.savez(
                file,
                head=np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8),
                idf=self.weights.idf,
                table=self.weights.table,
                bias=self.weights.bias,
            )
        Path(file.name).replace(path)

    @classmethod
    def load(cls, path: Path, version: str) -> SceneModel | None:
        """The model kept in `path`, or None where there is none of exactly this version: then train anew.

        Reads numbers and JSON only, nothing that could run.
        """
        try:
            with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                head = json.loads(file["head"].tobytes())
                if head["version"] != version:
                    return None
                names = {int(no): str(name) for no, name in head["names"]}
                index = {str(feature): at for at, feature in enumerate(head["features"])}
                idf, table, bias = (cast("NDArray[np.float32]", file[key]) for key in ("idf", "table", "bias"))
                shapes = (idf.shape, table.shape, bias.shape)
                if shapes != ((len(index),), (len(index) + len(names), len(names)), (len(names),)):
                    return None
                cues = CueTable(tuple((str(word), int(no), str(element)) for word, no, element in head["cues"]))
                columns = {no: at for at, no in enumerate(names)}
                tuned = float(head["temperature"]), float(head["none_shift"])
                weights = Weights(index, idf, table, bias, cues, columns, *tuned)
        except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
            return None
        return cls(version, names, weights)


def fingerprint(guide: Guide, texts: Iterable[Mapping[str, Any]]) -> str:
    """What a trained model depends on, as a short hash: the guide, the texts and the code that learns from them."""
    digest = hashlib.sha256(repr(guide).encode())
    for row in texts:
        digest.update(json.dumps([row["text"], row["no"], row.get("source")], ensure_ascii=False).encode())
    for name in ("cues.py", "features.py", "jargon.py", "training.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:16]
