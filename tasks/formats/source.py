"""What every reader of a format is given, and what it may give back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from schemas.article import Article, PassedOver
from tasks.formats.allowance import Allowance


@dataclass(frozen=True, slots=True)
class Source:
    """A file, with what else is known of it: `now` has a time zone and bounds publication dates.

    A format of characters is read from `text` (`encoding` is what it was decoded by); one that is not has its `data`
    alone. `allowance` is what may still be unpacked of the file that was dropped.
    """

    text: str
    name: str
    encoding: str
    now: datetime
    data: bytes = b""
    allowance: Allowance = field(default_factory=Allowance)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file, unpacked; it is read as if it had been dropped itself.

    `name` says where it stands in what holds it. `charset` and `media_type` are what its holder says of it, `url` where
    a page was saved from and `saved_at` when: nothing on it was published later. `cut` tells that `data` is only the
    beginning of a member that is larger than what is read. `lenient` is for what nobody meant to be an article, as the
    pages of a crawl: a fault in it passes it over, and does not refuse the file.
    """

    name: str
    data: bytes
    charset: str | None = None
    media_type: str | None = None
    url: str | None = None
    saved_at: datetime | None = None
    cut: bool = False
    lenient: bool = False


Part = Article | Member | PassedOver
#: A reader gives at least one part, or raises Refused.
Reader = Callable[[Source], Iterable[Part]]
