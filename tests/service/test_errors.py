import inspect

import pytest

from corpus import errors
from service.errors import ERROR_STATUS, FieldProblem, invalid, problem, refusal

ARGUMENTS: dict[type[errors.HuiyinError], tuple[object, ...]] = {
    errors.NeedsTranscription: ("辨认不清", ("第一页的猜测",)),
    errors.ClassifiedDocument: ("0" * 64,),
}
EXPECTED: dict[type[errors.HuiyinError], int] = {
    errors.HuiyinError: 500,
    errors.InputError: 400,
    errors.UnreadableDocument: 422,
    errors.UnsupportedForm: 415,
    errors.EncryptedDocument: 422,
    errors.EmptyDocument: 422,
    errors.DocumentTooLarge: 413,
    errors.NeedsRecognition: 422,
    errors.NeedsTranscription: 422,
    errors.ListOfLetters: 422,
    errors.ReaderDied: 422,
    errors.ClassifiedDocument: 422,
    errors.InvalidQuery: 400,
    errors.AmbiguousLaw: 400,
    errors.InvalidRecord: 422,
    errors.InvalidSetting: 500,
    errors.NotHeld: 404,
    errors.LawNotHeld: 404,
    errors.TextNotHeld: 404,
    errors.RepealedNotHeld: 404,
    errors.VersionNotHeld: 404,
    errors.ArticleNotFound: 404,
    errors.UnitNotGiven: 404,
    errors.LetterNotFound: 404,
    errors.CaseNotFound: 404,
    errors.JobNotFound: 404,
    errors.IndexUnavailable: 503,
    errors.IndexMissing: 503,
    errors.ClusterUnavailable: 503,
    errors.IndexBuildFailed: 500,
    errors.LibraryOutdated: 500,
    errors.ModelUnusable: 500,
}


@pytest.mark.parametrize(("kind", "status"), EXPECTED.items())
def test_each_error_has_its_status_and_says_its_message(kind: type[errors.HuiyinError], status: int) -> None:
    error = kind(*ARGUMENTS.get(kind, ("法规库里没有《甲法》",)))
    told = problem(error)
    assert told.status == status
    assert told.detail == str(error)
    assert told.type == f"urn:huiyin:problem:{kind.__name__}"


def test_every_error_of_the_tree_has_a_row_of_its_own() -> None:
    tree = {cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, errors.HuiyinError)}
    assert tree == set(EXPECTED) == set(ERROR_STATUS) - {Exception}


def test_a_new_kind_of_error_takes_the_row_of_its_ancestor() -> None:
    class LawUnderSeal(errors.LawNotHeld):
        pass

    assert problem(LawUnderSeal("x")).status == 404


def test_an_unexpected_error_keeps_its_message_inside() -> None:
    told = problem(KeyError("钱多谷"))
    assert told.status == 500
    assert "钱多谷" not in repr(told)


@pytest.mark.parametrize("status", [400, 404, 405, 415])
def test_what_the_web_framework_refuses_is_told_in_chinese(status: int) -> None:
    told = refusal(status)
    assert told.status == status
    assert told.title[0] > "\u4e00"
    assert told.detail[0] > "\u4e00"


def test_a_request_that_does_not_fit_names_its_fields() -> None:
    told = invalid((FieldProblem("text", "不能缺"), FieldProblem("limit", "最多 100")))
    assert told.status == 422
    assert told.detail == "text：不能缺；limit：最多 100"
