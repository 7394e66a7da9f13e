"""The text by which an article is known to the encoder: made alike where it is trained and where it is indexed."""

from collections.abc import Sequence


def passage(title: str, path: Sequence[str], text: str) -> str:
    """Return short title, innermost heading and text of an article: `民法典 第二十一章 保管合同` above its 款.

    `title` is the short one (`Work.short`); every heading above the innermost would be cut from the end of the text.
    """
    return f"{title} {path[-1] if path else ''}\n{text}"
