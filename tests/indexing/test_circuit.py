"""The circuit: three lost answers open it, one question each pause tries it, an answer closes it."""

from collections.abc import Callable

import pytest

from corpus.errors import ClusterUnavailable, IndexMissing
from indexing.circuit import FAILURES, PAUSE_S, Circuit


class Server:
    """A server that counts what reaches it, and a clock."""

    def __init__(self) -> None:
        self.asked = 0
        self.now = 100.0
        self.error: Exception | None = ClusterUnavailable("检索集群没有应答（n1 已关机）")
        self.circuit = Circuit(lambda: self.now)

    def answer(self) -> str:
        self.asked += 1
        if self.error:
            raise self.error
        return "命中"

    def ask(self, times: int = 1) -> str:
        """Ask, and return the last answer or refusal."""
        told = ""
        for _ in range(times):
            try:
                told = self.circuit.ask(self.answer)
            except (ClusterUnavailable, IndexMissing) as error:
                told = str(error)
        return told


def test_a_server_that_is_away_is_not_asked_again_at_once() -> None:
    server = Server()
    told = server.ask(FAILURES + 20)
    assert server.asked == FAILURES
    assert told == "检索集群没有应答（n1 已关机）；5 秒后会自动再试"


def test_one_question_each_pause_tries_it_again() -> None:
    server = Server()
    server.ask(FAILURES)
    server.now += PAUSE_S
    server.ask(10)
    assert server.asked == FAILURES + 1


def test_it_recovers_by_itself() -> None:
    server = Server()
    server.ask(FAILURES)
    server.error = None
    server.now += PAUSE_S
    assert (server.ask(), server.ask(5), server.asked) == ("命中", "命中", FAILURES + 6)


def test_answers_in_between_start_the_count_again() -> None:
    server = Server()
    for _ in range(3):
        server.error = ClusterUnavailable("没有应答")
        server.ask(FAILURES - 1)
        server.error = None
        assert server.ask() == "命中"


def test_a_refusal_is_an_answer() -> None:
    server = Server()
    server.error = IndexMissing("还没有建立检索库")
    assert server.ask(FAILURES + 5) == "还没有建立检索库"
    assert server.asked == FAILURES + 5


def test_a_trial_that_hangs_does_not_close_the_door_for_good() -> None:
    server = Server()
    server.ask(FAILURES)
    server.now += PAUSE_S
    asked_within: list[str] = []

    def hanging() -> str:
        asked_within.append(server.ask())  # refused: one is trying
        server.now += PAUSE_S
        server.error = None
        asked_within.append(server.ask())
        return "迟到的命中"

    question: Callable[[], str] = hanging
    assert server.circuit.ask(question) == "迟到的命中"
    assert asked_within[0].endswith("会自动再试")
    assert asked_within[1] == "命中"


def test_what_is_no_failure_of_the_server_passes_through() -> None:
    def broken() -> str:
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="ours"):
        Circuit().ask(broken)
