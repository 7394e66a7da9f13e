"""Names of laws: how they are spelled, which official title they stand for, where one ends in running text."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from corpus.citing.misspelt import Spellings
from corpus.titles import COUNTRY, former, short_of

_BRACKETS = str.maketrans({"〈": "《", "〉": "》", "<": "《", ">": "》", "＜": "《", "＞": "》", "(": "（", ")": "）"})
_SPACE = re.compile(r"\s+")

_UNDER_LAW = re.compile(r"(?P<law>\w+法)(?:实施条例|实施细则)|(?P<amended>刑法|宪法)修正案.*")
_KINDS = (
    "法|法典|通则|总则|条例|规定|办法|细则|规则|解释|解答|决定|决议|批复|通知|意见|安排|准则|规程|章程|守则|公约|"
    "议定书|规范|纲要|修正案|补充规定|命令|公告|纪要|方案|标准|制度|规划|目录|答复|复函"
)
_INSTRUMENT = re.compile(rf"(?:{_KINDS})(?:[（(].{{1,12}}[）)])?$")

# Words that end a name on its left when a law is named without 《》 and is not known here.
_BORDER = re.compile(
    r".*(?:依照|基于|违背|触及|涉及|参考|对照|结合|援引|引用|所称|所述|修改|依据|根据|按照|遵照|违反|触犯|适用|参照|比照|符合|属于|执行|构成|具有|存在|实施(?!条例|细则|办法|规定|意见)|认定为|修正前|修订前|"
    r"修改前|修正后|修订后|修改后|以及|或者|[，。；：、！？“”‘’（）()《》\s和与及或的由在是按如依将把被了]|依|"
    r"对(?!外)|有(?!资产|企业|土地|关))",
    re.DOTALL,
)
_UNKNOWN = re.compile(r"(?:\w+(?:法|法典|通则|总则|条例|规定|办法|细则|规则|解释|宪章)|(?:刑法|宪法)修正案（\w+）)$")
# The last word of an organ's name ends it there: 部部部… can be cut in one way only.
ORGAN = r"(?:最高人民法院|最高人民检察院|全国人大常委会|国务院|(?:(?!部|委员会|局|署)\w){1,9}+(?:部|委员会|局|署))"
# 最高人民法院关于审理旅游纠纷案件适用法律若干问题的规定, 商标法实施条例: their own words look like borders.
_OFFICIAL = re.compile(
    rf"(?P<organ>(?:{ORGAN}[、和\s]?+)++|(?:^|(?<=[，。；：\s])))"
    r"关于[^，。；：\n“”]{2,90}(?:解释|规定|决定|意见|批复|通知|解答|办法)(?:（\w{1,3}）)*$"
)
_MADE_FOR = re.compile(r"(\w{2,20}法)实施(?:条例|细则|办法)$")
_NOT_A_NAME = re.compile(r"(?:有关|前述|上述|下列|相关|前款|本条|法律|该|其他|国家|具体|特别|同等|此)*"
                         r"(?:法|规定|办法|规则|解释|条例|细则|方法|做法|说法|违法|非法|合法|司法|执法)$")  # fmt: skip


def canonical(name: str) -> str:
    """Return the spelling under which names are compared: no spaces, one kind of bracket, 《》 inside."""
    return _SPACE.sub("", name).translate(_BRACKETS)


def looks_like_law(title: str) -> bool:
    """Tell whether a title in 《》 is that of a legal instrument, and not of a newspaper or a contract."""
    return _INSTRUMENT.search(title) is not None


def border(words: str) -> int:
    """Return where the name at the end of `words` begins: after 依照, 违反, 和 and the like."""
    found = _BORDER.match(words)
    return found.end() if found else 0


def unknown_name(before: str) -> str | None:
    """Return the name of a law that ends `before` and stands in no library, 物权法 of 依照物权法, None without one."""
    if official := _OFFICIAL.search(before):
        return before[official.start() + border(official["organ"]) :]
    tail = before[-40:]
    if made := _MADE_FOR.search(tail):
        return tail[made.start() + border(made[1]) :]
    name = tail[border(tail) :]
    if len(name) < 3 or not _UNKNOWN.fullmatch(name) or _NOT_A_NAME.fullmatch(name):
        return None
    return name


class Names(Mapping[str, tuple[str, ...]]):
    """Every known name -> ids of works, ready to be looked for in text; of a former law that is not held, no ids."""

    def __init__(self, titles: Mapping[str, tuple[str, ...]]) -> None:
        """Read the names as `Library.titles()` gives them."""
        self._ids: dict[str, tuple[str, ...]] = {
            name: () for title in map(canonical, former()) for name in (title, short_of(title))
        }
        self._ids |= {canonical(name): ids for name, ids in titles.items()}
        self._official = self._official_titles()
        self._ends: dict[str, dict] = {}  # type: ignore[type-arg]  # a trie of itself, read backwards
        for name in self._ids:
            node = self._ends
            for mark in reversed(name):
                node = node.setdefault(mark, {})
            node[""] = {}
        self.last_marks = "".join(sorted(set(self._ends) | set("法典例定")))

    def _official_titles(self) -> dict[str, str]:
        """Map each name to the fullest name of its work, where it stands for one title only."""
        by_work: dict[str, str] = {}
        for name, ids in self._ids.items():
            for work in ids:
                by_work[work] = max(by_work.get(work, ""), name, key=lambda n: (n.startswith(COUNTRY), len(n)))
        official = {}
        for name, ids in self._ids.items():
            full = {by_work[work] for work in ids} if ids else {COUNTRY + name.removeprefix(COUNTRY)}
            own = {name, COUNTRY + name} & full
            official[name] = full.pop() if len(full) == 1 else max(own, key=len, default=name)
        return official

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """Ids of the works of this name in whatever spelling; KeyError where it is not known."""
        return self._ids[canonical(name)]

    def __iter__(self) -> Iterator[str]:
        """All names, canonical."""
        return iter(self._ids)

    def __len__(self) -> int:
        """How many names."""
        return len(self._ids)

    def official(self, name: str) -> str:
        """Return the full official title as known, else as written: 某某法 is no title of the state's making.

        What stands below a national law carries the name of the state as that does (商标法实施条例, 刑法修正案（一）).
        """
        spelled = canonical(name)
        if known := self._official.get(spelled):
            return known
        below = _UNDER_LAW.fullmatch(spelled)
        national = below is not None and self._official.get(below["law"] or below["amended"], "").startswith(COUNTRY)
        return COUNTRY + spelled if national and not spelled.startswith(COUNTRY) else spelled

    @cached_property
    def spellings(self) -> Spellings:
        """The same names, for one that is misspelt; made when first asked for."""
        return Spellings(self._ids)

    def ending_at(self, text: str, end: int) -> int | None:
        """Return where the longest known name begins that ends at `end`, None without one."""
        node, begin, found = self._ends, end, None
        while begin > 0:
            begin -= 1
            step = node.get(text[begin])
            if step is None:
                break
            node = step
            if "" in node:
                found = begin
        return found


class _Same:
    """A mapping compared by identity: the library hands out the same one until something is imported."""

    def __init__(self, titles: Mapping[str, tuple[str, ...]]) -> None:
        self.titles = titles

    def __hash__(self) -> int:
        return id(self.titles)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.titles is self.titles


def compiled(titles: Mapping[str, tuple[str, ...]]) -> Names:
    """Return the names of `titles` ready for search; the work (0.1 s for 4,000 names) is done once a mapping."""
    return titles if isinstance(titles, Names) else _compiled(_Same(titles))


@lru_cache(maxsize=4)
def _compiled(same: _Same) -> Names:
    return Names(same.titles)
