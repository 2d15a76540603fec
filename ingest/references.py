"""The report's own list of references, split into entries."""

import re

from ingest.blocks import BULLET
from ingest.document import Reference

_ENTRY = re.compile(
    r"(?P<authors>.{2,300}?)[.,]?\s*\((?P<label>\d{4}[a-zA-Z]?|n\.d\.)(?:,[^()]{1,30})?\)[.,:]?\s*(?P<rest>.*)",
    re.S,
)
_URL = re.compile(r"https?://[^\s<>]+")
_TITLE_END = re.compile(r"\.\s|\s\[|\.$|\s<|\shttps?://")
_TRAILING = ".,;)>"


def read_reference(ordinal: int, start: int, end: int, text: str) -> Reference | None:
    """The entry that stands at `start` to `end`; None for a line that names neither a year nor an address."""
    bullet = BULLET.match(text)
    body = text[bullet.end() :] if bullet else text
    match = _ENTRY.match(body)
    urls = _URL.findall(body)
    if match is None and not urls:
        return None
    url = urls[-1].rstrip(_TRAILING) if urls else None
    begins = start + (bullet.end() if bullet else 0)
    if match is None:
        return Reference(ordinal, begins, end, body, None, None, None, url)
    return Reference(
        ordinal, begins, end, body, match["authors"].strip(), match["label"], _title(match["rest"]), url
    )


def _title(rest: str) -> str | None:
    stop = _TITLE_END.search(rest)
    title = rest[: stop.start()] if stop else rest
    return title.strip(" .") or None
