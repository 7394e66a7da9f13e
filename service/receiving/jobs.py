"""The record of files that are read later: what waits, how far it is, how it ended.

Every public method is one transaction. The bytes leave with the end of their job; what failed stays with its reason,
and the file of a letter that failed until a person dismisses it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from corpus.documents import Doubt, Page
from corpus.errors import JobNotFound
from service.answers import Analysed, Draft, Failure, Job, JobState, Purpose
from service.storing.tables import drafts as drafts_
from service.storing.tables import jobs, uploads

OPEN: Final = (JobState.WAITING, JobState.READING)

_ANALYSES: TypeAdapter[tuple[Analysed, ...]] = TypeAdapter(tuple[Analysed, ...])


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits to be read; `attempts` counts this one too."""

    name: str
    data: bytes
    purpose: Purpose
    received: datetime
    attempts: int


class Jobs:
    """The jobs in the store behind one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, key: str, upload: Upload) -> Job:
        """Keep a file until it is read."""
        created = upload.received.isoformat(timespec="seconds")
        with self._engine.begin() as db:
            db.execute(
                insert(jobs).values(
                    id=key,
                    purpose=upload.purpose,
                    state=JobState.WAITING,
                    created=created,
                    attempts=upload.attempts,
                    pages_read=0,
                    failures=[],
                )
            )
            db.execute(insert(uploads).values(job=key, name=upload.name, data=upload.data))
        return self.job(key)

    def begin(self, key: str) -> Upload | None:
        """Count one more attempt and return what is to be read; None if the job has ended."""
        with self._engine.begin() as db:
            db.execute(
                update(jobs)
                .where(jobs.c.id == key, jobs.c.state.in_(OPEN))
                .values(state=JobState.READING, attempts=jobs.c.attempts + 1, pages_read=0, pages=None, failures=[])
            )
            row = db.execute(
                select(jobs, uploads.c.name, uploads.c.data)
                .join(uploads, uploads.c.job == jobs.c.id)
                .where(jobs.c.id == key, jobs.c.state.in_(OPEN))
            ).first()
        return None if row is None else _upload(row)

    def progress(self, key: str, done: int, total: int) -> None:
        """Note how many pages are read."""
        with self._engine.begin() as db:
            db.execute(update(jobs).where(jobs.c.id == key).values(pages_read=done, pages=total))

    def wait(self, key: str, *, attempts: int, why: Sequence[Failure] = ()) -> None:
        """Put a job back; `attempts` is how many it has had, `why` what it waits for besides its turn."""
        with self._engine.begin() as db:
            db.execute(
                update(jobs)
                .where(jobs.c.id == key, jobs.c.state.in_(OPEN))
                .values(state=JobState.WAITING, attempts=attempts, failures=[asdict(one) for one in why])
            )

    def end(
        self,
        key: str,
        state: JobState,
        *,
        at: datetime,
        failures: Sequence[Failure] = (),
        analyses: Sequence[Analysed] = (),
        keep_file: bool = False,
    ) -> None:
        """End a job and let go of the bytes, unless told to keep them; does nothing to a job that has ended."""
        answers = _ANALYSES.dump_python(tuple(analyses), mode="json") or None
        with self._engine.begin() as db:
            _end(db, key, state, at, {"failures": [asdict(one) for one in failures], "answers": answers})
            if not keep_file:
                db.execute(delete(uploads).where(uploads.c.job == key))

    def reopen(self, key: str) -> None:
        """Let a job that failed wait again; JobNotFound unless its file is still there."""
        with self._engine.begin() as db:
            held = select(uploads.c.job)
            done = db.execute(
                update(jobs)
                .where(jobs.c.id == key, jobs.c.state == JobState.FAILED, jobs.c.id.in_(held))
                .values(state=JobState.WAITING, attempts=0, ended=None, failures=[])
            )
            if not done.rowcount:
                raise JobNotFound("没有可以重试的这个任务：它没有失败，或文件已经删去")

    def dismiss(self, key: str) -> None:
        """Let go of the bytes of a job that failed; JobNotFound unless they are still there."""
        failed = select(jobs.c.id).where(jobs.c.id == key, jobs.c.state == JobState.FAILED)
        with self._engine.begin() as db:
            if not db.execute(delete(uploads).where(uploads.c.job.in_(failed))).rowcount:
                raise JobNotFound("没有可以删去文件的这个任务：它没有失败，或文件已经删去")

    def to_transcribe(
        self, key: str, drafts: Sequence[Page], pictures: Mapping[int, bytes], *, at: datetime, failure: Failure
    ) -> None:
        """End the reading of a file that a person has to transcribe; its bytes stay until that is done."""
        with self._engine.begin() as db:
            _end(db, key, JobState.TO_TRANSCRIBE, at, {"failures": [asdict(failure)]})
            _keep_drafts(db, key, drafts, pictures)

    def name_letters(self, key: str, names: Sequence[str]) -> tuple[str, ...]:
        """Give the letters of an archive their ids before the first is kept: those that an attempt before gave them."""
        with self._engine.begin() as db:
            given = db.execute(select(jobs.c.letters).where(jobs.c.id == key)).scalar() or []
            known = (*given, *names[len(given) :])
            db.execute(update(jobs).where(jobs.c.id == key).values(letters=known))
        return known[: len(names)]

    def keep_drafts(self, key: str, drafts: Sequence[Page], pictures: Mapping[int, bytes]) -> None:
        """Keep the doubtful pages of a file whose other pages are text."""
        with self._engine.begin() as db:
            _keep_drafts(db, key, drafts, pictures)

    def transcribed(self, key: str) -> Upload | None:
        """Return the file that a job in need of transcription is about, None if there is none in that state."""
        with self._engine.connect() as db:
            row = db.execute(
                select(jobs, uploads.c.name, uploads.c.data)
                .join(uploads, uploads.c.job == jobs.c.id)
                .where(jobs.c.id == key, jobs.c.state == JobState.TO_TRANSCRIBE)
            ).first()
        return None if row is None else _upload(row)

    def end_transcription(self, key: str) -> None:
        """Note that a person has transcribed a file, and let go of its bytes and of the guesses."""
        with self._engine.begin() as db:
            db.execute(update(jobs).where(jobs.c.id == key).values(state=JobState.DONE))
            for table in (uploads, drafts_):
                db.execute(delete(table).where(table.c.job == key))

    def picture(self, key: str, page: int) -> bytes:
        """Return the picture of a page that is to be transcribed; JobNotFound where there is none."""
        with self._engine.connect() as db:
            found = select(drafts_.c.picture).where(drafts_.c.job == key, drafts_.c.page == page)
            picture: bytes | None = db.execute(found).scalar()
        if picture is None:
            raise JobNotFound("这个任务没有这一页的图片")
        return picture

    def sweep(self, *, before: datetime) -> None:
        """Forget what analyses left behind that ended before a moment: they keep no letter."""
        ended = select(jobs.c.id).where(
            jobs.c.purpose == Purpose.ANALYSIS, jobs.c.ended < before.isoformat(timespec="seconds")
        )
        with self._engine.begin() as db:
            for table in (uploads, drafts_):
                db.execute(delete(table).where(table.c.job.in_(ended)))
            db.execute(
                update(jobs)
                .where(jobs.c.answers.is_not(None), jobs.c.ended < before.isoformat(timespec="seconds"))
                .values(answers=None)
            )

    def job(self, key: str) -> Job:
        """Return a job; JobNotFound where there is none."""
        with self._engine.connect() as db:
            row = db.execute(select(jobs).where(jobs.c.id == key)).first()
            pages = db.execute(select(drafts_).where(drafts_.c.job == key).order_by(drafts_.c.page)).all()
        if row is None:
            raise JobNotFound("没有这个编号的任务；编号在交文件时给出，如 20261124-3f9a2c1b04d7")
        return replace(_job(row), drafts=tuple(map(_draft, pages)))

    def all(self, *, limit: int) -> tuple[Job, ...]:
        """Return the latest jobs, the last one first, without the answers of analyses."""
        without = [column for column in jobs.c if column.name != "answers"]
        with self._engine.connect() as db:
            rows = db.execute(select(*without).order_by(jobs.c.created.desc(), jobs.c.id).limit(limit)).all()
        return tuple(map(_job, rows))

    def waiting(self) -> tuple[str, ...]:
        """Return the ids of the jobs that have not ended, in the order of arrival."""
        with self._engine.connect() as db:
            found = select(jobs.c.id).where(jobs.c.state.in_(OPEN)).order_by(jobs.c.created, jobs.c.id)
            return tuple(db.execute(found).scalars())


def _end(db: Connection, key: str, state: JobState, at: datetime, values: dict[str, Any]) -> None:
    ended = at.isoformat(timespec="seconds")
    db.execute(update(jobs).where(jobs.c.id == key, jobs.c.state.in_(OPEN)).values(state=state, ended=ended, **values))


def _keep_drafts(db: Connection, key: str, drafts: Sequence[Page], pictures: Mapping[int, bytes]) -> None:
    db.execute(delete(drafts_).where(drafts_.c.job == key))  # of an attempt that died after it
    db.execute(
        insert(drafts_),
        [
            {
                "job": key,
                "page": page.number,
                "text": page.draft,
                "doubts": [asdict(doubt) for doubt in page.draft_doubts],
                "picture": pictures.get(page.number),
            }
            for page in drafts
        ],
    )


def _upload(row: Row[Any]) -> Upload:
    return Upload(row.name, row.data, Purpose(row.purpose), datetime.fromisoformat(row.created), row.attempts)


def _draft(row: Row[Any]) -> Draft:
    doubts = tuple(Doubt(one["offset"], one["confidence"], tuple(one["alternatives"])) for one in row.doubts)
    return Draft(row.page, row.text, doubts, row.picture is not None)


def _job(row: Row[Any]) -> Job:
    answers = row._mapping.get("answers")  # noqa: SLF001 - SQLAlchemy's public name for a row's columns by name
    analyses = _ANALYSES.validate_python(answers, strict=False) if answers else ()
    purpose, state = Purpose(row.purpose), JobState(row.state)
    return Job(
        id=row.id,
        purpose=purpose,
        state=state,
        created=row.created,
        ended=row.ended,
        attempts=row.attempts,
        pages_read=row.pages_read,
        pages=row.pages,
        failures=tuple(Failure(**one) for one in row.failures),
        letter=row.id if purpose is Purpose.LETTER and state is JobState.DONE else None,
        analysis=analyses[0] if analyses else None,
        letters=tuple(row.letters or ()) if state is JobState.DONE else (),
        analyses=analyses if len(analyses) > 1 else (),
    )
