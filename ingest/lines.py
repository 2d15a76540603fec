"""Lines, and what their first characters tell of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.numbering import split_number

BULLET = re.compile(r"[-*+•‣⁃▪●◦○–\uf0b7]\s+(?=\S)")
ENUMERATOR = re.compile(r"(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4}|\d{1,2})\))\s+(?=\S)")
NOTE_BODY = re.compile(r"(?:[⁽(]\s?[⁰¹²³⁴-⁹]+\s?[⁾)]|[⁰¹²³⁴-⁹]+|\[\^[\w-]+\]:)\s*(?=[^\W_]|[\"'“‘«(\[<*])")
NUMBER = re.compile(r"(?P<number>\d{1,2})\.\s+(?=\S)")
# "-----", and what stands between the head and the rows of a table in Markdown
RULE = re.compile(r"[-=_*~|:\s]{3,}")
_REFERENCE = re.compile(r"(?![^()]*\bIn\b)[^\W\d_][^()]{1,200}\((?:(?:19|20)\d{2}[a-z]?|n\.d\.)[,)]")
_REFERENCE_WITHOUT_PARENTHESES = re.compile(r"[^\W\d_][^.,\d]{1,100}[.,] (?:19|20)\d{2}[a-z]?[.,:] ")
_ENDS_REFERENCE = re.compile(r"[>\])]\s*$|://\S+$")
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without the white space around it; `indent` is how much stands before it."""

    start: int
    end: int
    text: str
    indent: int
    page_break: bool


def lines_of(text: str) -> Iterator[Line]:
    """All lines; blank ones, and rules such as "-----", have no text."""
    for match in _LINE.finditer(text):
        line = match.group()
        if line:
            body = "" if RULE.fullmatch(line) else line.strip()
            lead = line[: len(line) - len(line.lstrip())] if body else ""
            start = match.start() + len(lead)
            yield Line(start, start + len(body), body, len(lead.expandtabs()), line.endswith("\f"))


def is_item(content: str) -> bool:
    """Whether a line begins a list item: "- …", "(a) …", "1) …"; "1. …" may be a heading as well."""
    return bool(BULLET.match(content) or ENUMERATOR.match(content))


def is_row(content: str) -> bool:
    """Whether tabs or bars make a line a row of a table; one after a number or bullet does not."""
    lead = BULLET.match(content) or ENUMERATOR.match(content)
    return content.startswith("|") or "\t" in split_number(content[lead.end() if lead else 0 :])[1]


def begins_reference(line: str) -> bool:
    """Whether a line begins as entries of a list of references do: "Cedefop (2023)", "OECD. 2023."."""
    return bool(_REFERENCE.match(line) or _REFERENCE_WITHOUT_PARENTHESES.match(line))


def ends_reference(line: str) -> bool:
    """Whether a line ends with an address or in brackets, as many entries do."""
    return bool(_ENDS_REFERENCE.search(line[-_LONGEST_ADDRESS:]))
