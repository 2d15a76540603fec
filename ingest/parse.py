"""From a source to a document: the one pure function that the rest of ingest serves."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import split_blocks
from ingest.contents import find_contents
from ingest.definitions import find_definitions
from ingest.document import Footnote, ParsedDocument, Passage, Reference, Section, SectionKind
from ingest.entities import attribute
from ingest.footnotes import bind, markers
from ingest.gazetteer import Gazetteer
from ingest.headings import find_headings
from ingest.layout import Layout, Unit, lay_out_blocks
from ingest.manifest import own_entities
from ingest.mentions import find_mentions
from ingest.metadata import read_metadata
from ingest.passages import Part, join_short, split_unit
from ingest.references import is_prose, is_remark, read_reference
from ingest.segments import pages_of, source_ranges
from ingest.sentences import ends_sentence
from ingest.source import Source, SourcePage
from ingest.territories import Kind
from ingest.titles import letters

_LABELLED = re.compile(r"[^\W\d][\w /()-]{1,60}:\s")
# Changes whenever the same file would be taken apart differently: it is then read anew on the next ingest.
PARSER_VERSION = 9
_LONGEST_COVER_LINE = 12
_LEAST_COVERAGE = 0.7
# Less than this is a cover or a form, of which little can be said.
_SHORTEST_REPORT = 500
# Of footnotes in a warning.
_MOST_NAMED = 10


def parse(source: Source, stated: Mapping[str, object] | None = None) -> ParsedDocument:
    """Take a report apart. Pure: the same source gives the same document.

    `stated`: what a manifest says of it; its country and its own entities decide what passages are about.
    """
    layout, notices = _lay_out(source)
    sections = _with_body(layout)
    metadata, origins = read_metadata(source, layout.text, sections)
    known = {**metadata, **(stated or {})}
    entries = dict(_references(layout, sections, source))
    references = tuple(entries.values())
    units = [unit for unit in _spoken(layout, sections, metadata, source) if unit not in entries]
    parts = _parts(layout, units, source.pages, metadata.get("country"))
    passages = _with_entities(layout, sections, list(_passages(layout, parts)), known)
    running = _running_text(passages, sections)
    return ParsedDocument(
        source=source,
        text=layout.text,
        segments=layout.segments,
        sections=sections,
        passages=passages,
        footnotes=_footnotes(layout),
        references=references,
        mentions=find_mentions(layout.text, references, running),
        definitions=find_definitions(layout.text, running, _language(known)),
        metadata=metadata,
        origins=origins,
        warnings=(*source.warnings, *notices, *_coverage(layout, entries, passages)),
    )


def _lay_out(source: Source) -> tuple[Layout, list[str]]:
    """The layout, with notes that have no marker left where they are, and what is to be told of it."""
    blocks = split_blocks(source)
    contents = find_contents(source.text, blocks)
    headings = find_headings(blocks, contents, paged=bool(source.pages))
    layout = lay_out_blocks(source, blocks, contents, headings)
    bound = zip(layout.notes, _footnotes(layout), strict=True)
    loose = {body.at: body.marker for body, note in bound if note.anchor is None}
    if loose:
        layout = lay_out_blocks(source, blocks, contents, headings, loose)
    return layout, list(_warnings(headings, loose.values(), source))


def _with_body(layout: Layout) -> tuple[Section, ...]:
    """Without a heading in its body, what seemed to be front matter is the report itself."""
    if any(section.kind is SectionKind.BODY for section in layout.sections):
        return layout.sections
    return tuple(
        replace(section, kind=SectionKind.BODY, title="", path=()) if section.kind is SectionKind.FRONT else section
        for section in layout.sections
    )


def _spoken(
    layout: Layout, sections: Sequence[Section], metadata: Mapping[str, object], source: Source
) -> Iterator[Unit]:
    """The units that say something. Of a source with pages nothing is left out: its lines tell too little."""
    for unit in layout.units:
        text = layout.text[unit.start : unit.end]
        kind = sections[unit.section].kind
        is_cover = kind is SectionKind.FRONT and not source.pages and _is_cover_line(text, metadata)
        is_silent = kind is SectionKind.REFERENCES and not (source.pages or ends_sentence(text) or is_prose(text))
        if not (is_cover or is_silent or (kind is SectionKind.REFERENCES and is_remark(text))):
            yield unit


def _passages(layout: Layout, parts: Iterable[Part]) -> Iterator[Passage]:
    captions = _captions(layout)
    for ordinal, part in enumerate(join_short(layout.text, parts)):
        start, caption = captions.get(part.table, (part.start, None))
        yield Passage(ordinal, part.section, part.start, part.end, caption=caption if part.start > start else None)


def _captions(layout: Layout) -> dict[int | None, tuple[int, str]]:
    """For each table where it begins, and what stands above its rows."""
    tables: dict[int | None, tuple[int, str]] = {}
    for unit in layout.units:
        if unit.table is not None and unit.lead_in and unit.table not in tables:
            tables[unit.table] = unit.start, layout.text[unit.start : unit.start + unit.lead_in].strip()
    return tables


def _with_entities(
    layout: Layout, sections: Sequence[Section], passages: Sequence[Passage], known: Mapping[str, object]
) -> tuple[Passage, ...]:
    gazetteer = Gazetteer.default().with_own(own_entities(known))
    country = known.get("country")
    about = attribute(layout.text, sections, passages, gazetteer, country if isinstance(country, str) else None)
    return tuple(replace(passage, about=entities) for passage, entities in zip(passages, about, strict=True))


def _parts(layout: Layout, units: Iterable[Unit], pages: Sequence[SourcePage], country: object) -> Iterator[Part]:
    """What passages are made of. Of a manifest's entities nothing is asked: passages depend on the text alone."""
    for unit in units:
        for start, end in split_unit(layout.text[unit.start : unit.end], lead_in=unit.lead_in, turns=unit.turns):
            span = unit.start + start, unit.start + end
            names = _names(layout.text[slice(*span)], country)
            yield Part(unit.section, pages_of(layout.segments, pages, *span), *span, names, unit.table)


def _names(text: str, country: object) -> frozenset[str]:
    found = Gazetteer.default().find(text, country if isinstance(country, str) else None)
    return frozenset(name.entity for name in found if name.kind in (Kind.NAME, Kind.ADJECTIVE))


def _language(known: Mapping[str, object]) -> str | None:
    language = known.get("language")
    return language if isinstance(language, str) else None


def _running_text(passages: Sequence[Passage], sections: Sequence[Section]) -> list[tuple[int, int]]:
    """Where others are cited and names explained; front matter says how to cite the report itself."""
    return [(p.start, p.end) for p in passages if sections[p.section].kind is not SectionKind.FRONT]


def _is_cover_line(text: str, metadata: Mapping[str, object]) -> bool:
    """Titles and country names on a cover say nothing; "Author: …" and sentences do."""
    title = f"{metadata.get('title', '')}{metadata.get('subtitle', '')}"
    says = (
        ends_sentence(text) or _LABELLED.match(text) or text.startswith("©") or len(text.split()) > _LONGEST_COVER_LINE
    )
    return not says or letters(text) == letters(title)


def _references(layout: Layout, sections: Sequence[Section], source: Source) -> Iterator[tuple[Unit, Reference]]:
    ordinal = 0
    for unit in layout.units:
        if sections[unit.section].kind is SectionKind.REFERENCES:
            reference = read_reference(ordinal, unit.start, unit.end, layout.text[unit.start : unit.end])
            if reference:
                yield unit, replace(reference, url=_address(reference.url, _linked(layout, source, unit)))
                ordinal += 1


def _linked(layout: Layout, source: Source, unit: Unit) -> list[str]:
    """The addresses of the links in a unit."""
    ranges = source_ranges(layout.segments, unit.start, unit.end) if source.links else []
    return [link.url for low, high in ranges for link in source.links if low < link.end and link.start < high]


def _address(printed: str | None, linked: Sequence[str]) -> str | None:
    """The address that is printed, whole where a link has more of it; else that of the first link."""
    if printed is None:
        return next(iter(linked), None)
    return next((url for url in linked if url.startswith(printed)), printed)


def _footnotes(layout: Layout) -> tuple[Footnote, ...]:
    """The notes with the places of their markers; that of a heading is where the text below it begins."""
    found = [
        (source_ranges(layout.segments, start, end)[0][0], name, start) for start, end, name in markers(layout.text)
    ]
    below = [(at, name, layout.units[unit].start) for at, name, unit in layout.titled if unit < len(layout.units)]
    places = sorted(place for place in (*found, *below) if place[0] not in layout.loose)
    bound = bind(layout.notes, [(at, name) for at, name, _ in places])
    return tuple(
        Footnote(note.marker, note.text, note.segments, None if index is None else places[index][2])
        for note, index in zip(layout.notes, bound, strict=True)
    )


def _warnings(headings: Sequence[object], loose: Iterable[str], source: Source) -> Iterator[str]:
    if not headings and not source.pages:
        yield (
            "no headings found: passages can be cited by document only; "
            "number the headings (2.1 Title) or mark them as in Markdown (## Title)"
        )
    names = list(loose)
    if len(names) == 1:
        yield f"footnote {names[0]} has no marker in the text and stays where it is"
    elif names:
        shown = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        yield f"{len(names)} footnotes have no marker in the text and stay where they are: {shown}"


def _coverage(layout: Layout, entries: Container[Unit], passages: Sequence[Passage]) -> Iterator[str]:
    """A warning where much of the text, or all of it, can neither be searched nor cited."""
    if not passages:
        yield (
            "holds no passage: all of its text is headings, contents or references, "
            "and nothing of that can be found or cited"
        )
        return
    text = sum(unit.end - unit.start for unit in layout.units if unit not in entries)
    share = sum(passage.end - passage.start for passage in passages) / max(text, 1)
    if text >= _SHORTEST_REPORT and share < _LEAST_COVERAGE:
        yield f"passages cover only {share:.0%} of the text; headings or full stops may be missing"
