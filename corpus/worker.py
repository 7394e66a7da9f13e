"""Reading in a process of its own, with limits of time and memory: one file cannot take the server down."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass

from corpus.documents import Document, Limits
from corpus.errors import DocumentTooLarge, UnreadableDocument
from corpus.reading import read
from corpus.wire import pack, unpack

# How the process says that it wanted more memory than it may have; sysexits.h calls 71 EX_OSERR.
_OUT_OF_MEMORY = 71


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the process may take: seconds of the clock, bytes of address space."""

    seconds: float = 630.0
    memory_bytes: int = 4 * 1024**3


def read_apart(
    data: bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    allowance: Allowance = Allowance(),
) -> Document:
    """Read as `corpus.reading.read` does, in a process that is killed when it takes too long.

    Raises what read() raises; DocumentTooLarge if it wants more time or memory than the allowance, and
    UnreadableDocument if it dies of the file (a fault in a library).
    """
    order = json.dumps({"name": name, "limits": asdict(limits), "memory_bytes": allowance.memory_bytes}).encode()
    try:
        # -I: neither the folder it is started from nor the user's own packages are looked at for modules.
        done = subprocess.run(
            [sys.executable, "-I", "-c", "from corpus.worker import serve; serve()"],
            input=order + b"\n" + data,
            capture_output=True,
            timeout=allowance.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentTooLarge(f"{name}：读取超过 {allowance.seconds:g} 秒的上限，已停止；请拆成几份再交。") from error
    if done.returncode == _OUT_OF_MEMORY:
        raise DocumentTooLarge(f"{name}：读取需要的内存超过上限，已停止；请拆成几份再交。")
    try:
        answer = unpack(done.stdout.decode("utf-8", "surrogatepass"))
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableDocument(
            f"{name}：文件使读取程序崩溃，已隔离，没有影响其他来信；请另存为其他格式再交。"
        ) from error
    if isinstance(answer, Document):
        return answer
    raise answer


def serve() -> None:
    """Read the one file that stands on standard input; run inside the process."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not mix with the answer
    order = json.loads(sys.stdin.buffer.readline())
    memory = order["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the letter
    answer: Document | UnreadableDocument
    try:
        answer = read(sys.stdin.buffer.read(), order["name"], limits=Limits(**order["limits"]))
    except UnreadableDocument as error:
        answer = error
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    answers.write(pack(answer).encode("utf-8", "surrogatepass"))
    answers.close()
