"""What an entry may carry besides its texts and keys: what is counted, days to ask for, places in an order."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

# Keys of which a search can say how many entries have which value.
TALLIED = ("level", "issuer", "region", "year")
# More different values than these keys have together: 13 levels, some hundred organs and places, a century of years.
LABELS = 10_000


class Day(StrEnum):
    """Days that an entry may carry besides its beginning and end, to be asked for by range."""

    PROMULGATED = "promulgated"
    EFFECTIVE = "effective"
    BEGUN = "begun"
    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    OVER = "over"


class Order(StrEnum):
    """Orders other than by score; an entry says where it stands in each by a text that sorts."""

    RANK = "by_rank"
    DATE = "by_date"


def tallied(labels: Iterable[str]) -> list[str]:
    """Return the labels (level=法律) of keys that are counted."""
    return [label for label in labels if label.partition("=")[0] in TALLIED]


def sorted_by(orders: Mapping[Order, str], entry: str) -> dict[str, str]:
    """Return where an entry stands in each order, no two entries in one place."""
    return {str(order): f"{orders.get(order, '')} {entry}" for order in Order}
