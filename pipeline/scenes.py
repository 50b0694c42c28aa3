"""Scenes: each row of 附表1 (or the book's one scene) → declared name against the described one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import corpora
from classify import SceneModel, fingerprint, judge_scene
from model.guide import Guide
from model.place import Place
from model.submission import Scene, Submission

_TOLD = ("application", "pain", "solution", "effect")


class SceneJudge:
    """The trained model of one guide, trained from the texts in `corpora/scenes` at first use and cached."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    @cached_property
    def model(self) -> SceneModel:
        texts = list(corpora.scene_texts())
        version = fingerprint(self._guide, texts)
        path = cache_folder() / f"scenes-{self._guide.edition}-{version}.npz"
        model = SceneModel.load(path, version)
        if model is None:
            model = SceneModel.train(self._guide, texts)
            model.save(path)
        return model

    def learn(self) -> None:
        """Loads or trains the model now, so that it goes along to another process."""
        _ = self.model

    def scenes(self, submission: Submission) -> tuple[Scene, ...]:
        """One Scene a filled row of 附表1 or of the list of typical scenes; without such rows one for the scene that
        the form declares."""
        rows = sorted({int(f.key[3 : f.key.index("]")]) for f in submission.fields if f.key.startswith("t1[")})
        scenes = []
        for row in rows:
            told = [f for name in _TOLD if (f := submission.field(f"t1[{row}].{name}"))]
            names = [submission.field(f"t1[{row}].{name}") for name in ("link", "scene")]
            place = next((f.place for f in (names[1], names[0], *told) if f), None)
            if place is None:
                continue
            link, scene = (f.value if f else "" for f in names)
            judged = self._judge(link, scene, "\n".join(f.value for f in told), place, row)
            if judged.verdict == "unclear" and told[1:] and told[0].key.endswith(".application"):
                # The form has the scene told in 应用描述; words of the declared one in another cell are no support.
                alone = self._judge(link, scene, told[0].value, place, row)
                judged = replace(alone, text=judged.text) if alone.verdict == "differs" else judged
            scenes.append(judged)
        scenes += self._listed(submission)
        if scenes:
            return tuple(scenes)
        declared, scheme = submission.field("scene_name"), submission.field("scheme_text")
        if declared is None:
            return ()
        link_field = submission.field("link_name")
        text = scheme.value[:1200] if scheme else ""
        return (self._judge(link_field.value if link_field else "", declared.value, text, declared.place),)

    def _listed(self, submission: Submission) -> list[Scene]:
        """The typical scenes of a factory book: name and description; the link where the book prints one (GS-12)."""
        rows = sorted({int(f.key[7 : f.key.index("]")]) for f in submission.like("scenes[")})
        scenes = []
        for row in rows:
            name, told = submission.field(f"scenes[{row}].name"), submission.field(f"scenes[{row}].desc")
            place = next(f.place for f in (name, told) if f)
            link = submission.field(f"scenes[{row}].link")
            link_name, scene, text = (field.value if field else "" for field in (link, name, told))
            scenes.append(self._judge(link_name, scene, text, place, row))
        return scenes

    def _judge(self, link: str, scene: str, text: str, place: Place, row: int = 0) -> Scene:
        scene = "".join(scene.split("\n"))  # a name that wraps in its cell
        return judge_scene(link, scene, text, place, self.model, self._guide, row)

    def rank(self, texts: Sequence[str]) -> list[dict[str, object]]:
        """The contract's `classify` answers for scene texts: top 3 with scores, and the label."""
        answers: list[dict[str, object]] = []
        ranked_texts, labels = self.model.rank_many(texts), self.model.label_many(texts)
        for ranked, label in zip(ranked_texts, labels, strict=True):
            candidates = [{"no": c.no, "name": c.name, "score": round(c.score, 4)} for c in ranked]
            answers.append({"candidates": candidates, "label": label})
        return answers


def cache_folder() -> Path:
    """A folder for things that can be made again: $XDG_CACHE_HOME/mingjian, ~/.cache/mingjian, or a temporary one."""
    base = os.environ.get("XDG_CACHE_HOME")
    for folder in (Path(base) if base else Path.home() / ".cache", Path(tempfile.gettempdir())):
        try:
            (folder / "mingjian").mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        return folder / "mingjian"
    raise OSError("no writable folder for the cache")
