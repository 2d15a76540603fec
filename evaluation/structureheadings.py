"""The heading tree of a document beside the golden one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.goldpdf import digest
from evaluation.structuregold import GoldFile, GoldHeading
from evaluation.structureshares import Share
from ingest.document import ParsedDocument, Section
from ingest.segments import pages_of

# Headings stand as paragraphs of their own.
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A section's heading as printed, its physical page, and the headings above it, nearest first."""

    hash: str
    page: int | None
    above: tuple[str, ...]


Pair = tuple[int, FoundHeading]


def found_headings(document: ParsedDocument) -> list[FoundHeading]:
    """The headings of all sections that have one."""
    hashes = [_hash(document, section) for section in document.sections]
    return [
        FoundHeading(own, _page(document, section), tuple(_above(document, section, hashes)))
        for section, own in zip(document.sections, hashes, strict=True)
        if own
    ]


def heading_shares(gold: GoldFile, found: Iterable[FoundHeading]) -> dict[str, Share]:
    """Precision, recall and F1 of headings; `tree F1` asks for the right parent and page as well."""
    known = [heading for heading in found if gold.pages_read is None or (heading.page or 0) <= gold.pages_read]
    pairs = matched(gold.headings, known)
    counted = len(known) - _excused(known, pairs, gold.optional)
    parents = parents_of(gold.headings)
    on_page = [(at, one) for at, one in pairs if one.page == gold.headings[at].page]
    placed = sum(_is_under(one, parents[at], gold.headings[at].level, gold.optional) for at, one in on_page)
    both = len(gold.headings) + counted
    return {
        "precision": Share(len(pairs), counted),
        "recall": Share(len(pairs), len(gold.headings)),
        "F1": Share(2 * len(pairs), both),
        "tree F1": Share(2 * placed, both),
        "heading page": Share(len(on_page), len(pairs)),
    }


def matched(gold: Sequence[GoldHeading], found: Sequence[FoundHeading]) -> list[Pair]:
    """Golden headings, by their place, with those found, one to one: on the same page first, then in order."""
    free: defaultdict[str, list[FoundHeading]] = defaultdict(list)
    for heading in found:
        free[heading.hash].append(heading)
    pairs: dict[int, FoundHeading] = {}
    for same_page in (True, False):
        for at, wanted in enumerate(gold):
            rest = free[wanted.hash]
            fit = next((one for one in rest if not same_page or one.page == wanted.page), None)
            if at not in pairs and fit is not None:
                rest.remove(fit)
                pairs[at] = fit
    return sorted(pairs.items())


def parents_of(headings: Sequence[GoldHeading]) -> list[str | None]:
    """The digest of the heading above each one, by levels."""
    parents: list[str | None] = []
    line: list[GoldHeading] = []
    for heading in headings:
        line = [one for one in line if one.level < heading.level]
        parents.append(line[-1].hash if line else None)
        line.append(heading)
    return parents


def _excused(found: Sequence[FoundHeading], pairs: Sequence[Pair], optional: Sequence[GoldHeading]) -> int:
    """How many of the headings that are not golden are optional."""
    others = Counter(one.hash for one in found) - Counter(one.hash for _, one in pairs)
    return (others & Counter(one.hash for one in optional)).total()


def _is_under(found: FoundHeading, parent: str | None, level: int, optional: Sequence[GoldHeading]) -> bool:
    """Whether its parent is right; an optional heading may stand between, or in its place."""
    levels = {one.hash: one.level for one in optional}
    for above in found.above:
        if above == parent:
            return True
        if above not in levels:
            return False
        if levels[above] == level - 1:
            return True
    return parent is None


def _hash(document: ParsedDocument, section: Section) -> str | None:
    if not section.path or not document.text.startswith(section.path[-1], section.start):
        return None  # front matter and contents, which may stand without one
    return digest(document.text[section.start : section.end].partition(_BREAK)[0])


def _page(document: ParsedDocument, section: Section) -> int | None:
    pages = pages_of(document.segments, document.source.pages, section.start, section.start + 1)
    return pages[0].number if pages else None


def _above(document: ParsedDocument, section: Section, hashes: Sequence[str | None]) -> Iterator[str]:
    parent = section.parent
    while parent is not None:
        if own := hashes[parent]:
            yield own
        parent = document.sections[parent].parent
