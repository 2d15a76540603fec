"""What is searched of a passage: the same for embedding and for lexical search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from index.analysis import analyse
from index.embedding.embedder import Embeddable
from index.engines.protocols import LexicalEntry
from index.scope import DEFAULT_LANGUAGE, Attributes, section_keys
from ingest.document import Footnote, Section
from ingest.metadata import Metadata
from ingest.places import country_name

# Fields of the lexical index, and what a match in each counts.
FIELD_WEIGHTS: Mapping[str, float] = {"heading": 0.5, "body": 1.0}
_MOST_WORDS_OF_A_SUBJECT = 16


@dataclass(frozen=True, slots=True)
class Report:
    """A document as its passages need it: `subject` is what all of it is about, `language` that of its words."""

    id: str
    subject: str
    language: str


def report_of(document: str, metadata: Metadata) -> Report:
    """The subject of a report on a country is the country, else its title."""
    subject = country_name(metadata.country) if metadata.country else metadata.title or ""
    words = " ".join(subject.split()[:_MOST_WORDS_OF_A_SUBJECT])
    return Report(document, words, metadata.language or DEFAULT_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Searchable:
    """A passage as search sees it.

    `title` is that of its section, `path` leads there, `notes` are marked in its text; `subject`: see `Report`;
    `caption`: that of a table whose rows go on here, with the rows that name its columns.
    """

    subject: str
    title: str
    path: tuple[str, ...]
    text: str
    notes: tuple[str, ...]
    attributes: Attributes
    caption: str | None = None

    @property
    def context(self) -> str:
        """What a passage says only by where it stands. More of the path than the title takes more than it gives."""
        return ": ".join(dict.fromkeys(filter(None, (self.subject, self.title, self.caption))))

    @property
    def input_hash(self) -> str:
        """Changes when a vector made from this passage would change."""
        parts = "\0".join([self.context, self.text, *self.notes])
        return blake2b(parts.encode(), digest_size=16).hexdigest()

    def embeddables(self) -> list[Embeddable]:
        """The passage, and each of its notes, in its context."""
        return [Embeddable(self.context, part) for part in (self.text, *self.notes)]

    def lexical_entry(self, entry: int) -> LexicalEntry:
        language = self.attributes.language
        headings = (*self.path, self.caption) if self.caption else self.path
        fields = {"heading": "\n".join(headings), "body": "\n".join((self.text, *self.notes))}
        terms = {name: [(t.text, t.position) for t in analyse(text, language)] for name, text in fields.items()}
        return LexicalEntry(entry, terms, self.attributes)


def searchable(
    report: Report,
    sections: Sequence[Section],
    notes: Iterable[Footnote],
    section: int,
    start: int,
    end: int,
    text: str,
    entities: tuple[str, ...] = (),
    caption: str | None = None,
) -> Searchable:
    """The passage of `text` at `start` to `end`, in the section of that ordinal; `entities`: see `Attributes`."""
    marked = tuple(n.text for n in notes if n.anchor is not None and start <= n.anchor < end)
    lineage = [(s.number, s.title) for s in _lineage(sections, section)]
    attributes = Attributes(report.id, section_keys(lineage), report.language, entities)
    return Searchable(
        report.subject, sections[section].title, sections[section].path, text, marked, attributes, caption
    )


def _lineage(sections: Sequence[Section], ordinal: int) -> list[Section]:
    """The section and those above it, from the top down."""
    above = sections[ordinal].parent
    return [*(_lineage(sections, above) if above is not None else []), sections[ordinal]]
