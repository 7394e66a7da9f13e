"""All citations of one text, without any library: only the names of laws are needed."""

import re
from collections.abc import Mapping

from corpus.citing.aliases import aliases, with_aliases
from corpus.citing.amending import with_roles
from corpus.citing.grammar import Reader
from corpus.citing.laws import Laws
from corpus.citing.mentions import mentions
from corpus.citing.names import compiled
from corpus.citing.records import Citation, Host

_ODD = re.compile("[０-９()<>＜＞［］\\[\\]]")
# Same length, so that offsets hold. Brackets of all widths become one.
_PLAIN = str.maketrans("０１２３４５６７８９()<>＜＞［］[]", "0123456789（）〈〉〈〉〔〕〔〕")


def find(text: str, *, titles: Mapping[str, tuple[str, ...]], host: Host | None = None) -> list[Citation]:
    """Find every citation of law, in order; spans are code points of `text`.

    `titles` as `Library.titles()` gives them; it is read once as long as it is the same object. Of a name with
    several works the title as written stays. Words that are read leniently carry a `doubt`.
    """
    names = compiled(titles)
    plain = text.translate(_PLAIN) if _ODD.search(text) else text
    given = dict(host.aliases) if host else {}
    if "以下" in plain:
        given |= aliases(plain, names=names)
    places = mentions(plain, names=names)
    if given:
        places = with_aliases(places, plain, given)
    return with_roles(plain, Reader(Laws(plain, names, given, host)).read(places), host=host)
