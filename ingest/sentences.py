"""Where sentences end."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.abbreviations import is_abbreviated

# Possessive, because a run of digits can be read as one note or as many.
_NOTES = r"(?:\s?⁽\s?[⁰¹²³⁴-⁹]++\s?⁾|[⁰¹²³⁴-⁹]++|\[\^?[\w-]{1,4}\])*+"
_CLOSE = r"[\"'”’»“‘›)\]]*+"
_END = re.compile(rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>{_CLOSE})(?P<note>{_NOTES})(?=\s|$)")
_NEXT = re.compile(r"\s+(?P<next>[\"'“‘«„‚‹¿¡(\[]*\S)")
_ENDING = re.compile(rf"[.!?…:;]{_CLOSE}{_NOTES}\s*$")
_LAST_WORD = re.compile(r"[\w.]*\w$")
_ROW = re.compile(r"[^\t\n]*+\t[^\n]*+")
_LONGEST_WORD = 40
_LONGEST_ENDING = 80


def ends_sentence(text: str) -> bool:
    """Whether the text stops where a sentence, a clause before a list or a list item stops."""
    return bool(_ENDING.search(text[-_LONGEST_ENDING:]))


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence of the text, its end included; lines end sentences as well.

    A line with tabs is a row of a table, and one sentence.
    """
    rows = [match.span() for match in _ROW.finditer(text)] if "\t" in text else []
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match) and not _is_in_row(rows, match.end())]
    lines = [match.start() for match in re.finditer(r"\n", text)]
    return sorted({*ends, *lines, len(text)} - {0})


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them."""
    spans = []
    start = 0
    for end in sentence_ends(text):
        body = text[start:end]
        lead = len(body) - len(body.lstrip())
        if body.strip():
            spans.append((start + lead, start + len(body.rstrip())))
        start = end
    return spans


def _is_in_row(rows: Sequence[tuple[int, int]], place: int) -> bool:
    at = bisect_right(rows, (place,)) - 1
    return at >= 0 and place <= rows[at][1]


def _is_end(text: str, match: re.Match[str]) -> bool:
    after = _NEXT.match(text, match.end())
    if after is None:
        return True
    begins = after["next"][-1]
    if begins.islower() and not match["note"]:
        return False
    if match["stop"] != ".":
        return not begins.islower()
    word = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    if word is None or match["close"]:
        return True
    return not (_is_enumerator(text, word) or is_abbreviated(text, *word.span(), after.end() - 1))


def _is_enumerator(text: str, word: re.Match[str]) -> bool:
    """Whether it numbers the line that it begins: "1. ", "a. "."""
    begins_line = word.start() == 0 or text[word.start() - 1] == "\n"
    return begins_line and (word.group().isdigit() or len(word.group()) == 1)
