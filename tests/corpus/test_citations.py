"""The grammar of DOMAIN §5.4, one table a rule; the names are those of a real library."""

import pytest

from corpus.citations import find
from corpus.citing.records import Citation, Host
from corpus.library import Library

HOST = Host(law="中华人民共和国治安管理处罚法", article=30, paragraph=3)


def _short(citation: Citation) -> str:
    """Write a citation as 刑法 120-1/2/3: law without the state, article, paragraph, item, 目; a range after ~."""
    target = citation.target
    law = (citation.law or "?").removeprefix("中华人民共和国")
    units = [
        f"{name}{number}"
        for name, number in target.levels().items()
        if not name.startswith(("article", "par", "it", "s"))
    ]
    units += [f"{target.article}{f'-{target.article_sub}' if target.article_sub else ''}"] if target.article else []
    below = [target.paragraph, target.item, target.subitem]
    while below and below[-1] is None:
        below.pop()
    units += ["/".join(str(number or "") for number in below)] if below else []
    end = "~" + ",".join(f"{name}{number}" for name, number in citation.to.levels().items()) if citation.to else ""
    return f"{law} {'/'.join(units)}".strip() + end


def _found(library: Library, text: str, host: Host | None = None) -> list[str]:
    return [_short(citation) for citation in find(text, titles=library.titles(), host=host)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("民法典第1254条", ["民法典 1254"]),
        ("《刑法》第一百二十条之一", ["刑法 120-1"]),
        ("刑法120之1", ["刑法 120-1"]),
        ("刑法第120条之一第二款第（三）项", ["刑法 120-1/2/3"]),
        ("治安法26条", ["治安管理处罚法 26"]),
        ("《中华人民共和国刑法》第２６４条", ["刑法 264"]),
        ("依据刑诉法第十六条第(三)项", ["刑事诉讼法 16//3"]),
        ("依照物权法第二十八条至第三十条规定", ["物权法 28~article30"]),  # repealed, not held, still named in full
        ("民法典 1254", ["民法典 1254"]),
        ("民法典2020年通过", ["民法典"]),  # a year is no article
    ],
)
def test_a_law_and_its_article_are_found_however_written(library: Library, text: str, expected: list[str]) -> None:
    assert _found(library, text) == expected


def test_spans_are_code_points_of_the_text(library: Library) -> None:
    text = "😀我要举报，违反《治安管理处罚法》第二十六条第一款第（三）项，还有刑法第２９３条！"
    assert [c.span.of(text) for c in find(text, titles=library.titles())] == [
        "《治安管理处罚法》第二十六条第一款第（三）项",
        "刑法第２９３条",
    ]
