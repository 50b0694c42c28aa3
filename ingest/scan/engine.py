"""Recognition: where text stands on a picture, `find_text`, and what a strip of it says, `read_strips`.

The PP-OCRv6 models lie in the wheel of rapidocr; they are run by onnxruntime directly, because strips of their own
width cost a third of rapidocr's padded ones (time is linear in width) and its download code is never entered.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Grey levels (uint8), shape (height, width), 255 is paper. OpenCV's types promise less than that.
Gray = NDArray[Any]
#: x0, top, x1, bottom in pixels.
PixelBox = tuple[int, int, int, int]

_MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx")
#: Longer side of the picture on which text is looked for: 2016 pixels cost five times as much and find the same.
FIND_SIDE = 1184
_HEIGHT = 48
#: A line so many times as long as high shows whether the page is bent.
_LONG = 7
_BATCH = 6
_WIDEST = 3200
_INK, _SURE, _GROWTH = 0.3, 0.5, 1.6  # thresholds of PP-OCR's own settings


class NoEngine(Exception):
    """Recognition is not possible here; the argument says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What a strip says: characters, the middle of each as a share of the strip's width, and how sure each is."""

    text: str
    at: tuple[float, ...]
    sure: tuple[float, ...]


@cache
def _session(model: str) -> Any:
    """One session a process and model, one thread each. Raises NoEngine."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise NoEngine("未安装文字识别组件 rapidocr")
    path = Path(spec.origin).parent / "models" / model
    if not path.is_file():
        raise NoEngine(f"文字识别模型 {model} 不在安装目录中")
    try:
        import onnxruntime
    except ImportError as error:
        raise NoEngine("未安装文字识别组件 onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the memory of the widest strip for ever
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise NoEngine(f"文字识别模型 {model} 无法加载（{type(error).__name__}）") from error


def ready() -> None:
    """Raises NoEngine when recognition cannot work here."""
    if importlib.util.find_spec("cv2") is None:
        raise NoEngine("未安装图像处理组件 opencv")
    for model in _MODELS:
        _session(model)


@cache
def _alphabet() -> tuple[str, ...]:
    listed = _session(_MODELS[1]).get_modelmeta().custom_metadata_map["character"].splitlines()
    return ("", *listed, " ")


def _run(model: str, batch: NDArray[Any]) -> NDArray[Any]:
    session = _session(model)
    result: NDArray[Any] = session.run(None, {session.get_inputs()[0].name: batch})[0]
    return result


def find_text(gray: Gray, side: int = FIND_SIDE) -> tuple[list[PixelBox], list[NDArray[np.float64]]]:
    """Boxes of text lines, as level boxes (the picture has been straightened; looked for on one of this side), and the
    middles of long lines as curves.

    A curve is an array of points, shape (n, 2), from left to right.
    """
    import cv2

    high, wide = gray.shape
    ratio = min(1.0, side / max(high, wide))
    size = tuple(max(32, round(side * ratio / 32) * 32) for side in (wide, high))
    small = cv2.cvtColor(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), cv2.COLOR_GRAY2BGR)
    chance = _run(_MODELS[0], _scaled(small)[None])[0, 0]
    mask = cv2.dilate((chance > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    total = np.bincount(labels.ravel(), weights=chance.ravel(), minlength=count)
    grow_x, grow_y = wide / size[0], high / size[1]
    usual = float(np.median(stats[1:, 3])) if count > 1 else 0.0
    boxes: list[PixelBox] = []
    curves: list[NDArray[np.float64]] = []
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        if min(w, h) < 3 or total[i] / area < _SURE:
            continue
        if w > _LONG * h and h < 2.2 * usual and area > 0.6 * w * min(h, usual):
            own = np.where(labels[y : y + h, x : x + w] == i, chance[y : y + h, x : x + w], 0)[:, h:-h:4]
            at = x + h + 4 * np.arange(own.shape[1]) + 0.5
            rows = y + (own * np.arange(h)[:, None]).sum(axis=0) / np.maximum(own.sum(axis=0), 1e-6) + 0.5
            curves.append(np.stack([at * grow_x, rows * grow_y], axis=1))
        out = w * h * _GROWTH / (2 * (w + h))
        x0, top = max(0, (x - out) * grow_x), max(0, (y - out) * grow_y)
        x1, bottom = min(wide, (x + w + out) * grow_x), min(high, (y + h + out) * grow_y)
        boxes.append((int(x0), int(top), math.ceil(x1), math.ceil(bottom)))
    return boxes, curves


def upside_down(strips: Sequence[Gray]) -> float:
    """Share of strips that stand on their head, weighed by how sure the classifier is.

    The classifier sees 192 by 48 pixels. Of a longer line it is shown parts of that shape: signs squeezed together
    look to it like signs on their head.
    """
    import cv2

    down = total = 0.0
    for strip in [part for long in strips for part in _parts(long)]:
        wide = min(192, max(1, math.ceil(48 * strip.shape[1] / strip.shape[0])))
        small = cv2.cvtColor(cv2.resize(strip, (wide, 48)), cv2.COLOR_GRAY2BGR)
        padded = np.zeros((1, 3, 48, 192), np.float32)
        padded[0, :, :, :wide] = _scaled(small)
        chance = _run(_MODELS[2], padded)[0]
        weight = abs(float(chance[1]) - 0.5)
        down, total = down + weight * float(chance[1] > 0.5), total + weight
    return down / total if total else 0.0


def _parts(strip: Gray) -> list[Gray]:
    """The beginning and the middle of a long line in the shape that the classifier sees; a short line whole."""
    high, wide = strip.shape
    starts = [0, wide // 2] if wide >= 8 * high else [0]
    return [strip[:, x : x + 4 * high] for x in starts]


def read_strips(strips: Sequence[Gray]) -> list[Strip]:
    """The text of each strip (one line of text each, with a small margin)."""
    import cv2

    found = [Strip("", (), ())] * len(strips)
    widths = [min(_WIDEST, max(16, math.ceil(_HEIGHT * s.shape[1] / s.shape[0]))) for s in strips]
    order = sorted(range(len(strips)), key=lambda i: widths[i])
    start = 0
    while start < len(order):
        # Strips of nearly the same width go together: padding is paid for, and costs accuracy.
        end = start + 1
        while end < len(order) and end - start < _BATCH and widths[order[end]] <= widths[order[start]] * 1.1 + 8:
            end += 1
        room = math.ceil(widths[order[end - 1]] / 8) * 8
        batch = np.zeros((end - start, 3, _HEIGHT, room), np.float32)
        for slot, i in enumerate(order[start:end]):
            level = cv2.resize(strips[i], (widths[i], _HEIGHT), interpolation=_shrink(strips[i]))
            batch[slot, :, :, : widths[i]] = _scaled(cv2.cvtColor(level, cv2.COLOR_GRAY2BGR))
        for slot, (i, chances) in enumerate(zip(order[start:end], _run(_MODELS[1], batch), strict=True)):
            found[i] = _decode(chances, room / widths[order[start + slot]])
        start = end
    return found


def _shrink(strip: Gray) -> int:
    import cv2

    return int(cv2.INTER_AREA if strip.shape[0] > _HEIGHT else cv2.INTER_CUBIC)


def _decode(chances: NDArray[Any], stretch: float) -> Strip:
    """CTC: the best sign of each column, repeats and blanks dropped."""
    best = chances.argmax(axis=1)
    alphabet, count = _alphabet(), len(best)
    text: list[str] = []
    at: list[float] = []
    sure: list[float] = []
    start = 0
    for i in range(1, count + 1):
        if i < count and best[i] == best[start]:
            continue
        if best[start]:
            text.append(alphabet[best[start]])
            at.append(min(1.0, (start + i) / 2 / count * stretch))
            sure.append(float(chances[start:i, best[start]].max()))
        start = i
    return Strip("".join(text), tuple(at), tuple(sure))


def _scaled(picture: NDArray[Any]) -> NDArray[Any]:
    scaled: NDArray[Any] = (picture.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)
    return scaled
