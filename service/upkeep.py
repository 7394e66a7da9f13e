"""Brings library and indexes to where they should be; each step does nothing where nothing is to be done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import HuiyinError
from corpus.raw import ImportReport
from indexing.build import BuildReport, build
from indexing.filling import fill
from service.cases.matters import demo_lines, import_cases

if TYPE_CHECKING:
    from service.assembly import Assembly

Progress = Callable[[int, int], None]


def import_library(parts: "Assembly", path: Path | None = None, *, progress: Progress | None = None) -> ImportReport:
    """File the statutes at a path in the library, those that come with the program where there is none."""
    return parts.library.import_from(parts.statutes_at(path), progress=progress)


def build_statutes(parts: "Assembly", *, anew: bool = False, progress: Progress | None = None) -> BuildReport:
    """Make the index of statutes hold what the library holds."""
    return build(parts.engine, parts.statute_source, anew=anew, progress=progress)


def build_cases(parts: "Assembly", *, anew: bool = False, progress: Progress | None = None) -> BuildReport:
    """Make the index of matters hold what the store holds."""
    return build(parts.engine, parts.case_source, anew=anew, progress=progress)


def fill_vectors(
    parts: "Assembly", *, progress: Progress | None = None, stopped: Callable[[], bool] = lambda: False
) -> bool:
    """Make the encoder for this machine, then give every article its vector, on from where it was.

    True once all have one, and where there is no encoder. Raises ModelUnusable and what fill() raises.
    """
    kept, encoder = parts.kept_vectors, parts.encoder
    if kept is None or encoder is None:
        return True
    encoder.prepare()
    return fill(parts.engine, parts.statute_source, kept, progress=progress, stopped=stopped)


def make_ready(
    parts: "Assembly", *, say: Callable[[str], None], progress: Callable[[str], AbstractContextManager[Progress]]
) -> None:
    """Fill an empty library, import the demonstration cases where there are none, build what is out of date.

    An index that cannot be built is said and not raised: letters are kept without it, and what served before serves on.
    """
    if parts.library.sequence() == 0:
        say("首次运行：导入法规库……")
        with progress("导入法规") as told:
            report = import_library(parts, progress=told)
        say(f"已导入 {report.statutes} 件、{report.provisions} 条（{report.source}）")
    if parts.register.count()[1] == 0:
        demo = import_cases(parts, demo_lines())
        say(f"已导入 {demo.new} 件虚构的演示案例")
    for title, work in (("法条索引", build_statutes), ("事项索引", build_cases)):
        try:
            with progress(title) as told:
                built = work(parts, progress=told)
        except (HuiyinError, OSError) as error:
            say(f"{title}没有建成，照旧启动：{error}")
            continue
        if built.built:
            say(f"已建立{title}：{built.generation.count} 条，用时 {built.seconds:.1f} 秒")
