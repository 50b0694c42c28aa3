"""The two errors that may leave a verb, and what the system refuses in words; all else is an outcome or a bug."""

from __future__ import annotations

import errno

#: What people can do something about; other numbers are told as numbers.
_CAUSES = {
    errno.ENOSPC: "磁盘空间已满，请腾出空间后再试",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间后再试",
    errno.EROFS: "所在的磁盘是只读的",
    errno.EACCES: "没有访问权限，或正被其他程序占用",
    errno.EPERM: "没有访问权限",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "名称或路径太长",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错，请检查磁盘",
}


def say_cause(error: OSError) -> str:
    """Why the operating system refused, in Chinese and without a full stop."""
    return _CAUSES.get(error.errno or 0) or f"系统错误 {error.errno or type(error).__name__}"


def say_error(error: MingjianError | OSError) -> str:
    """The sentence for a person: which file, and why."""
    if isinstance(error, MingjianError):
        return str(error)
    return f"{error.filename or '读写磁盘'}：{say_cause(error)}"


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
