"""The commands of `mingjian`, a file for what they speak of: batches, papers, the law, this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

#: Exit codes: wrong usage (one Chinese sentence) and something unreadable or to be mended.
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
