"""What every command does around its one call: put the parts together, read, print, count problems."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import typer

if TYPE_CHECKING:  # these pull in pydantic and the parts; commands import them when they run
    from pydantic import TypeAdapter

    from service.assembly import Assembly

DASH = Path("-")
PART = ".part"
TYPED = "标准输入.txt"
FAILED = 1

Input = TypeVar("Input")


@contextmanager
def assembled() -> Iterator["Assembly"]:
    """Give the parts by the settings of this process and let go of them at the end."""
    from service.assembly import Assembly
    from service.settings import load

    with Assembly(load()) as parts:
        yield parts


def one_of(single: object, bulk: Path | None, *, what: str = "一个文件") -> None:
    """Refuse a call that names neither or both of a single input and bulk input."""
    if (single is None) == (bulk is None):
        raise typer.BadParameter(f"要么写{what}，要么用 --in 批量，二者选一")


def contents(file: Path) -> tuple[bytes, str]:
    """Return bytes and name of a letter; "-" is text from standard input."""
    if file == DASH:
        return sys.stdin.buffer.read(), TYPED
    return file.read_bytes(), file.name


def emit(answer: object, as_json: bool, lines: Iterable[str]) -> None:
    """Print one answer: indented JSON, or the lines for people."""
    if as_json:
        from pydantic_core import to_json

        sys.stdout.buffer.write(to_json(answer, indent=2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for line in lines:
            typer.echo(line)


def run_bulk(source: Path, target: Path, shape: "TypeAdapter[Input]", answer: Callable[[Input], object]) -> None:
    """Answer every line of `source` into `target`; exit status 1 when any line became a problem.

    A file takes its name when it is whole: until then it stands beside with `.part`, and what was there before stays.
    """
    from service.bulk import BulkProblem, answers, as_line

    problems, total = 0, _count(source)
    with _reading(source) as lines, _writing(target, source) as out, progress("处理") as told:
        for done, result in enumerate(answers(lines, shape, answer), start=1):
            problems += isinstance(result, BulkProblem)
            out.write(as_line(result))
            out.flush()
            if total:
                told(done, total)
    if problems:
        typer.echo(f"{problems} 行没有答案，原因写在各自的结果行里", err=True)
        raise typer.Exit(FAILED)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on the terminal, if there is one, from the first time it is told (done, all)."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def told(done: int, total: int) -> None:
            if not bars:
                bars.append(stack.enter_context(typer.progressbar(length=total, label=label, file=sys.stderr)))
            bars[0].update(done - bars[0].pos)

        yield told if sys.stderr.isatty() else _silent


def _silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def _reading(source: Path) -> "nullcontext[BinaryIO] | BinaryIO":
    return nullcontext(sys.stdin.buffer) if source == DASH else source.open("rb")


@contextmanager
def _writing(target: Path, source: Path) -> Iterator[BinaryIO]:
    if target == DASH:
        yield sys.stdout.buffer
        return
    if target.is_dir():
        raise typer.BadParameter("--out 是文件夹，要写一个文件")
    if target.exists() and not target.is_file():  # a pipe, /dev/null: nothing to put in their place
        with target.open("wb") as out:
            yield out
        return
    part = target.with_name(target.name + PART)
    if any(one.exists() and source.exists() and one.samefile(source) for one in (target, part)):
        raise typer.BadParameter("--out 不能就是 --in 的文件，那会冲掉要读的内容")
    try:
        out = part.open("wb")
    except OSError as error:
        from service.faults import reason

        raise typer.BadParameter(f"--out 不能写：{reason(error)}") from None
    with out:
        yield out
    part.replace(target)


def _count(source: Path) -> int | None:
    if source == DASH or not sys.stderr.isatty():
        return None
    with source.open("rb") as lines:
        return sum(1 for _ in lines)
