"""Which blocks are headings. Evidence, strongest first: file format, contents page, numbering, known names, shape."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.blocks import Block
from ingest.contents import Contents, ContentsEntry
from ingest.numbering import depth, follows, split_number
from ingest.sentences import ends_sentence

REFERENCES = re.compile(
    r"(?:list of )?(?:references|literature|bibliography|sources|works cited|websites?)"
    r"(?: and (?:sources|references|literature|bibliography))?|further (?:reading|sources(?: of information)?)"
    r"|(?:references|sources)(?: and| of) [\w ]{1,30}|bibliographie|références|literatur(?:verzeichnis)?|bronnen|literatuur",
    re.I,
)
_BACK_AND_FRONT = re.compile(
    r"(?:list of )?(?:abbreviations|acronyms)(?: and (?:abbreviations|acronyms))?|glossary|foreword|preface"
    r"|acknowledge?ments?|executive summary|summary|introduction|conclusions?|annex(?:es)?|appendi(?:x|ces)",
    re.I,
)
_CAPTION = re.compile(r"(?:table|figure|box|chart|source|sources|note|notes|nb)\b[\s\d.:]", re.I)
_LONGEST_HEADING = 250
_LONGEST_BARE_TITLE_WORDS = 10
_SAME_TITLE = 0.85


@dataclass(frozen=True, slots=True)
class Heading:
    """A block that is a heading. `entry` is its line in the contents."""

    block: int
    level: int
    number: str | None
    title: str
    entry: ContentsEntry | None = None


def find_headings(blocks: Sequence[Block], contents: Contents) -> list[Heading]:
    """The headings in reading order; blocks of the contents are left out."""
    if any(block.hint for block in blocks):
        return list(_from_hints(blocks, contents))
    firm = list(_firm(blocks, contents))
    return sorted([*firm, *_bare_titles(blocks, contents, firm)], key=lambda heading: heading.block)


def _candidates(blocks: Sequence[Block], contents: Contents) -> Iterator[tuple[int, Block]]:
    for index, block in enumerate(blocks):
        inside = contents.first <= index < contents.last
        if not inside and not block.item and 0 < len(block.text) <= _LONGEST_HEADING:
            yield index, block


def _from_hints(blocks: Sequence[Block], contents: Contents) -> Iterator[Heading]:
    """Headings that the file format marks. A single topmost one that comes first is the report's title."""
    hinted = [(index, block) for index, block in enumerate(blocks) if block.hint and block.text]
    levels = [block.hint.level for _, block in hinted if block.hint]
    top = min(levels, default=1)
    titled = len(levels) > 1 and levels[0] == top and levels.count(top) == 1
    for index, block in hinted[1:] if titled else hinted:
        number, title = split_number(block.text)
        entry = next((e for e in contents.entries if _matches(e, number, title)), None)
        level = block.hint.level - top + (0 if titled else 1) if block.hint else 1
        yield Heading(index, level, number, title, entry)


def _firm(blocks: Sequence[Block], contents: Contents) -> Iterator[Heading]:
    """Headings by contents, numbering or name."""
    ahead = 0
    last_number = None
    for index, block in _candidates(blocks, contents):
        number, title = split_number(block.text)
        found = _in_contents(contents.entries, ahead, number, title)
        if found is not None:
            ahead = found + 1
            entry = contents.entries[found]
            heading = Heading(index, depth(number or entry.number) or 1, number or entry.number, title, entry)
        elif _is_numbered(block, number, last_number, contents) or _is_named(block.text, contents):
            heading = Heading(index, depth(number) or 1, number, title)
        else:
            continue
        last_number = heading.number or last_number
        yield heading


def _in_contents(entries: Sequence[ContentsEntry], ahead: int, number: str | None, title: str) -> int | None:
    """The next entry for this heading; one without its number is taken only where it is due."""
    for index in range(ahead, len(entries)):
        entry = entries[index]
        if _matches(entry, number, title) and (number == entry.number or index == ahead):
            return index
    return None


def _matches(entry: ContentsEntry, number: str | None, title: str) -> bool:
    ours, theirs = _letters(title), _letters(entry.title)
    if ours == theirs:
        return number is None or number == entry.number
    if number is None or number != entry.number:
        return False
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _SAME_TITLE


def _letters(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())


def _is_numbered(block: Block, number: str | None, before: str | None, contents: Contents) -> bool:
    if number is None or ends_sentence(block.text) or not follows(number, before):
        return False
    if depth(number) == 1:
        return not any(entry.number for entry in contents.entries)
    return True


def _is_named(text: str, contents: Contents) -> bool:
    name = text.strip(" :")
    if REFERENCES.fullmatch(name):
        return not any(REFERENCES.fullmatch(entry.title) for entry in contents.entries)
    return not contents.entries and bool(_BACK_AND_FRONT.fullmatch(name))


def _bare_titles(blocks: Sequence[Block], contents: Contents, firm: Sequence[Heading]) -> Iterator[Heading]:
    """Short lines with the shape of a title between finished paragraphs of a numbered section."""
    by_block = {heading.block: heading for heading in firm}
    level = 0
    for index, block in enumerate(blocks):
        if index in by_block:
            heading = by_block[index]
            level = heading.level if not REFERENCES.fullmatch(heading.title) else 0
        elif level and _is_bare_title(blocks, index, by_block):
            yield Heading(index, level + 1, None, block.text)


def _is_bare_title(blocks: Sequence[Block], index: int, headings: dict[int, Heading]) -> bool:
    if index + 1 >= len(blocks) or index + 1 in headings or index == 0:
        return False
    block, before, after = blocks[index], blocks[index - 1], blocks[index + 1]
    return (
        not block.item
        and _has_title_shape(block)
        and (index - 1 in headings or ends_sentence(before.text))
        and not after.item
        and after.text[:1].isupper()
        and ends_sentence(after.text)
    )


def _has_title_shape(block: Block) -> bool:
    text = block.text
    return (
        block.lines == 1
        and 1 <= len(text.split()) <= _LONGEST_BARE_TITLE_WORDS
        and text[0].isupper()
        and text[-1].isalpha()
        and not _CAPTION.match(text)
        and "\t" not in text
    )
