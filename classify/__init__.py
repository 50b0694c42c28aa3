"""Texts in, ranked scenarios out: which of the guide's 40 scenarios a description speaks of, or none."""

from classify.names import Resolution, resolve
from classify.scene_model import SceneModel, Weighing, fingerprint
from classify.verdict import judge_scene

__all__ = ["Resolution", "SceneModel", "Weighing", "fingerprint", "judge_scene", "resolve"]
