import pytest

from models.content import is_content

WORDS = [
    ("拖欠", True),
    ("电梯", True),
    ("夜里", True),  # when a noise is heard
    ("十日", False),
    ("第三", False),
    ("四十", False),
    ("每次", False),
    ("今年", False),
    ("星期三", False),
    ("没有", False),
    ("11", False),
    ("电话", False),
    ("领导", False),
    ("清河区", False),
    ("小区", True),
    ("猫", False),
]


@pytest.mark.parametrize(("word", "content"), WORDS)
def test_words_of_content_are_told_from_others(word: str, content: bool) -> None:
    assert is_content(word) is content
