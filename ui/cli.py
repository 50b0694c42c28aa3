"""`mingjian`: the terminal face. Exit 0 all well · 2 wrong usage (one Chinese sentence) · 3 something unreadable."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from typer import _click

from model.errors import BadData, say_error
from ui.commands import WRONG_USAGE, app, batch, law, machine, paper
from ui.usage_errors import say_usage

#: Imported so that their commands are known, in this order of the help.
COMMANDS = (batch, paper, law, machine)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line; every expected error is one Chinese sentence on stderr and exit 2."""
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except (BadData, OSError) as error:
        _fail(say_error(error))
    except _click.exceptions.UsageError as error:
        _fail(say_usage(error))
    except (typer.Abort, KeyboardInterrupt):
        _fail("已中断；已完成的部分都已保存。")
    sys.exit(code if isinstance(code, int) else 0)


def _fail(sentence: str) -> None:
    print(f"mingjian：{sentence}", file=sys.stderr)
    sys.exit(WRONG_USAGE)


if __name__ == "__main__":
    main()
