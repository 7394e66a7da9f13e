"""Files that are read outside the request: scans, photographs, large files. One at a time, each to exactly one end.

The store's `jobs` say what is to be done and what became of it. persist-queue, in the same database, says in which
order, and hands out again what a process that died had taken.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Self, TypeVar

from persistqueue.exceptions import Empty
from sqlalchemy.exc import IntegrityError

from corpus.bundling.delivery import Delivery
from corpus.documents import Document, Limits, Page
from corpus.errors import (
    ClassifiedDocument,
    HuiyinError,
    IndexUnavailable,
    JobNotFound,
    NeedsRecognition,
    NeedsTranscription,
    ReaderDied,
    UnreadableDocument,
)
from corpus.working.worker import pictures_apart
from service.answers import Analysed, Failure, Job, JobState, Kept, Purpose
from service.intake import analyse_document, keep, new_key, problems_of, with_problems
from service.receiving.jobs import Upload
from service.receiving.reading import read_letters
from service.status import check

if TYPE_CHECKING:
    from service.assembly import Assembly

# A PDF of 364 pages of text has 0.3 MB and is read in 2 s; what is larger than this holds pictures.
LARGE: Final = 2_000_000
ATTEMPTS: Final = 3
POLL_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0  # between two attempts, after 1, 2, 4 … seconds: whoever mends something waits a minute
SWEPT_EVERY: Final = timedelta(hours=1)
SWEPT_AFTER: Final = timedelta(days=1)
TRANSCRIBED: Final = "transcribed"
WHOLE: Final = "整份文件"
UNEXPECTED: Final = f"试了 {ATTEMPTS} 次都没有读完，程序中途出错；请联系管理员，或另存为其他格式再交"

Answer = TypeVar("Answer")


class Stopped(Exception):
    """The server is being stopped; the job waits for the next start."""


def at_once_or_later(
    parts: "Assembly", data: bytes, name: str | None, purpose: Purpose, *, answer: Callable[[Limits], Answer]
) -> Answer | Job:
    """Answer within the request, or open a job where that takes longer: pictures of text, large files."""
    if name is None or len(data) <= LARGE:
        try:
            return answer(parts.request_limits)
        except NeedsRecognition:
            assert name is not None  # typed text holds no pictures
    return open_job(parts, data, name, purpose)


def open_job(parts: "Assembly", data: bytes, name: str, purpose: Purpose) -> Job:
    """Keep a file until it is read outside the request, and put it in the queue."""
    received = parts.now()
    key = new_key(received)
    job = parts.jobs.open(key, Upload(name, data, purpose, received, attempts=0))
    parts.queue.put(key)
    return job


def work(parts: "Assembly", key: str, *, stop: Event | None = None) -> bool:
    """Read one file and end its job; returns False if it waits to be tried again."""
    upload = parts.jobs.begin(key)
    if upload is None:
        return True
    if upload.attempts > ATTEMPTS:  # every attempt before ended with the whole process
        _give_up(parts, key, HuiyinError(UNEXPECTED))
        return True
    try:
        _end(parts, key, upload, _read(parts, key, upload, stop))
    except (Stopped, IndexUnavailable) as error:  # neither says anything about the file: it waits as long as that lasts
        parts.log.warning("job %s waits: %s", key, type(error).__name__)
        parts.jobs.wait(key, attempts=upload.attempts - 1, why=[Failure(WHOLE, str(error))] if str(error) else ())
        return False
    except NeedsTranscription as error:
        shown = _pictures(parts, upload, error.pages)
        parts.jobs.to_transcribe(key, error.pages, shown, at=parts.now(), failure=Failure(WHOLE, str(error)))
    except ReaderDied as error:
        return _again(parts, key, upload, error)
    except ClassifiedDocument as error:
        parts.jobs.end(key, JobState.FAILED, at=parts.now(), failures=[Failure(WHOLE, str(error))])
        parts.forget_deleted()
    except UnreadableDocument as error:
        _unread(parts, key, upload, error)
    except Exception as error:  # noqa: BLE001 - whatever it was, the job has to end, and the others go on
        parts.log.error("job %s: %s", key, type(error).__name__)  # noqa: TRY400 - the traceback may quote a letter
        return _again(parts, key, upload, error if isinstance(error, HuiyinError) else HuiyinError(UNEXPECTED))
    return True


def _read(parts: "Assembly", key: str, upload: Upload, stop: Event | None) -> Delivery:
    def told(done: int, total: int) -> None:
        if stop is not None and stop.is_set():
            raise Stopped
        parts.jobs.progress(key, done, total)

    check(parts)  # before minutes of OCR, whose answer could not be given advice
    return read_letters(parts, upload.data, upload.name, limits=parts.limits, progress=told)


def transcribe(parts: "Assembly", key: str, text: str) -> Kept | Analysed:
    """Take the words of a person for a file that OCR could not read; what that becomes is what it was sent for."""
    upload = parts.jobs.transcribed(key)
    if upload is None:
        raise JobNotFound("没有这个编号的待录入任务，可能已经录入；请用 huiyin jobs show 查看")
    document = Document(upload.name, TRANSCRIBED, text, pages=(), paragraphs=())
    answer = analyse_document(parts, document, key=key, keeping=upload.purpose is Purpose.LETTER)
    kept = None
    if upload.purpose is Purpose.LETTER:
        kept = keep(parts, upload.name, upload.data, document, answer, received=upload.received)
    parts.jobs.end_transcription(key)
    return kept or answer


def _pictures(parts: "Assembly", upload: Upload, drafts: Sequence[Page]) -> dict[int, bytes]:
    return pictures_apart(upload.data, upload.name, [page.number for page in drafts], allowance=parts.allowance)


def _end(parts: "Assembly", key: str, upload: Upload, found: Delivery) -> None:
    letters = upload.purpose is Purpose.LETTER
    named = [key, *(new_key(upload.received) for _ in found.letters[1:])]
    keys = parts.jobs.name_letters(key, named) if letters and len(named) > 1 else tuple(named)
    failures, analyses = list[Failure](), list[Analysed]()
    for number, (one, sent) in enumerate(zip(keys, found.letters, strict=True), start=1):
        answer = analyse_document(parts, with_problems(found, sent.document), key=one)
        failures += _missing(parts, key, upload, sent.document, number if len(keys) > 1 else None)
        if letters:
            original = upload.data if sent.original is None else sent.original
            name = upload.name if len(keys) == 1 else sent.document.name
            with suppress(IntegrityError):  # an attempt before kept it and died then: the letter has the same id
                keep(parts, name, original, sent.document, answer, received=upload.received)
        else:
            analyses.append(answer)
    failures += _failures(parts, upload, found)
    parts.jobs.end(key, JobState.DONE, at=parts.now(), failures=failures, analyses=analyses)
    if found.refused:
        parts.forget_deleted()


def _missing(parts: "Assembly", key: str, upload: Upload, document: Document, number: int | None) -> list[Failure]:
    """Say what of a letter is no text; the doubtful pages of the only letter are kept for a person."""
    place = "" if number is None else f"第 {number} 封信的"
    failures = [Failure(place + part.name, part.problem) for part in document.parts if part.problem]
    drafts = [page for page in document.pages if page.draft]
    failures += [Failure(f"{place}第 {page.number} 页", "图像不清楚，请人工录入") for page in drafts]
    if drafts and number is None:
        parts.jobs.keep_drafts(key, drafts, _pictures(parts, upload, drafts))
    return failures


def _failures(parts: "Assembly", upload: Upload, found: Delivery) -> list[Failure]:
    """Say what of an archive is in none of its letters; what a person can transcribe gets a job of its own."""
    failures = list(problems_of(replace(found, unread=tuple(one for one in found.unread if one.original is None))))
    for one in found.unread:
        if one.original is not None:
            job = open_job(parts, one.original, one.name, upload.purpose)
            failures.append(Failure(one.name, f"图像不清楚，已另立任务 {job.id}，读完后请对照图像录入"))
    return failures


def _unread(parts: "Assembly", key: str, upload: Upload, error: UnreadableDocument) -> None:
    """End the job of a file that cannot be read. A letter was accepted: its file stays until a person dismisses it."""
    letter = upload.purpose is Purpose.LETTER
    why = f"{error}（文件还在；处理完可用 huiyin jobs dismiss 删去）" if letter else str(error)
    parts.jobs.end(key, JobState.FAILED, at=parts.now(), failures=[Failure(WHOLE, why)], keep_file=letter)


def _again(parts: "Assembly", key: str, upload: Upload, error: HuiyinError) -> bool:
    """Let a job wait, or end it after the last attempt; then its file stays, since the fault may be ours."""
    if upload.attempts < ATTEMPTS:
        parts.jobs.wait(key, attempts=upload.attempts)
        return False
    _give_up(parts, key, error)
    return True


def _give_up(parts: "Assembly", key: str, error: HuiyinError) -> None:
    failures = [Failure(WHOLE, f"{error}（文件还在，可用 huiyin jobs retry 重试）")]
    parts.jobs.end(key, JobState.FAILED, at=parts.now(), failures=failures, keep_file=True)


def retry(parts: "Assembly", key: str) -> Job:
    """Have a job that failed tried again; JobNotFound unless its file was kept."""
    parts.jobs.reopen(key)
    parts.queue.put(key)
    return parts.jobs.job(key)


def dismiss(parts: "Assembly", key: str) -> Job:
    """Let go of the file of a job that failed; JobNotFound unless it was kept."""
    parts.jobs.dismiss(key)
    parts.forget_deleted()
    return parts.jobs.job(key)


class Worker:
    """One thread that reads what waits, for as long as the context lasts."""

    def __init__(self, parts: "Assembly") -> None:
        self._parts = parts
        self._stop = Event()
        self._thread = Thread(target=self._run, name="reading", daemon=True)

    def __enter__(self) -> Self:
        queue = self._parts.queue
        queue.resume_unack_tasks()
        for key in self._parts.jobs.waiting():  # a process may have died between the store and the queue
            queue.put(key)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Let go after the page that is being read, at most some seconds; what is not read waits."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        swept: datetime | None = None
        pause = POLL_S
        while not self._stop.is_set():
            try:
                swept = self._swept(swept)
                went_on = self._next()
            except Exception as error:  # noqa: BLE001 - the store may be locked or full; this thread has to outlive it
                self._parts.log.error("reading: %s", type(error).__name__)  # noqa: TRY400 - the traceback may quote a letter
                went_on = False
            if went_on:
                pause = POLL_S
            else:
                self._stop.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)

    def _swept(self, before: datetime | None) -> datetime:
        now = self._parts.now()
        if before is not None and now - before <= SWEPT_EVERY:
            return before
        self._parts.jobs.sweep(before=now - SWEPT_AFTER)
        return now

    def _next(self) -> bool:
        """Work off one job, if there is one; returns False if it waits to be tried again."""
        queue = self._parts.queue
        try:
            taken = queue.get(timeout=POLL_S, raw=True)
        except Empty:
            return True
        ended = False
        try:
            ended = work(self._parts, taken["data"], stop=self._stop)
        finally:
            if ended:
                queue.ack(id=taken["pqid"])
                queue.clear_acked_data(keep_latest=0)  # so that a job that is tried again can be put in again
            else:
                queue.nack(id=taken["pqid"])
        return ended
