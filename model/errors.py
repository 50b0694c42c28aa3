"""The two errors that may leave a verb; everything else is an outcome or a bug."""

from __future__ import annotations


class MingjianError(Exception):
    """An error with a sentence for the person at the screen (Chinese), naming the file and the cause."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(file, why)
        self.file = file
        self.why = why

    def __str__(self) -> str:
        return f"{self.file}：{self.why}"


class CannotRead(MingjianError):
    """A document that cannot be read; `status` is one of `model.document.Status`."""

    def __init__(self, file: str, why: str, status: str = "corrupt") -> None:
        super().__init__(file, why)
        self.args = (file, why, status)  # keeps the error picklable: it crosses process borders
        self.status = status


class BadData(MingjianError):
    """Reference data or a user's input (path, option, table) that breaks its own rules."""
