"""Annexes of the basic laws, whose later texts the source keeps behind another annex."""

from datetime import date
from functools import partial

import pytest

from corpus.contents import named_unit
from corpus.law import Provision, State
from corpus.library import Library
from corpus.validity.annexed import Later, later_texts
from corpus.validity.several import articles

HONG_KONG, MACAU = "香港特别行政区基本法", "澳门特别行政区基本法"


@pytest.mark.parametrize(
    ("unit", "day", "state", "told"),
    [
        ((HONG_KONG, "附件一"), date(2010, 8, 27), State.IN_FORCE, "本法自此施行"),
        (
            (HONG_KONG, "附件一"),
            date(2010, 8, 28),
            State.UNKNOWN,
            "附件三所附的附件一2010年修正案自2010-08-28起修改了本附件",
        ),
        ((HONG_KONG, "附件一"), date(2021, 3, 30), State.UNKNOWN, "2010年修正案"),
        ((HONG_KONG, "附件一"), date(2021, 3, 31), State.UNKNOWN, "原附件一及有关修正案不再施行”：所示是原来的文字"),
        ((HONG_KONG, "附件二"), date(2024, 1, 1), State.UNKNOWN, "自2021-03-31起不再施行"),
        ((MACAU, "附件一"), date(2012, 6, 29), State.IN_FORCE, "本法自此施行"),
        ((MACAU, "附件一"), date(2024, 1, 1), State.UNKNOWN, "附件一2012年修正案"),
        ((MACAU, "附件二"), date(2024, 1, 1), State.UNKNOWN, "附件二2012年修正案"),
        ((HONG_KONG, "附件三"), date(2024, 1, 1), State.IN_FORCE, "本法自此施行"),  # what changed it stands in it
    ],
)
def test_an_annex_is_in_force_only_until_another_text_of_it(
    library: Library, unit: tuple[str, str], day: date, state: State, told: str
) -> None:
    found = named_unit(library, *unit, as_of=day)
    assert (found.validity.state, told in found.validity.evidence) == (state, True)
    together = library.ask(partial(articles, ids=[found.provision.id], as_of=day))
    assert together[found.provision.id].validity.state is state


def one(label: str, text: str) -> Provision:
    return Provision(f"w@1#{label}", "w@1", (), None, label, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "甲法附件一名额表\n（2001年1月1日通过）\n本表自2001年2月1日起施行。原附件一不再施行。",
            Later(
                "附件二所附的附件一2001年文本", date(2001, 2, 1), False, "本表自2001年2月1日起施行。原附件一不再施行"
            ),
        ),
        (
            "甲法附件一名额表修正案\n（2001年1月1日通过）\n名额十人。",
            Later("附件二所附的附件一2001年修正案", date(2001, 1, 1), True, None),
        ),
        ("甲法附件一名额表修正案\n名额十人。", Later("附件二所附的附件一修正案", None, True, None)),  # no day is told
        ("甲法附件一所列名额由委员会决定。", None),  # speaks of the annex
        ("关于增加甲法\n附件一所列名额的决定", None),
        ("乙法附件一名额表\n（2001年1月1日通过）", None),  # of another law
        ("甲法附件三名额表\n（2001年1月1日通过）", None),  # another annex
    ],
)
def test_a_later_text_is_known_by_its_heading(text: str, expected: Later | None) -> None:
    found = list(later_texts("甲法", one("附件一", "名额五人。"), [one("附件二", text)]))
    assert found == ([expected] if expected else [])
