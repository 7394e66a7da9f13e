"""Errors that nobody raised on purpose, told without their words: those may quote a letter."""

import errno
import traceback
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

# The frames beyond are the frameworks' own.
FRAMES: Final = 8
# What SQLite met (sqlite.org/rescode.html), where an operator can do something about it.
_DATABASE: Final[Mapping[str, str]] = {
    "SQLITE_BUSY": "数据库正被另一个程序占用，请稍后再试",
    "SQLITE_CANTOPEN": "数据库文件打不开，请检查 HUIYIN_HOME、HUIYIN_LIBRARY_URL、HUIYIN_STORE_URL 和权限",
    "SQLITE_CORRUPT": "数据库文件已损坏，请从备份恢复",
    "SQLITE_FULL": "磁盘已满",
    "SQLITE_NOTADB": "这个文件不是数据库，请检查 HUIYIN_LIBRARY_URL、HUIYIN_STORE_URL",
    "SQLITE_READONLY": "数据库文件不可写，请检查权限",
}
# What the system met, where an operator can do something about it; the rest in the system's own words.
_SYSTEM: Final[Mapping[int, str]] = {
    errno.EACCES: "没有权限",
    errno.EADDRINUSE: "已被占用",
    errno.EEXIST: "这里已有一个文件",
    errno.EISDIR: "这是文件夹",
    errno.EMFILE: "打开的文件太多",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "这是文件，不是文件夹",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只能读",
}


def where(error: BaseException) -> str:
    """Return file, line and function of the frames, the nearest first."""
    frames = list(reversed(traceback.extract_tb(error.__traceback__)))[:FRAMES]
    return " < ".join(f"{PurePath(one.filename).name}:{one.lineno} {one.name}" for one in frames)


def told(error: Exception) -> str:
    """Return one line for an operator: what the system or the database said where it quotes nothing, else the kind."""
    return f"{reason(error)}（{type(error).__name__}，{where(error)}）"


def reason(error: Exception) -> str:
    """Return what the system or the database met, without the words of the error."""
    if isinstance(error, OSError) and error.strerror:
        return _SYSTEM.get(error.errno or 0, error.strerror)
    return _DATABASE.get(code_of(error), "程序出了意料之外的错误")


def code_of(error: Exception) -> str:
    """Return what SQLite calls an error; SQLAlchemy wraps what the driver raised."""
    return str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))
