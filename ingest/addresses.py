"""Addresses that a line end has broken in two."""

import re
from collections.abc import Sequence

from ingest.segments import Edit, Piece

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.I)
_BEGINS_ANEW = re.compile(r"[(\[<«“\"]|\S*://", re.I)
_WHOLE = re.compile(r"\.(?:pdf|html?|aspx?|php|docx?|xlsx?)$", re.I)
# What an address may hold and no word does.
_MARK = re.compile(r"[_=%&?#]|/.*/|\w{2,}\.\w{2,}/|(?:-\w+){2}|^[/_=?&#%]")
# After "/", "-" and the like one of these is enough.
_PART = re.compile(r"[/_=%&?#]|\w{2,}\.\w{2,}|-\w+-|[^\W\d_A-Z][A-Z]")
_LINKING = frozenset("/-_=?&#%~+:")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 500
_TRAILING = ".,;:)]>”\"'"


def without_breaks(pieces: Sequence[Piece], source: str) -> list[Piece]:
    """The pieces without the line ends inside of addresses."""
    kept: list[Piece] = []
    written = ""
    for number, piece in enumerate(pieces):
        if piece.edit is Edit.SPACE and "\n" in source[piece.start : piece.end]:
            rest = "".join(after.text(source) for after in pieces[number + 1 : number + 3])
            if goes_on(written, rest):
                continue
        kept.append(piece)
        written = (written + piece.text(source))[-_LONGEST:]
    return kept


def goes_on(before: str, after: str) -> bool:
    """Whether the address that ends a line is continued by the next one."""
    found, token = _ADDRESS.search(before), _first(after)
    if not found or not token or _BEGINS_ANEW.match(token):
        return False
    address, part = found[0], token.rstrip(_TRAILING)
    if address.endswith("//"):
        return True
    if _WHOLE.search(address) or address[-1] in ",;)>]":
        return bool(_WHOLE.search(address)) and part[:1] in ("?", "#")
    if address[-1] == ".":
        return bool(_PART.search(part)) and not part[:1].isupper()
    if address[-1] not in _LINKING:
        return bool(_MARK.search(part)) and not part[:1].isupper()
    return bool(_PART.search(part)) or _ends_it(address, part, after)


def _ends_it(address: str, part: str, after: str) -> bool:
    """Whether a plain word or number is the end of an address and of all that is said."""
    last = not after[len(part) :].strip(_TRAILING + " \n")
    plain = part.isalnum() and not part[:1].isupper() and not _YEAR.fullmatch(part)
    return plain and (last or address.endswith("-"))


def _first(text: str) -> str:
    return next(iter(text.split(maxsplit=1)), "")
