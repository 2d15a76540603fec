"""Inline markup: which characters of a range of the source a reader of the report would see."""

import re
from collections.abc import Iterator

from ingest.segments import Edit, Piece

_LINK = re.compile(r"!?\[(?P<label>(?:\\.|[^\[\]\\])*)\]\((?:\\.|[^()\\]|\([^()]*\))*\)")
_AUTOLINK = re.compile(r"<(?P<label>(?:https?://|mailto:)[^<>\s]+)>")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<stars>\*{1,3})(?=[^\s*])(?P<label>(?:\\.|[^\\])+?)(?<=[^\s*\\])(?P=stars)(?![\w*])"
)
_ESCAPE = re.compile(r"\\(?P<label>[!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"[\[<*\\]")
SOFT_HYPHEN = "\u00ad"
_WHITE_SPACE = re.compile(r"\s+")
_LINE_END_HYPHEN = re.compile(r"(?P<left>\w+)(?P<hyphen>[-\u00ad\u2010])[^\S\n]*\n\s*(?P<right>[^\W\d_]+)")


def visible_pieces(source: str, start: int, end: int, *, markup: bool, words: frozenset[str]) -> list[Piece]:
    """Copies of what is visible between `start` and `end`, white space folded, without markup.

    `words` is the document's own vocabulary in lower case: it decides which hyphens at line ends stay.
    """
    hyphens = _dropped_hyphens(source, start, end, words)
    visible = _without_markup(source, start, end) if markup else iter([(start, end)])
    pieces: list[Piece] = []
    for low, high in visible:
        pieces.extend(_folded(source, low, high, hyphens))
    return _trimmed(pieces, source)


def _without_markup(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges that stay when links, emphasis and escapes are removed; labels are looked into again."""
    at = plain = start
    while found := _MARKUP.search(source, at, end):
        at = found.start()
        markup = next(
            (m for p in (_LINK, _AUTOLINK, _EMPHASIS, _ESCAPE) if (m := p.match(source, at, end))), None
        )
        if markup is None:
            at += 1
            continue
        yield plain, at
        if markup.re is _ESCAPE:
            yield markup.span("label")
        else:
            yield from _without_markup(source, *markup.span("label"))
        at = plain = markup.end()
    yield plain, end


def _folded(source: str, start: int, end: int, hyphens: dict[int, int]) -> Iterator[Piece]:
    at = start
    for space in _WHITE_SPACE.finditer(source, start, end):
        before = space.start() - 1
        if before in hyphens:
            yield Piece(Edit.COPY, at, hyphens[before])
        elif space.group() == " ":
            continue
        else:
            yield Piece(Edit.COPY, at, space.start())
            yield Piece(Edit.SPACE, *space.span())
        at = space.end()
    yield Piece(Edit.COPY, at, end)


def _dropped_hyphens(source: str, start: int, end: int, words: frozenset[str]) -> dict[int, int]:
    """Where a line ends inside a word: offset of the hyphen -> where the copy before it stops."""
    dropped = {}
    for broken in _LINE_END_HYPHEN.finditer(source, start, end):
        at = broken.start("hyphen")
        dropped[at] = at + 1 if _hyphen_stays(broken, words) else at
    return dropped


def _hyphen_stays(broken: re.Match[str], words: frozenset[str]) -> bool:
    left, right = broken["left"].lower(), broken["right"].lower()
    if broken["hyphen"] == SOFT_HYPHEN:
        return False
    return f"{left}-{right}" in words or (broken["right"] != right and left + right not in words)


def _trimmed(pieces: list[Piece], source: str) -> list[Piece]:
    """Without empty pieces, without white space at either end, and never two spaces in a row."""
    kept: list[Piece] = []
    for piece in pieces:
        blank = piece.edit is Edit.SPACE or source[piece.start : piece.end] == " "
        doubled = blank and (not kept or kept[-1].edit is Edit.SPACE)
        if piece.end > piece.start and not doubled:
            kept.append(piece)
    while kept and not kept[-1].text(source).strip():
        kept.pop()
    return kept
