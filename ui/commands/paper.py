"""parse, classify: one file is read, one scene text is placed among the scenarios."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from model.errors import BadData, say_cause
from pipeline.reference import DEFAULT_REGIME, load_reference
from ui.commands import UNREADABLE, JsonFile, Regime, app
from ui.output_file import writable, write_json, write_text
from ui.words import STATUSES


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="一个文件。")],
    json_file: JsonFile = None,
) -> None:
    """只读一个文件：文字、表格及其位置、文件属性。"""
    from pipeline.contract_papers import reading_json
    from pipeline.documents import read_one

    writable(json_file)
    reading = read_one(file)
    if json_file:
        write_json(json_file, reading_json(reading))
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
    writable(json_file)
    judge = SceneJudge(load_reference(regime).guide)
    if text is not None:
        answer = judge.rank([text])[0]
        if json_file:
            write_json(json_file, answer)
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
    write_text(json_file, "".join(line + "\n" for line in lines))
    print(f"已归类 {len(rows)} 条，写入 {json_file}")


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    except OSError as error:
        raise BadData(str(path), f"读不出 jsonl（{say_cause(error)}）") from error
    except ValueError as error:
        raise BadData(str(path), f"读不出 jsonl（{error}）") from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
            raise BadData(f"{path}:{number}", "每行须是含 id 与 text 的对象")
    return rows
