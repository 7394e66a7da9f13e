"""Reading in a process of its own, with limits of time and memory: one file cannot take the server down."""

import base64
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Timer
from typing import Any

from corpus.bundling.delivery import Delivery, deliver
from corpus.documents import Document, Limits
from corpus.errors import DocumentTooLarge, InvalidRecord, ReaderDied, UnreadableDocument
from corpus.lists import Columns, ListedLetter, MarkedRow, heads, letters
from corpus.pages.imaging import page_pictures
from corpus.reading import read
from corpus.working.progress import Told, listening
from corpus.working.scratch import scratch
from corpus.working.wire import pack, unpack

# How the process says that it wanted more memory than it may have; sysexits.h calls 71 EX_OSERR.
_OUT_OF_MEMORY = 71
_PAGE = re.compile(rb"page (\d+) (\d+)\n")  # an answer begins with a brace


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the process may take: seconds of the clock, bytes of address space; and where it may lay down a letter."""

    seconds: float = 630.0
    memory_bytes: int = 4 * 1024**3
    folder: Path | None = None  # the system's temporary one, which others may read, where this is None


def read_apart(
    data: bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    allowance: Allowance = Allowance(),
    progress: Told | None = None,
) -> Document:
    """Read as `corpus.reading.read` does, in a process that is killed when it takes too long.

    Raises what read() raises; DocumentTooLarge if it wants more time or memory than the allowance, and ReaderDied if
    it ends without an answer (a fault in a library, a machine out of memory). What `progress` raises stops the reading.
    """
    answer = _told({"name": name, "limits": asdict(limits)}, data, allowance, progress)
    assert isinstance(answer, Document)
    return answer


def deliver_apart(
    data: bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    allowance: Allowance = Allowance(),
    progress: Told | None = None,
) -> Delivery:
    """Read as `corpus.bundling.delivery.deliver` does, in a process that is killed as that of `read_apart`."""
    answer = _told({"name": name, "limits": asdict(limits), "delivery": True}, data, allowance, progress)
    assert isinstance(answer, Delivery)
    return answer


def _told(order: dict[str, Any], data: bytes, allowance: Allowance, progress: Told | None) -> Delivery | Document:
    try:
        answer = unpack(_asked(order, data, allowance, progress))
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderDied(
            f"{order['name']}：文件使读取程序崩溃，已隔离，没有影响其他来信；请另存为其他格式再交。"
        ) from error
    if isinstance(answer, UnreadableDocument):
        raise answer
    return answer


def pictures_apart(
    data: bytes, name: str, numbers: Collection[int], *, allowance: Allowance = Allowance()
) -> dict[int, bytes]:
    """Return pages as `corpus.imaging.page_pictures` does; none of a file that cannot be opened within the limits."""
    order = {"name": name, "pictures": sorted(numbers)}
    try:
        found = json.loads(_asked(order, data, allowance, None))
    except (ValueError, DocumentTooLarge):
        return {}
    return {int(number): base64.b64decode(picture) for number, picture in found.items()}


def heads_apart(
    data: bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    allowance: Allowance = Allowance(),
) -> tuple[str, ...]:
    """Return the heads of a list as `corpus.lists.heads` does, read in a process of its own."""
    found = _listed({"name": name, "limits": asdict(limits), "heads": True}, data, allowance)
    return tuple(found["heads"])


def letters_apart(
    data: bytes,
    name: str,
    columns: Columns,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    allowance: Allowance = Allowance(),
) -> list[ListedLetter | MarkedRow | InvalidRecord]:
    """Return the letters of a list as `corpus.lists.letters` does, read in a process of its own."""
    found = _listed({"name": name, "limits": asdict(limits), "columns": asdict(columns)}, data, allowance)
    return [_row(row) for row in found["rows"]]


def _row(told: dict[str, Any]) -> ListedLetter | MarkedRow | InvalidRecord:
    if "problem" in told:
        return InvalidRecord(told["problem"])
    return MarkedRow(**told) if "digest" in told else ListedLetter(**told)


def _listed(order: dict[str, Any], data: bytes, allowance: Allowance) -> dict[str, Any]:
    said = _asked(order, data, allowance, None)
    try:
        found: dict[str, Any] = json.loads(said)
        if "error" in found:
            answer = unpack(said)
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderDied(f"{order['name']}：清单使读取程序崩溃，已隔离；请另存为 csv 再交。") from error
    if "invalid" in found:
        raise InvalidRecord(found["invalid"])
    if "error" in found:
        assert isinstance(answer, UnreadableDocument)
        raise answer
    return found


def _asked(order: dict[str, Any], data: bytes, allowance: Allowance, progress: Told | None) -> str:
    """Have a process answer an order about a file; returns nothing where it died of the file."""
    name = order["name"]
    expired = Event()
    # -I: neither the folder it is started from nor the user's own packages are looked at for modules.
    # A session of its own: what it starts (LibreOffice) is killed with it.
    with (
        scratch(allowance.folder) as folder,
        subprocess.Popen(
            [sys.executable, "-I", "-c", "from corpus.working.worker import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process,
    ):

        def stop() -> None:
            expired.set()
            _kill(process)

        watch = Timer(allowance.seconds, stop)
        watch.start()
        try:
            head = json.dumps({**order, "memory_bytes": allowance.memory_bytes, "folder": str(folder)}).encode()
            said = _dialogue(process, head + b"\n" + data, progress)
        finally:
            watch.cancel()
            _kill(process)
    if expired.is_set():
        raise DocumentTooLarge(f"{name}：读取超过 {allowance.seconds:g} 秒的上限，已停止；请拆成几份再交。")
    if process.returncode == _OUT_OF_MEMORY:
        raise DocumentTooLarge(f"{name}：读取需要的内存超过上限，已停止；请拆成几份再交。")
    return said.decode("utf-8", "surrogatepass")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all that it has started, which may outlive it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _dialogue(process: "subprocess.Popen[bytes]", order: bytes, progress: Told | None) -> bytes:
    """Hand in the file and return the last line that is said; the lines before tell of pages."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError), process.stdin as ear:  # it died before it had heard everything
        ear.write(order)
    said = b""
    for line in process.stdout:
        page = _PAGE.fullmatch(line)
        if page is None:
            said = line
        elif progress is not None:
            progress(int(page[1]), int(page[2]))
    process.wait()
    return said


def serve() -> None:
    """Answer the order about the one file that stands on standard input; run inside the process."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not mix with the answer
    order = json.loads(sys.stdin.buffer.readline())
    tempfile.tempdir = order["folder"]
    os.putenv("TMPDIR", order["folder"])  # for LibreOffice
    memory = order["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the letter

    def say(done: int, total: int) -> None:
        # Nobody may be there to hear it any more; then this ends the process, which is meant.
        answers.write(b"page %d %d\n" % (done, total))
        answers.flush()

    try:
        with listening(say):
            answer = _answered(order, sys.stdin.buffer.read())
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    answers.write(answer.encode("utf-8", "surrogatepass"))
    answers.close()


def _answered(order: dict[str, Any], data: bytes) -> str:
    name = order["name"]
    if "pictures" in order:
        pictures = page_pictures(data, name, order["pictures"])
        return json.dumps({number: base64.b64encode(picture).decode() for number, picture in pictures.items()})
    try:
        limits = Limits(**order["limits"])
        if "heads" in order:
            return json.dumps({"heads": heads(data, name, limits=limits)})
        if "columns" in order:
            return _rows(letters(data, name, Columns(**order["columns"]), limits=limits))
        return pack((deliver if "delivery" in order else read)(data, name, limits=limits))
    except InvalidRecord as error:
        return json.dumps({"invalid": str(error)})
    except UnreadableDocument as error:
        return pack(error)


def _rows(found: list[ListedLetter | MarkedRow | InvalidRecord]) -> str:
    rows = [{"problem": str(row)} if isinstance(row, InvalidRecord) else asdict(row) for row in found]
    return json.dumps({"rows": rows}, ensure_ascii=False)
