"""Wrong usage of the command line → one Chinese sentence."""

from __future__ import annotations

from typing import Any

from typer import _click


def say_usage(error: Any) -> str:
    """The usage error in Chinese."""
    kinds = _click.exceptions
    if isinstance(error, kinds.NoSuchOption):
        return f"没有选项 {error.option_name}；用 --help 查看可用选项"
    if isinstance(error, kinds.MissingParameter):
        return f"缺少参数 {_parameter(error)}；用 --help 查看用法"
    if isinstance(error, kinds.BadParameter):
        return f"参数 {_parameter(error)} 的值不对；用 --help 查看可用的取值"
    if "No such command" in error.message:
        return f"没有这个命令：{error.message.split(chr(39))[1]}；用 mingjian --help 查看全部命令"
    return f"用法不对：{error.message}"


def _parameter(error: Any) -> str:
    """The name of the parameter that an error speaks of, as on the command line."""
    names = [name for name in getattr(error.param, "opts", []) if name.startswith("-")]
    return str(names[0]) if names else str(getattr(error.param, "name", "")).upper()
