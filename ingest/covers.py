"""Title and subtitle of a report by the type of its cover: the largest on the first pages, and what stands below it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.captions import is_caption
from ingest.dates import year_of_date
from ingest.labels import words_of
from ingest.people import names_body
from ingest.places import country_code
from ingest.sentences import ends_sentence
from ingest.source import CoverLine, Source
from ingest.titles import is_contents, is_list_of_captions, is_references, is_usual, letters

# As shares of the size of type: what is the same, and how far lines of one title may be apart.
_SAME_SIZE, _APART = 0.06, 0.9
# Type that is larger than that of running text by so much is that of titles.
_LARGER, _AS_LARGE = 1.12, 0.95
_FEWEST_LETTERS, _MOST_CHARACTERS, _MOST_LINES = 4, 300, 8
# A page has so many characters of running text, or it is a cover.
_RUNNING = 200
_MOST_PAGES = 3
# How far below the title, by its size, a subtitle may begin.
_BELOW = 2.5
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|(?:part|chapter|section|annex|appendix)\s+\w+)(?:\s|$)", re.I
)
_ADDRESS = re.compile(r"@\S+\.|https?://|\bwww\.|\b(?:ISBN|ISSN|DOI)\b", re.I)
_REPORT_NUMBER = re.compile(
    r"(?:[\w -]{0,40}\s)?(?:no|nr|n°|nº|vol|volume|issue|band|heft|version|edition|v)\.?\s?[\d./-]+", re.I
)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|\t\d+$")
_NOTE_MARK = re.compile(r"[\s*∗†‡¹²³⁴-⁹]+$")
_LEAST_LETTERS = 0.5
_CUT = re.compile(r"(?P<head>\w+)-\n(?P<tail>\w+)")
_MOST_LINES_BELOW = 4
_LEAST_BELOW = 0.25
_PIECES = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one type that follow each other on a page."""

    text: str
    lines: tuple[CoverLine, ...]

    @property
    def first(self) -> CoverLine:
        return self.lines[0]

    @property
    def last(self) -> CoverLine:
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first pages in blocks from top to bottom, and which of them are title and subtitle.

    `front` are the blocks before the running text.
    """

    blocks: tuple[Block, ...] = ()
    front: tuple[Block, ...] = ()
    title: Block | None = None
    subtitle: Block | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The blocks of the cover itself: pages up to that of the title, if no text runs there."""
        title = self.title.first.page if self.title else 0
        own = [block for block in self.blocks if block.first.page <= title]
        return tuple(block.text for block in own) if all(block in self.front for block in own) else ()


def read_cover(source: Source, refused: Iterable[str] = ()) -> Cover:
    """`refused`: what is known to be no title, such as the names of a publisher."""
    lines = [line for line in source.cover if not line.recurs and _words(line)]
    blocks = tuple(block for page in _pages(lines) for block in _blocks(source.text, page))
    body = _body_size(lines)
    front = tuple(_front(blocks, body))
    ordinary = frozenset(map(letters, refused))
    for page in list(dict.fromkeys(block.first.page for block in front))[:_MOST_PAGES]:
        on_page = [block for block in front if block.first.page == page]
        title = _title(on_page, body, ordinary)
        if title is not None:
            return Cover(blocks, front, title, _subtitle(on_page, title, body))
    return Cover(blocks, front)


def _front(blocks: Sequence[Block], body: float) -> Iterator[Block]:
    """What stands before the running text and the contents; nothing where the file begins within a sentence."""
    for block in blocks:
        if _runs(block, body) or (is_contents(block.text) and _stands_out(block, body)):
            if block is blocks[0] and block.text[:1].islower():
                return
            break
        yield block


def _words(line: CoverLine) -> bool:
    return any(character.isalnum() for part in line.parts for character in part)


def _pages(lines: Sequence[CoverLine]) -> Iterator[list[CoverLine]]:
    for page in dict.fromkeys(line.page for line in lines):
        yield sorted((line for line in lines if line.page == page), key=lambda line: (line.top, line.left))


def _body_size(lines: Iterable[CoverLine]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += line.end - line.start
    return counts.most_common(1)[0][0] if counts else 0.0


def _blocks(text: str, lines: Sequence[CoverLine]) -> list[Block]:
    groups: list[list[CoverLine]] = []
    for line in lines:
        above = [group for group in groups if any(_in_column(each, line) for each in group)]
        nearest = max(above, key=lambda group: group[-1].top, default=None)
        if nearest is not None and _goes_with(nearest[-1], line):
            nearest.append(line)
        else:
            groups.append([line])
    return [Block(_joined([text[line.start : line.end] for line in group], text), tuple(group)) for group in groups]


def _goes_with(above: CoverLine, line: CoverLine) -> bool:
    size = max(above.size, line.size)
    return (
        abs(above.size - line.size) <= _SAME_SIZE * size
        and (above.bold, above.colour) == (line.bold, line.colour)
        and -0.5 * size <= line.top - above.bottom <= _APART * size
    )


def _in_column(one: CoverLine, other: CoverLine) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def _joined(lines: Iterable[str], text: str) -> str:
    """The lines as one; a hyphen at a line's end goes where the rest of the text has the word without it."""
    whole = ""
    for line in lines:
        words = " ".join(line.split())
        cut = _CUT.search(f"{whole}\n{words}")
        if cut and re.search(rf"\b{re.escape(cut['head'] + cut['tail'])}\b", text, re.I):
            whole = whole[:-1]
        whole += words if not whole or cut else f" {words}"
    return _NOTE_MARK.sub("", whole)


def _runs(block: Block, body: float) -> bool:
    return abs(block.first.size - body) <= _SAME_SIZE * body and len(block.text) >= _RUNNING / 2


def _title(blocks: Sequence[Block], body: float, refused: frozenset[str]) -> Block | None:
    fit = [b for b in blocks if may_be_title(b.text) and len(b.lines) <= _MOST_LINES and not _is_piece(b, blocks)]
    large = [block for block in fit if _stands_out(block, body)]
    named = [b for b in large if not names_body(b.text) and not country_code(b.text) and letters(b.text) not in refused]
    largest = max((block.first.size for block in named or large), default=0.0)
    return next((b for b in named or large if b.first.size >= (1 - _SAME_SIZE) * largest), None)


def _is_piece(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether several blocks in its type stand beside it: a line that was read in pieces."""
    first = block.first
    beside = [b for b in blocks if b.first.size == first.size and abs(b.first.top - first.top) < first.size / 2]
    return len(beside) >= _PIECES


def _stands_out(block: Block, body: float) -> bool:
    first = block.first
    return first.size >= _LARGER * body or (first.bold and first.size >= _AS_LARGE * body)


def may_be_title(text: str) -> bool:
    """Whether the words of a line or block may be the title of a report."""
    count = sum(character.isalpha() for character in text)
    return (
        count >= max(_FEWEST_LETTERS, _LEAST_LETTERS * len(text.replace(" ", "")))
        and len(text) <= _MOST_CHARACTERS
        and year_of_date(text) is None
        and not any(test(text) for test in (is_contents, is_usual, is_references, is_caption, is_list_of_captions))
        and not any(form.search(text) for form in (_ADDRESS, _LEADERS))
        and not _NUMBERED.match(text)
        and not _REPORT_NUMBER.fullmatch(text)
        and not is_series(text)
    )


def is_series(text: str) -> bool:
    """Whether a line is the name of a series, with a number or without."""
    words = [word.strip(".,:;()").casefold() for word in re.split(r"[\s\d]+", text) if word.strip(".,:;()")]
    words = [word for word in words if word not in ("no", "nr", "n°", "vol")]
    return len(words) > 1 and words[-1] in words_of("named_series") and not ends_sentence(text)


def _subtitle(blocks: Sequence[Block], title: Block, body: float) -> Block | None:
    """What stands next below the title in type that is larger than that of the text."""
    below = [block for block in blocks if block.first.top >= title.last.top and block is not title]
    following = next((block for block in below if _overlap(block, title)), None)
    if following is None or following.first.top - title.last.bottom > _BELOW * title.first.size:
        return None
    least, most = max(body * _LARGER, title.first.size * _LEAST_BELOW), title.first.size * (1 + _SAME_SIZE)
    is_set = least <= following.first.size <= most
    is_short = len(following.lines) <= _MOST_LINES_BELOW and all(len(line.parts) == 1 for line in following.lines)
    return (
        following if is_set and is_short and may_be_title(following.text) and not names_body(following.text) else None
    )


def _overlap(one: Block, other: Block) -> bool:
    return any(_in_column(a, b) for a in one.lines for b in other.lines)


def agreed(cover: Cover, stated: str | None, info: Mapping[str, str]) -> str | None:
    """The title that the file states, where it stands on the first pages with that of the cover or instead of it."""
    if not stated or not is_title(stated, info):
        return None
    pages = letters(" ".join(block.text for block in cover.blocks))
    is_there = letters(stated) in pages
    title = letters(cover.title.text) if cover.title else ""
    return stated if is_there and (title in letters(stated) or letters(stated) in title) else None


_NO_TITLE = re.compile(
    r"^(?:microsoft|powerpoint|untitled|unbenannt|sans titre|sin título|senza titolo|document|dokument|presentation|"
    r"präsentation|présentation|presentación|layout|folie|slide|template|vorlage|modèle|scan|print|print)\b[\w\s.-]{0,24}$"
    r"|\.(?:docx?|indd|pdf|pptx?|rtf|odt|qxd|pub|tex|dvi)\b|_|^\S+$",
    re.I,
)


def is_title(stated: str, info: Mapping[str, str]) -> bool:
    """Whether what a file states as its title looks like one: no file's or program's name, and no code."""
    tools = " ".join(info.get(key, "") for key in ("creator", "producer"))
    return may_be_title(stated) and not _NO_TITLE.search(stated) and letters(stated) not in letters(tools)
