"""Inline markup: which characters of a range of the source a reader of the report would see."""

import re
from collections.abc import Iterable, Iterator

from ingest.addresses import without_breaks
from ingest.segments import Edit, Piece

_LINK = re.compile(r"!?\[(?P<label>(?:\\.|[^\[\]\\]|\[[^\[\]\\]*+\])*+)\]\((?:\\.|[^()\\]|\([^()\\]*+\))*+\)")
_AUTOLINK = re.compile(r"<(?P<label>(?:https?://|mailto:)[^<>\s]++)>")
_ESCAPE = re.compile(r"\\(?P<label>[!-/:-@\[-`{-~])")


def _emphasis(stars: str, others: str) -> re.Pattern[str]:
    """Text between equal runs of stars. It may hold other runs but never an equal one, so a search is linear."""
    label = rf"(?P<label>(?:\\.|[^*\\]|{others})+?)"
    return re.compile(rf"(?<![\w*\\]){stars}(?=[^\s*]){label}(?<=[^\s*\\]){stars}(?![\w*])")


_PATTERNS = (
    _LINK,
    _AUTOLINK,
    _emphasis(r"\*", r"\*\*(?!\*)"),
    _emphasis(r"\*\*", r"\*(?!\*)"),
    _emphasis(r"\*\*\*", r"\*\*?(?!\*)"),
    _ESCAPE,
)
_MARKUP = re.compile(r"[\[<*\\]|!(?=\[)")
_TABS = re.compile(r"\t")
# A bar behind a backslash is one of the words.
_BARS = re.compile(r"(?<!\\)\|")
SOFT_HYPHEN = "\u00ad"
_WHITE_OR_INVISIBLE = re.compile(r"\s+|[\u00ad\u200b\u2060\ufeff]+")
_LINE_END = re.compile(r"(?P<last>[-\u00ad\u2010/=?&_])[^\S\n]*\n\s*(?P<right>[^\W_]+)")
# What a line may end with inside a word or an address.
BREAKS = tuple("-\u00ad\u2010/=?&_")
_HYPHENS = "-\u00ad\u2010"
_LAST_WORD = re.compile(r"[^\W_]+$")
_LONGEST_WORD = 40
_LONGEST_URL = 300
_WORD = re.compile(r"\w+(?:-\w+)*")
_PREFIXES = frozenset({"self", "non", "cross", "well"})
# "pre- and post-training": such a hyphen is followed by a space.
_CONJUNCTIONS = frozenset({"and", "or", "to", "und", "oder", "et", "ou", "en", "of"})


def vocabulary(text: str) -> frozenset[str]:
    """The words of a document in lower case, whole compounds and their parts; empty if no line ends in one."""
    whole, broken = _LINE_END.subn("_", text)
    if not broken:
        return frozenset()
    compounds = {word.lower() for word in _WORD.findall(whole)}
    return frozenset(compounds | {part for word in compounds for part in word.split("-")})


def visible_pieces(source: str, start: int, end: int, *, markup: bool, words: frozenset[str]) -> list[Piece]:
    """Copies of what is visible between `start` and `end`, white space folded, without markup.

    `words` is the document's own vocabulary: it decides which hyphens at line ends stay.
    """
    joints = _joints(source, start, end, words)
    visible = _without_markup(source, start, end) if markup else iter([(start, end)])
    pieces = _trimmed((piece for low, high in visible for piece in _folded(source, low, high, joints)), source)
    return without_breaks(pieces, source)


def broken_word(before: str, after: str, words: frozenset[str]) -> int | None:
    """Where a word or address goes on from one text in another: how many characters before the joint go, 0 or 1.

    None where no word is broken.
    """
    last = before[-_LONGEST_URL:]
    stop = _joints(f"{last}\n{after[:_LONGEST_WORD]}", 0, len(last) + 1 + _LONGEST_WORD, words).get(len(last) - 1)
    return None if stop is None else len(last) - stop


def row_pieces(source: str, start: int, end: int, *, markup: bool, words: frozenset[str]) -> list[Piece]:
    """As `visible_pieces`, for a row of a table: tabs or bars part its cells, and a tab stands between two."""
    gaps = (_BARS if source.startswith("|", start) else _TABS).finditer(source, start, end)
    pieces: list[Piece] = []
    at, gap = start, None
    for low, high in [*(found.span() for found in gaps), (end, end)]:
        if cell := visible_pieces(source, at, low, markup=markup, words=words):
            pieces += [gap, *cell] if gap and pieces else cell
        gap, at = Piece(Edit.CELL, low, high), high
    return pieces


def plain(text: str) -> str:
    """The text without markup, white space as it is."""
    return "".join(text[start:end] for start, end in _without_markup(text, 0, len(text)))


def _without_markup(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges that stay when links, emphasis and escapes are removed; labels are looked into again."""
    at = unmarked = start
    while found := _MARKUP.search(source, at, end):
        at = found.start()
        markup = next((m for pattern in _PATTERNS if (m := pattern.match(source, at, end))), None)
        if markup is None:
            at += 1
            continue
        yield unmarked, at
        if markup.re is _ESCAPE:
            yield markup.span("label")
        else:
            yield from _without_markup(source, *markup.span("label"))
        at = unmarked = markup.end()
    yield unmarked, end


def _folded(source: str, start: int, end: int, joints: dict[int, int]) -> Iterator[Piece]:
    at = start
    for run in _WHITE_OR_INVISIBLE.finditer(source, start, end):
        if run.group() == " ":
            continue
        yield Piece(Edit.COPY, at, joints.get(run.start() - 1, run.start()))
        if run.group().isspace() and run.start() - 1 not in joints:
            yield Piece(Edit.SPACE, *run.span())
        at = run.end()
    yield Piece(Edit.COPY, at, end)


def _joints(source: str, start: int, end: int, words: frozenset[str]) -> dict[int, int]:
    """Where a line ends inside a word or an address: offset of its last character -> where the copy stops."""
    joints = {}
    joined = -1  # where the second half of an address begins
    for broken in _LINE_END.finditer(source, start, end):
        at = broken.start()
        word = _last_word(source[max(start, at - _LONGEST_URL) : at])
        if "://" in word or at - len(word) == joined:
            if not broken["right"][0].isupper():
                joints[at] = at + 1
                joined = broken.start("right")
            continue
        left = _LAST_WORD.search(source, max(start, at - _LONGEST_WORD), at)
        if left and _is_broken_word(broken):
            joints[at] = at + 1 if _hyphen_stays(left.group(), broken, words) else at
    return joints


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1] if text[-1:].strip() else ""


def _is_broken_word(broken: re.Match[str]) -> bool:
    right = broken["right"]
    return broken["last"] in _HYPHENS and right.isalpha() and right.lower() not in _CONJUNCTIONS


def _hyphen_stays(left: str, broken: re.Match[str], words: frozenset[str]) -> bool:
    """Whether it belongs to a compound: one used elsewhere, or one of two words that are used alone."""
    right = broken["right"]
    one, other = left.lower(), right.lower()
    if broken["last"] == SOFT_HYPHEN or one + other in words:
        return f"{one}-{other}" in words
    acronym = not left.isalpha() or (left.isupper() and len(left) > 1)
    return f"{one}-{other}" in words or one in _PREFIXES or acronym or right != other or {one, other} <= words


def _trimmed(pieces: Iterable[Piece], source: str) -> list[Piece]:
    """Without empty pieces, without white space at either end, and never two spaces in a row."""
    kept: list[Piece] = []
    for piece in pieces:
        if not kept or _ends_in_space(kept[-1], source):
            if piece.edit is Edit.SPACE:
                continue
            if source[piece.start : piece.start + 1] == " ":
                piece = Piece(piece.edit, piece.start + 1, piece.end)
        if piece.end > piece.start:
            kept.append(piece)
    if kept and _ends_in_space(kept[-1], source):
        last = kept.pop()
        if last.end - last.start > 1 and last.edit is Edit.COPY:
            kept.append(Piece(Edit.COPY, last.start, last.end - 1))
    return kept


def _ends_in_space(piece: Piece, source: str) -> bool:
    return piece.edit is Edit.SPACE or source[piece.end - 1] == " "
