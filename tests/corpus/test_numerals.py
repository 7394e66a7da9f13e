import pytest

from corpus.numerals import LIMIT, chinese, parse


def test_every_article_number_goes_there_and_back() -> None:
    assert [parse(chinese(number)) for number in range(1, LIMIT)] == list(range(1, LIMIT))


def test_arabic_and_full_width_digits_are_the_same_number() -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for number in range(1, 2001):
        assert parse(str(number)) == parse(str(number).translate(wide)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (120, "一百二十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (1254, "一千二百五十四"),
        (1260, "一千二百六十"),
    ],
)
def test_numbers_are_written_as_law_writes_them(number: int, words: str) -> None:
    assert chinese(number) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("一二〇", 120),  # digit by digit
        ("一○三", 103),  # a circle for the zero
        ("一百零十二", 112),  # met in old texts
        ("壹拾贰", 12),  # as on cheques
        ("两", 2),  # 前两款
        ("零", 0),
    ],
)
def test_other_spellings_are_read(words: str, number: int) -> None:
    assert parse(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "十百",  # places out of order
        "一二百",  # two digits for one place
        "甲",
        "1百",  # a mixture
        "12345",  # no law has so many articles
    ],
)
def test_what_is_no_number_is_none(words: str) -> None:
    assert parse(words) is None


@pytest.mark.parametrize("number", [0, -1, LIMIT])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="不在"):
        chinese(number)
