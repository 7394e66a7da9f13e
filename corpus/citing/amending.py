"""What a decision on amendment does with the provisions that it names (DOMAIN §5.2 patterns, §5.4 rule 7)."""

import re
from dataclasses import replace

from corpus.citing.records import Citation, Host, Role
from corpus.spans import Span

_DECISION = re.compile(r"(?:决定|修正案(?:（[^（）]+）)?)$")
_RENUMBERED = re.compile(r"[，]?(?:相应地?)?(?:改为|改作|调整为|修改为)")
_ALSO = re.compile(r"(?:末尾|中)?的?(?:“[^”]*”)?(?:、|和|以及)")
_MERGED = re.compile(r"[，]?合并(?:[，]?(?:作为|改为|修改为))")
_ADDED = re.compile(r"[，]?(?:中|后)?增加[一二两三四五六七八九十]+[款项目][，]?(?:作为)")
_ADDED_ARTICLE = re.compile(r"增加[一二两三四五六七八九十]+条[，]?(?:作为)?$")
_DELETED = re.compile(r"(?:删去|删除)(?:原)?$")
_AS = re.compile(r"[，]?(?:作为|改作)$")
_MODIFIED = re.compile(r"(?:中的?[“《].*?[”》]|第?[一二三四五六七八九十]+自然段)?[，]?(?:分别)?(?:修改|修订)为(?!第)")


def with_roles(text: str, citations: list[Citation], *, host: Host | None) -> list[Citation]:
    """Say what each citation is to the amendment; outside of decisions and 修正案 nothing changes."""
    if host is None or not _DECISION.search((host.law or "").partition("（")[0]):
        return citations
    told: list[Citation] = []
    for place, citation in enumerate(citations):
        before = text[citations[place - 1].end if place else 0 : citation.start]
        if told and _ADDED.fullmatch(before):
            told[-1] = _inserted(told[-1], citation)
            continue
        told.append(_told(text, citation, before=before, earlier=told))
    return told


def _inserted(whole: Citation, added: Citation) -> Citation:
    """第一百条增加一款，作为第二款 is one citation: 第一百条第二款, inserted."""
    span = Span(whole.start, added.end)
    return replace(whole, span=span, target=added.target, to=added.to, role=Role.AMEND_INSERT)


def _told(text: str, citation: Citation, *, before: str, earlier: list[Citation]) -> Citation:
    """Give one citation its role from the words around it; 改为 and 合并 also tell what the ones before were."""
    if _MERGED.fullmatch(before):
        _say(earlier, Role.AMEND_MERGE)
        return replace(citation, role=Role.AMEND_RESULT)
    if _RENUMBERED.fullmatch(before) or _AS.fullmatch(before):
        _say(earlier, Role.AMEND_RENUMBER)
        return replace(citation, role=Role.AMEND_RESULT)
    also = _ALSO.fullmatch(before) and earlier and earlier[-1].role is Role.AMEND_DELETE
    if also or _DELETED.search(before):
        return _deleted(citation, earlier)
    if _ADDED_ARTICLE.search(before):
        return replace(citation, role=Role.AMEND_INSERT)
    if _MODIFIED.match(text, citation.end):
        return replace(citation, role=Role.AMEND_MODIFY)
    return citation


def _say(earlier: list[Citation], role: Role) -> None:
    """Tell the run of plain citations at the end of `earlier`, back to the last one with a role."""
    for place in range(len(earlier) - 1, -1, -1):
        if earlier[place].role is not Role.CITE:
            break
        earlier[place] = replace(earlier[place], role=role)


def _deleted(citation: Citation, earlier: list[Citation]) -> Citation:
    """将第十八条改为第十九条，删去第二款: the paragraph is one of the old 第十八条."""
    target = citation.target
    if len(earlier) > 1 and earlier[-1].role is Role.AMEND_RESULT and earlier[-2].role is Role.AMEND_RENUMBER:
        old, new = earlier[-2].target, earlier[-1].target
        if (target.article, target.article_sub) == (new.article, new.article_sub):
            target = replace(target, article=old.article, article_sub=old.article_sub)
    return replace(citation, target=target, role=Role.AMEND_DELETE)
