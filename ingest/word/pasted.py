"""Pasted: pictures of papers within a Word file → the pictures with what they say: `read_pasted(…)`."""

from __future__ import annotations

import io
import time
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest import limits
from ingest.package import Package
from model.document import Block, Node, Picture, Table
from model.errors import CannotRead
from model.place import Place

_LATE = f"文字识别用时已达上限{limits.LOST}"


def read_pasted(
    package: Package, nodes: Sequence[Node], sizes: Mapping[int, tuple[float, float] | None], seconds: float
) -> tuple[tuple[Node, ...], list[str]]:
    """The nodes, pictures of papers with their `content`, and Chinese sentences on what was read and what was not.

    `sizes`: how large pictures (by their index) are shown. Equal pictures are read once.
    """
    found, notes, counts = list(nodes), list[str](), Counter[str]()
    looked: set[str] = set()
    until = time.monotonic() + seconds
    for index, node in enumerate(nodes):
        if not isinstance(node, Picture):
            continue
        counts[node.place.path] += 1
        if node.sha256 in looked or not _is_big(node, sizes.get(index)):
            continue
        looked.add(node.sha256)
        path = f"{node.place.path}/pic{counts[node.place.path]}"
        found[index] = read = _read(package, node, path, until)
        if read.unread:
            notes.append(f"图片 {node.part}（{node.place.path}）未识别：{read.unread.rstrip('。')}。")
    if count := sum(isinstance(node, Picture) and bool(node.content) for node in found):
        notes.append(f"有 {count} 张图片上的文字由图像识别（OCR）读出，请对照原图核实。")
    return tuple(found), notes


def _is_big(node: Picture, shown: tuple[float, float] | None) -> bool:
    if min(node.width, node.height) <= 0:
        return False
    from ingest.scan.size import may_be_paper

    return may_be_paper(node.width, node.height, shown)


def _read(package: Package, node: Picture, path: str, until: float) -> Picture:
    """The picture with what it says, or why a picture with much text was not read."""
    from ingest.scan.engine import NoEngine, ready

    try:
        ready()
    except NoEngine as error:
        return replace(node, unread=f"文字识别不可用（{error}）")
    if node.width * node.height > limits.MAX_SOURCE_PIXELS:
        most = limits.MAX_SOURCE_PIXELS // 1_000_000
        why = f"图片为 {node.width}×{node.height} 像素，超过上限 {most} 百万像素{limits.LOST}"
        return replace(node, unread=why)
    from PIL import Image, ImageOps

    from ingest.scan.pasted import PROBE_SIDE, has_much_text, read_content
    from ingest.scan.render import frames
    from ingest.scan.stamp import read_stamp

    try:
        data = package.read(node.part)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                picture.draft("RGB", (PROBE_SIDE, PROBE_SIDE))  # JPEG decodes straight to a smaller picture
                small = ImageOps.exif_transpose(picture).convert("RGB")
        if not has_much_text(small):
            return replace(node, stamp=read_stamp(small)) if time.monotonic() < until else node
        if time.monotonic() > until:
            return replace(node, unread=_LATE)
        pixels = next(frames(io.BytesIO(data), node.place.file))
        turned = (small.width > small.height) != (node.width > node.height)
        wide, high = (node.height, node.width) if turned else (node.width, node.height)
        content = read_content(pixels, node.place, path, (0.0, 0.0, float(wide), float(high)))
    except CannotRead as error:
        return replace(node, unread=error.why)
    except Exception as error:  # noqa: BLE001  Pillow and OpenCV raise many kinds on damaged pictures; the text counts
        return replace(node, unread=f"图片已损坏或无法解码（{type(error).__name__}）")
    if content is None:
        return replace(node, stamp=read_stamp(small))
    return replace(node, content=content.nodes, confidence=content.confidence)


def rebase(picture: Node, place: Place) -> Node:
    """A picture of an inner file at its place in the outer one, what it says with it."""
    assert isinstance(picture, Picture)

    def move(old: Place) -> Place:
        return replace(old, file=place.file, path=f"{place.path}/{old.path[len(picture.place.path) :].lstrip('/')}")

    content: list[Block | Table] = []
    for node in picture.content:
        if isinstance(node, Table):
            cells = tuple(replace(cell, place=move(cell.place)) for cell in node.cells)
            content.append(replace(node, cells=cells, place=move(node.place)))
        else:
            content.append(replace(node, place=move(node.place)))
    return replace(picture, place=place, content=tuple(content))
