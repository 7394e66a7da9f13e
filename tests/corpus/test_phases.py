"""The phases of a text say on every day what judge() says; many articles at once are what each is alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import pytest

from corpus.law import State
from corpus.library import Library
from corpus.validity.phases import phases_held
from corpus.validity.several import articles
from corpus.validity.states import GRACE, judge
from tests.indexing.libraries import filled

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = filled(tmp_path_factory.mktemp("library"))
    yield library
    library.close()


def test_every_text_has_on_every_turn_the_state_that_is_judged(library: Library) -> None:
    held = library.ask(phases_held)
    seen: set[State] = set()
    for work in {work.id for work, _, _ in library.provisions()}:
        versions = library.versions(work)
        told = [day for one in versions for day in (one.promulgated, one.effective_from, one.serves_to) if day]
        turns = [day + delta for day in told for delta in (-DAY, 0 * DAY, DAY, GRACE - DAY, GRACE)]
        for one in versions:
            for day in (*turns, date(1900, 1, 1), date(2100, 1, 1)):
                assert held[one.id].state(day) == judge(one, versions, day).state
                seen.add(held[one.id].state(day))
    assert seen >= {State.NOT_YET_IN_FORCE, State.IN_FORCE, State.AMENDED, State.UNKNOWN}


def test_a_phase_that_never_comes_is_at_the_end_of_time(library: Library) -> None:
    held = library.ask(phases_held)
    (rule,) = {version.id for work, version, _ in library.provisions() if work.title == "青石市计量规定"}
    assert held[rule].over == held[rule].doubtful == date.max
    assert held[rule].begun == held[rule].certain == date(2027, 1, 1)


def test_many_articles_at_once_are_those_of_one_at_a_time(library: Library) -> None:
    ids = [provision.id for _, _, provision in library.provisions()][::7]
    for day in (date(1990, 1, 1), date(2012, 6, 1), date(2026, 11, 24)):
        found = library.ask(partial(articles, ids=[*ids, "没有"], as_of=day))
        assert found == {one: library.provision(one, as_of=day) for one in ids}
