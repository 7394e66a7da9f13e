"""Which law a place in the text names: 《…》, a known name, the law that a decision changes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.citing.mentions import Kind, Mention
from corpus.citing.names import ORGAN, Names, border, canonical, looks_like_law, unknown_name
from corpus.citing.places import CIVIL_CODE_BOOKS
from corpus.citing.records import Basis, Host
from corpus.titles import CIVIL_CODE, COUNTRY, PENAL_CODE

# Between a law and its units; brackets give an alias, a version or the document's number.
_VERSION_BEFORE = re.compile(
    r"(?P<version>(?:\d{4}|[一二][〇零○九一二三四五六七八]{3})年?(?:修正|修订|修改|颁布|公布|制定|发布|施行|版)?|"
    r"(?<![\u4e00-\u9fff])[原旧新]|修[正订改][前后]|现行|"
    r"(?<=[日，、；。\s])[\u4e00-\u9fff]{2,16}(?:令|公告)第?\d+号(?=(?:公布|发布|颁布)))(?:公布|发布|颁布)?的?$"
)
# 商标法实施条例, 刑法修正案（十二）: a known name begins the name of another law.
_LONGER = re.compile(r"实施(?:条例|细则|办法|规定|意见)|修正案（[一二三四五六七八九十]+）|施行细则")
# 民法典婚姻家庭编解释（一）, 公司法司法解释三: what lawyers call an interpretation of it.
_INTERPRETING = re.compile(
    r"(?:[一-鿿]{2,5}编(?:通则)?)?的?(?:司法)?解释(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,2})?"
    r"(?=第|的?规定|[，。；、\s]|$)"
)
_UNBRACKETED = re.compile(r"(?<=解释)([一二三四五六七八九十]+)$")
# 最高人民法院关于适用《民事诉讼法》的解释, 广东省实施《消防法》办法: the name inside is not the law that is cited.
_LEAD = re.compile(
    rf"(?P<organ>(?:{ORGAN}[、和\s]?+)*+)"
    r"关于(?P<doing>适用|执行|审理|修改|贯彻执行|贯彻|实施|办理|[^，。；：《》\s]{0,12})$|"
    r"(?P<region>[一-鿿]{1,9}(?:省|市|自治区|自治州|自治县|县|特区))实施$"
)
_REST = re.compile(
    r"[^，。；：“”《》第\n]{0,60}?(?P<kind>解释|规定|决定|意见|批复|通知|解答|办法|细则|条例)"
    r"(?:（[一二三四五六七八九十]+）|（试行）|的补充规定)*"
)
_REGION = re.compile(r"(?<![我本全各该])(?:省|市|自治[区州县]|县|特区|特别行政区)$")
_USED = re.compile(
    r"(?:^|.*(?:依照|依据|根据|按照|遵照|违反|触犯|适用|参照|比照|符合|遵守|执行|[、，。；：（《“\s和与及或]))$",
    re.DOTALL,
)
_LONG_ENOUGH = 4
_SHORT_BUT_PLAIN = frozenset({"宪法", "刑法", "民法典", "刑诉法", "民诉法", "行诉法", "公司法", "劳动法"})
_AMENDING = re.compile(r"关于修[改订正](.+)的决定$|^(?:中华人民共和国)?(刑法|宪法)修正案")
_COLUMN = re.compile(r"关于执行《(.+?)》\s*确定罪名|关于适用(刑法)分则规定的犯罪的罪名")
# Law of another state or region by the same name: 日本民法典, 台湾地区刑法.
_ELSEWHERE = re.compile(
    r"(?:台湾|香港|澳门|中华民国|外国|日本|韩国|朝鲜|越南|印度|新加坡|马来西亚|泰国|俄罗斯|苏联|德国|法国|英国|美国|意大利|"
    r"瑞士|奥地利|荷兰|西班牙|加拿大|澳大利亚|巴西|欧盟)(?:地区|现行)?的?$"
)
# 道路交通安全法规, 公司法人, 公司法务尉迟静, 公司法定代表人, 劳动法庭, 治安管理处罚法学
_LONGER_WORD = re.compile(
    r"规(?!定)|律|人(?!民)|务(?![必求])|官|庭|医|警|盲|学|院|定(?:代表|代理|人数|职责|义务|节假)|制(?:办|科|处|委|员|部)"
)
_INTERPRETED = re.compile(r"关于(?:适用|执行|贯彻执行)《(.+?)》")
_KIND_ONLY = re.compile(r"(?<![本该同\u4e00-\u9fff])(?:条例|规定|办法|细则|解释)$")
_GOES_ON = "典治修"  # 宪法修正案: the name is part of another word
_ORGANS = re.compile(rf"(?:{ORGAN}[、和]?+)++$")
_VERSION_INSIDE = re.compile(r"（(\d{4}年?(?:修正|修订|修改)[^）]*)）$")


@dataclass(slots=True)
class Law:
    """A law as the text has just named it."""

    title: str | None
    basis: Basis
    start: int
    version: str | None = None
    known: bool = True
    end: int | None = None  # of the name, where it goes on behind the place that was met
    unclear: str | None = None


@dataclass(frozen=True, slots=True)
class Laws:
    """Names as this one text uses them: those of the library, its own 以下简称, its host's title."""

    text: str
    names: Names
    aliases: Mapping[str, str]
    host: Host | None

    def of_host(self) -> str | None:
        """Title of the law that the text stands in."""
        return self.host.law if self.host else None

    def amended(self) -> str | None:
        """Return the law that the host changes, where the host is a decision on amendment."""
        host = self.of_host() or ""
        found = _AMENDING.search(host)
        if found is None:
            return None
        title = (found[1] or found[2]).removeprefix("《").removesuffix("》")
        if title.startswith("关于"):  # of the same issuer as the decision
            title = host[: found.start()] + title
        return self.names.official(title)

    def of_title(self, start: int) -> Law | None:
        """Return the law of a bare 第N条 that the host's title tells.

        A decision cites the law that it changes, a table of 关于执行《刑法》确定罪名 that of its first column.
        """
        if amended := self.amended():
            return Law(amended, Basis.TITLE, start)
        found = _COLUMN.search(self.of_host() or "")
        if found is None or self.host is None or self.host.article is not None:
            return None
        return Law(self.names.official(found[1] or found[2]), Basis.INHERITED, start)

    def at(self, place: Mention) -> Law | None:
        """Say which law a title, name, number or 本法 is; None where it is none."""
        if place.kind is Kind.NUMBER:
            return Law(place.words, Basis.DOCUMENT_NUMBER, place.start)
        if place.kind is Kind.OWN:
            amended = self.amended()
            title = amended if amended and not place.words.endswith(("决定", "修正案")) else self.of_host()
            return Law(title, Basis.SELF, place.start)
        if longer := self._longer(place):
            return longer
        before = self.text[max(0, place.start - 30) : place.start]
        found = _VERSION_BEFORE.search(before)
        version = found["version"] if found else None
        return self._titled(place, version) if place.kind is Kind.TITLE else self._named(place, version)

    def _longer(self, place: Mention) -> Law | None:
        """Return the law that has the place in its name; a name that it is not held under stays as written."""
        start, end = place.start, place.end
        if place.kind is Kind.NAME and (goes_on := _LONGER.match(self.text, end)):
            return self._going_on(place, goes_on)
        lead = _LEAD.search(self.text, max(0, start - 50), start)
        rest = _REST.match(self.text, end) if lead else None
        if lead is None or rest is None:
            goes_on = _INTERPRETING.match(self.text, end)
            return self._going_on(place, goes_on) if goes_on else None
        if not lead["organ"] and not lead["region"] and (not lead["doing"] or rest[0] == "的规定"):
            return None
        start = lead.start() + border(lead["organ"] or lead["region"] or "")
        title = canonical(self.text[start : rest.end()])
        return Law(self.names.official(title), Basis.EXPLICIT, start, known=title in self.names, end=rest.end())

    def _going_on(self, place: Mention, rest: re.Match[str]) -> Law:
        """Return the law whose name goes on behind a place; 公司法司法解释三 is 公司法解释（三）."""
        written = canonical(place.words) + rest[0]
        one = _UNBRACKETED.sub(r"（\1）", written.removeprefix(COUNTRY).replace("的", "").replace("司法解释", "解释"))
        title = self.names.official(one if one in self.names else written)
        return Law(title, Basis.SHORT_NAME, place.start, known=title in self.names, end=rest.end())

    def before(self, start: int) -> Law | None:
        """Return the law that is not known here and is named right before `start`: 依照物权法第二十八条."""
        before = self.text[max(0, start - 130) : start].rstrip().removesuffix("的")
        name = self.misspelt(before, len(before)) or unknown_name(before)
        if name is None:
            return None
        return Law(self.names.official(name), Basis.SHORT_NAME, self.text.rfind(name, 0, start), known=False)

    def misspelt(self, text: str, end: int) -> str | None:
        """Return the name of a law that ends here with one wrong character (劳动和同法); statutes misspell nothing."""
        begin = None if self.host else self.names.spellings.ending_at(text, end)
        return None if begin is None else text[begin:end]

    def unnamed(self, start: int) -> Law | None:
        """Return the law of 条例第三十一条 where 条例 is all there is: not the host, and nobody can tell which."""
        found = _KIND_ONLY.search(self.text, max(0, start - 4), start)
        if found is None:
            return None
        return Law(None, Basis.SHORT_NAME, found.start(), unclear=f"“{found[0]}”是哪部法规，上下文没有写明")

    def book(self, law: Law, name: str | None) -> int | None:
        """Return the number of the 编 that stands between a law and its units: 刑法分则第三章, 民法典物权编."""
        if law.title == PENAL_CODE:
            return {"总则": 1, "分则": 2}.get(name or "")
        if law.title == CIVIL_CODE and name in CIVIL_CODE_BOOKS:
            return CIVIL_CODE_BOOKS.index(name) + 1
        return None

    def beyond(self, article: int | None) -> bool:
        """Tell whether the host is known to have no article of so high a number."""
        return bool(article and self.host and self.host.articles and article > self.host.articles)

    def interpreted(self, start: int) -> Law | None:
        """Return the law that the host's title interprets: 关于适用《民法典》…的解释."""
        found = _INTERPRETED.search(self.of_host() or "")
        return Law(self.names.official(found[1]), Basis.INHERITED, start) if found else None

    def _titled(self, place: Mention, version: str | None) -> Law:
        """《…》: an alias, a known title, with its issuer before it, or as written."""
        name = canonical(place.words)
        if _KIND_ONLY.fullmatch(name) and (amended := self.amended()):
            return Law(amended, Basis.EXPLICIT, place.start, version)
        if name in self.aliases:
            return Law(self.aliases[name], Basis.EXPLICIT, place.start, version)
        if name.startswith("关于"):
            organs = _ORGANS.search(self.text[max(0, place.start - 40) : place.start])
            if organs and canonical(organs[0] + name) in self.names:
                return Law(canonical(organs[0] + name), Basis.EXPLICIT, place.start - len(organs[0]), version)
        if inside := _VERSION_INSIDE.search(name):
            name, version = name[: inside.start()], inside[1]
        return Law(self.names.official(name), Basis.EXPLICIT, place.start, version, known=name in self.names)

    def _named(self, place: Mention, version: str | None) -> Law | None:
        """Take a known name in running text; with a region before it, it is the end of another law's name."""
        if place.words in self.aliases:
            return Law(self.aliases[place.words], Basis.SHORT_NAME, place.start, version)
        if _LONGER_WORD.match(self.text, place.end):
            return None
        longer = unknown_name(self.text[max(0, place.start - 40) : place.end])
        if longer and longer != place.words and longer.endswith(place.words):
            head = longer[: -len(place.words)]
            if _REGION.search(head):
                return Law(longer, Basis.SHORT_NAME, place.start - len(head), version, known=False)
        if foreign := _ELSEWHERE.search(self.text, max(0, place.start - 8), place.start):
            return Law(foreign[0] + place.words, Basis.SHORT_NAME, foreign.start(), known=False)
        basis = Basis.EXPLICIT if place.words.startswith(COUNTRY) else Basis.SHORT_NAME
        return Law(self.names.official(place.words), basis, place.start, version)

    def stands_alone(self, place: Mention, law: Law) -> bool:
        """Tell whether a law without any unit is cited: a short name only where the words around use it as one."""
        if law.title is None or place.kind in (Kind.OWN, Kind.SAME):
            return False
        if place.kind is Kind.TITLE:
            return law.known or looks_like_law(canonical(place.words))
        if place.kind is Kind.NUMBER or law.basis is Basis.EXPLICIT or law.version or law.end:
            return True
        plain = len(place.words) >= _LONG_ENOUGH or place.words in _SHORT_BUT_PLAIN
        after = self.text[place.end : place.end + 1]
        used = _USED.match(self.text[max(0, place.start - 6) : place.start]) is not None
        return plain and place.words not in self.aliases and used and not (after and after in _GOES_ON)
