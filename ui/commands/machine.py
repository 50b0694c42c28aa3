"""ui, doctor: the web application on this machine, and whether this machine is fit."""

from __future__ import annotations

from typing import Annotated

import typer

from model.errors import BadData
from ui.commands import DEFAULT_WORKSPACE, UNREADABLE, JsonFile, Workspace, app
from ui.output_file import writable, write_json
from ui.result_table import make_screen, make_table


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
def doctor(workspace: Workspace = DEFAULT_WORKSPACE, json_file: JsonFile = None) -> None:
    """检查本机：Python 与组件版本、LibreOffice、libarchive、字体、识别模型、磁盘、隔离、数据库。"""
    from pipeline.doctor import Health, examine

    writable(json_file)
    checks = examine(workspace)
    words = {Health.GOOD: "正常", Health.POOR: "提醒", Health.BAD: "须处理"}
    if json_file:
        rows = [{"name": c.name, "health": str(c.health), "said": c.said, "advice": c.advice} for c in checks]
        write_json(json_file, {"checks": rows})
    table = make_table("本机检查", "项目", "状态", "情况", "建议")
    for check in checks:
        table.add_row(check.name, words[check.health], check.said, check.advice)
    make_screen().print(table)
    if any(check.health is Health.BAD for check in checks):
        raise typer.Exit(UNREADABLE)
