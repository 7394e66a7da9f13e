"""Puts the parts together by the settings. Each part is made when it is first asked for, once.

The only place that constructs parts and the only one that looks at the clock.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar, cast

from corpus.documents import Limits
from corpus.errors import ModelUnusable
from corpus.working.worker import Allowance
from service.settings import SHIPPED, WORDS_ALONE, Settings
from service.storing.store import make_home, opening

if TYPE_CHECKING:
    from persistqueue.sqlackqueue import UniqueAckQ
    from sqlalchemy import Engine as Store

    from corpus.library import Library
    from corpus.raw import Source as StatutesSource
    from indexing.build import Source
    from indexing.cases import CaseIndex
    from indexing.cluster import Cluster
    from indexing.encoding import Encoder, KeptVectors
    from indexing.engine import SearchEngine
    from indexing.plain import Plain
    from indexing.statutes import StatuteIndex
    from models.analysis import Models
    from service.receiving.jobs import Jobs
    from service.register import Register

# All of China keeps one time, without summer time; a fixed offset needs no time zone database on the machine.
CHINA: Final = timezone(timedelta(hours=8), "中国标准时间")

Part = TypeVar("Part")


def china_now() -> datetime:
    """Return this moment in China."""
    return datetime.now(CHINA)


class Assembly:
    """The parts of one process; safe to share between threads. Leaving the context lets go of what was opened."""

    def __init__(
        self, settings: Settings, *, now: Callable[[], datetime] = china_now, encoder: "Encoder | None" = None
    ) -> None:
        """An `encoder` takes the place of the one that the settings name."""
        self.settings = settings
        self.now = now
        self.log = logging.getLogger("huiyin")
        # A command may wait for OCR, a request may not (some seconds a page).
        self.limits = Limits(
            bytes=settings.max_bytes,
            pages=settings.max_pages,
            characters=settings.max_characters,
            seconds=settings.read_seconds,
            recognised_pages=settings.ocr_pages,
        )
        # The reader watches the time itself between two pages; half a minute later it is killed.
        self.allowance = Allowance(
            settings.read_seconds + 30, settings.read_megabytes * 1024 * 1024, settings.home / "reading"
        )
        self.request_limits = replace(self.limits, recognised_pages=0)
        self.filing = Lock()  # one letter after the other, so that the index follows the store step by step
        self._made: dict[str, Any] = {"encoder": encoder} if encoder else {}
        self._making = RLock()
        make_home(settings.home)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for name in ("queue", "engine", "library"):
            if name in self._made:
                self._made.pop(name).close()
        if "store" in self._made:
            self._made.pop("store").dispose()

    def today(self) -> date:
        """Return the day of the clock."""
        return self.now().date()

    @property
    def library(self) -> "Library":
        """The statute library."""
        from corpus.library import Library

        def make() -> Library:
            with opening("HUIYIN_LIBRARY_URL"):
                return Library(self.settings.library)

        return self._once("library", make)

    def statutes_at(self, path: Path | None) -> "StatutesSource":
        """Return the source of statutes at a path, the one that comes with the program where there is none."""
        if path is None:
            from corpus.sources.wheel import Wheel

            return Wheel()
        from corpus.sources.recognition import source_at

        return source_at(path)

    @property
    def register(self) -> "Register":
        """The store of letters."""
        from service.register import Register

        return self._once("register", lambda: Register(self._store))

    @property
    def jobs(self) -> "Jobs":
        """The files that are read later, in the same database."""
        from service.receiving.jobs import Jobs

        return self._once("jobs", lambda: Jobs(self._store))

    @property
    def queue(self) -> "UniqueAckQ":
        """In which order they are read, in the same database; putting in what is there already does nothing."""
        from persistqueue.serializers import json
        from persistqueue.sqlackqueue import UniqueAckQ

        store = Path(str(self._store.url.database))
        return self._once(
            "queue",
            lambda: UniqueAckQ(
                str(store.parent),
                db_file_name=store.name,
                name="reading",
                serializer=json,  # its default runs what it unpacks
                multithreading=True,
                auto_resume=False,  # only the process that works them off may take back what another had taken
            ),
        )

    @property
    def _store(self) -> "Store":
        from service.storing.store import open_store

        def make() -> "Store":
            with opening("HUIYIN_STORE_URL"):
                return open_store(self.settings.store)

        return self._once("store", make)

    def forget_deleted(self) -> None:
        """Empty the journal of the store, where deleted bytes would go on standing for a while."""
        with self._store.connect() as db:
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def engine(self) -> "SearchEngine":
        """The search engine: Elasticsearch where its address is set, else the embedded one."""
        return self._once("engine", self._engine)

    @property
    def statute_source(self) -> "Source":
        """What the index of statutes is built from."""
        from indexing.provisions import Provisions

        return Provisions(self.library, self.encoder)

    @property
    def encoder(self) -> "Encoder | None":
        """What makes vectors. Without one statutes are found by their words alone, and every answer says so."""
        return self._once("encoder", self._encoder)

    @property
    def kept_vectors(self) -> "KeptVectors | None":
        """The vectors that the encoder made before, None without an encoder."""
        from indexing.encoding import KeptVectors

        if self.encoder is None:
            return None
        encoder = self.encoder
        return self._once("kept_vectors", lambda: KeptVectors(self.settings.home / "vectors", encoder))

    @property
    def case_source(self) -> "Source":
        """What the index of matters is built from."""
        from indexing.cases import MaskedCases

        return MaskedCases(self.register.searchable())

    @property
    def statutes(self) -> "StatuteIndex":
        """Search over the articles."""
        from indexing.statutes import StatuteIndex

        return self._once("statutes", lambda: StatuteIndex(self.engine, self.library, self.encoder))

    @property
    def cases(self) -> "CaseIndex":
        """Search over the matters."""
        from indexing.cases import CaseIndex
        from models.content import is_content

        return self._once("cases", lambda: CaseIndex(self.engine, content=is_content))

    @property
    def models(self) -> "Models":
        """The trained models that come with the program."""
        from models.analysis import Models

        return self._once("models", Models.shipped)

    def beside(self, home: Path) -> "Assembly":
        """Return parts around another home, on the embedded engine: for trials that touch nothing of this one."""
        own = {"home": home, "library_url": None, "store_url": None, "elastic_url": None}
        return Assembly(self.settings.model_copy(update=own), now=self.now)

    def warm_up(self) -> None:
        """Make every part, so that the first letter does not wait for them."""
        for part in (self.register, self.library, self.models, self.statutes, self.cases):
            self.log.debug("ready: %s", type(part).__name__)

    def _encoder(self) -> "Encoder | None":
        chosen = self.settings.encoder
        if chosen == WORDS_ALONE:
            return None
        from models import encoder_folder
        from models.encoder import Encoder

        try:
            folder = encoder_folder.SHIPPED if chosen == SHIPPED else Path(chosen)
            return Encoder(folder, cache=self.settings.cache / "encoder")
        except ModelUnusable as error:
            self.log.warning("只按词检索，没有编码器：%s", error)
            return None

    def plain_cluster(self) -> "Plain | None":
        """Return the cluster with its own analyser on plain text, to measure against; None where none is set."""
        from indexing.plain import Plain

        cluster = self._cluster()
        return Plain(cluster) if cluster else None

    def _engine(self) -> "SearchEngine":
        cluster = self._cluster()
        if cluster is None:
            from indexing.embedded import EmbeddedEngine

            return EmbeddedEngine(self.settings.home / "index")
        from indexing.elastic import ElasticEngine

        return ElasticEngine(cluster)

    def _cluster(self) -> "Cluster | None":
        settings = self.settings
        if not settings.elastic_hosts:
            return None
        from indexing.cluster import Cluster

        key, password = settings.elastic_api_key, settings.elastic_password
        return Cluster(
            urls=settings.elastic_hosts,
            prefix=settings.elastic_prefix,
            api_key=key.get_secret_value() if key else None,
            user=settings.elastic_user,
            password=password.get_secret_value() if password else None,
            ca=settings.elastic_ca,
            timeout=settings.elastic_timeout,
            shards=settings.elastic_shards,
            replicas=settings.elastic_replicas,
        )

    def trial_cluster(self) -> "Cluster | None":
        """Return the same cluster with a prefix of its own: for trials that touch nothing of what serves."""
        cluster = self._cluster()
        return replace(cluster, prefix=f"{cluster.prefix}-trial-{secrets.token_hex(4)}") if cluster else None

    def _once(self, name: str, make: Callable[[], Part]) -> Part:
        if name not in self._made:  # looked at again under the lock: two requests may come first at once
            with self._making:
                if name not in self._made:
                    self._made[name] = make()
        return cast("Part", self._made[name])
