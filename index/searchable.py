"""What is searched of a passage: the same for embedding and for lexical search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from index.analysis import analyse
from index.embedding.embedder import Embeddable
from index.engines.protocols import LexicalEntry
from index.scope import DEFAULT_LANGUAGE, Attributes, section_keys
from ingest.document import Footnote, Section

# Fields of the lexical index, and what a match in each counts.
FIELD_WEIGHTS: Mapping[str, float] = {"heading": 0.5, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Searchable:
    """A passage as search sees it: the path of its section, its text, and the notes marked in it."""

    path: tuple[str, ...]
    text: str
    notes: tuple[str, ...]
    attributes: Attributes

    @property
    def input_hash(self) -> str:
        """Changes when a vector made from this passage would change."""
        parts = "\0".join([*self.path, "", self.text, *self.notes])
        return blake2b(parts.encode(), digest_size=16).hexdigest()

    def embeddables(self) -> list[Embeddable]:
        """The passage, and each of its notes, under the path of its section."""
        context = " > ".join(self.path)
        return [Embeddable(context, part) for part in (self.text, *self.notes)]

    def lexical_entry(self, entry: int) -> LexicalEntry:
        language = self.attributes.language
        fields = {"heading": "\n".join(self.path), "body": "\n".join((self.text, *self.notes))}
        terms = {name: [(t.text, t.position) for t in analyse(text, language)] for name, text in fields.items()}
        return LexicalEntry(entry, terms, self.attributes)


def searchable(
    document: str,
    sections: Sequence[Section],
    notes: Iterable[Footnote],
    section: int,
    start: int,
    end: int,
    text: str,
    language: str = DEFAULT_LANGUAGE,
) -> Searchable:
    """The passage of `text` at `start` to `end`, in the section of that ordinal."""
    marked = tuple(n.text for n in notes if n.anchor is not None and start <= n.anchor < end)
    lineage = [(s.number, s.title) for s in _lineage(sections, section)]
    return Searchable(sections[section].path, text, marked, Attributes(document, section_keys(lineage), language))


def _lineage(sections: Sequence[Section], ordinal: int) -> list[Section]:
    """The section and those above it, from the top down."""
    above = sections[ordinal].parent
    return [*(_lineage(sections, above) if above is not None else []), sections[ordinal]]
