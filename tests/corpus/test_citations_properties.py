"""What holds of every text, whatever stands in it."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.citations import find
from corpus.citing.names import Names
from corpus.citing.records import Host

NAMES = Names({"中华人民共和国刑法": ("w1",), "刑法": ("w1",), "民法典": ("w2",), "信访条例": ("w3", "w4")})
PIECES = [
    *["《", "》", "〈", "〉", "（", "）", "(", ")", "“", "”", "、", "，", "。", "；", "：", "\n", " ", "　", "😀"],
    *[
        "第",
        "笫",
        "弟",
        "条",
        "款",
        "项",
        "目",
        "章",
        "节",
        "编",
        "之",
        "至",
        "和",
        "或者",
        "一",
        "十",
        "百",
        "3",
        "９",
        "零",
    ],
    *[
        "本法",
        "本条",
        "前款",
        "前两款",
        "前项",
        "同法",
        "该条",
        "各该款",
        "刑法",
        "民法典",
        "信访条例",
        "以下简称",
        "关于",
        "的解释",
    ],
    *["改为", "修改为", "增加一款，作为", "删去", "除外", "以外", "修正前", "令第", "号", "违反", "实施", "A"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
HOSTS = st.none() | st.builds(
    Host,
    law=st.sampled_from([None, "中华人民共和国刑法", "关于修改《信访条例》的决定", "中华人民共和国刑法修正案（九）"]),
    article=st.none() | st.integers(1, 200),
    paragraph=st.none() | st.integers(1, 4),
)


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, host=HOSTS)
@example(text="前款3前两款", host=Host(law="关于修改《信访条例》的决定", article=1))  # found 2026-11-24
def test_spans_lie_inside_the_text_in_order_and_overlap_only_where_equal(text: str, host: Host | None) -> None:
    spans = [citation.span for citation in find(text, titles=NAMES, host=host)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    assert all(one == next_ or one.end <= next_.start for one, next_ in pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_what_is_found_does_not_depend_on_what_follows_a_full_stop(text: str) -> None:
    first = "依照刑法第二百三十四条第二款处罚。"
    found = find(f"{first}\n{text}", titles=NAMES)
    assert [found[0].law, found[0].article, found[0].paragraph] == ["中华人民共和国刑法", 234, 2]


@pytest.mark.parametrize("number", range(1, 1261, 7))
def test_an_article_has_the_same_number_in_every_spelling(number: int) -> None:
    from corpus.numerals import chinese

    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    texts = [f"民法典第{chinese(number)}条", f"民法典第{number}条", f"《民法典》第{wide}条", f"民法典{number}条"]
    assert [find(text, titles=NAMES)[0].article for text in texts] == [number] * 4


@settings(max_examples=600, deadline=None)
@given(
    number=st.integers(1, 1260),
    chinese_numerals=st.booleans(),
    sign=st.sampled_from(
        list("+_=*#.,;:/\\|^&$@%!?(){}<>□■×xXAαЖЗΩ①⑵ⅢlIOoSBZ，；：！？（）")
        + list("土士白自日由王人儿几丸刀己囗西丑亠未川陌")
    ),
    place=st.integers(0, 20),
    tail=st.sampled_from(["", "第二款", "第（三）项", "的规定，处罚", "，应当"]),
)
def test_a_number_with_a_foreign_sign_in_it_never_counts_as_another_or_as_the_law(
    number: int, chinese_numerals: bool, sign: str, place: int, tail: str
) -> None:
    from corpus.numerals import chinese

    written = chinese(number) if chinese_numerals else str(number)
    at = place % len(written)
    text = f"依照刑法第{written[:at]}{sign}{written[at + 1 :]}条{tail}"
    found = find(text, titles=NAMES)
    assert found
    assert all(citation.unsure or citation.article == number for citation in found)
