"""From gold to what a library returns: passages, pages or documents by id."""

from collections.abc import Iterable, Iterator, Sequence

from evaluation.questions import Gold, Question
from index.catalogue.records import PassageRecord
from index.scope import section_key
from ingest.document import Footnote, Section
from ingest.errors import EvaluationError
from service.answer import CitedPassage
from service.confidence import FIRST
from service.library import Library


def page_id(document: str, page: int) -> str:
    return f"{document}#{page}"


class Resolver:
    """Finds the units that gold names in a library. Documents are read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents = {document.id for document in library.documents()}
        self._read: dict[str, tuple[list[PassageRecord], list[Section], list[Footnote]]] = {}

    def relevant(self, question: Question) -> tuple[str, ...]:
        """Ids of the units that answer the question, best first. Raises EvaluationError."""
        return tuple(dict.fromkeys(unit for gold in question.gold for unit in self.units(gold, question.id)))

    def forbidden(self, question: Question) -> frozenset[str]:
        """Ids of the passages that must not come first, which hold nothing that answers. Raises EvaluationError."""
        named = frozenset(unit for gold in question.forbidden for unit in self.units(gold, question.id))
        return named - frozenset(self.relevant(question))

    def units(self, gold: Gold, question: str) -> list[str]:
        """Ids of the units that one gold names. Raises EvaluationError when there is none."""
        if gold.document not in self._documents:
            raise EvaluationError(f"{question}: document {gold.document!r} is not in the library. Ingest it first.")
        if gold.unit == "document":
            return [gold.document]
        if gold.unit == "page" and gold.page is not None:
            return [page_id(gold.document, gold.page)]
        found = list(self._passages(gold))
        if not found:
            where = f"section {gold.section} of {gold.document}"
            raise EvaluationError(f"{question}: “{gold.snippet}” does not occur in {where}. Copy it verbatim.")
        return found

    def _passages(self, gold: Gold) -> Iterator[str]:
        passages, sections, notes = self._document(gold.document)
        snippet = _folded(gold.snippet or "")
        for passage in passages:
            if not _is_within(passage.section, gold.section or "", sections):
                continue
            marked = [n.text for n in notes if n.anchor is not None and passage.start <= n.anchor < passage.end]
            if any(snippet in _folded(text) for text in ([passage.text] if gold.footnote is None else marked)):
                yield passage.id

    def _document(self, document: str) -> tuple[list[PassageRecord], list[Section], list[Footnote]]:
        if document not in self._read:
            library = self._library
            found = library.passages(document), library.sections(document), library.footnotes(document)
            self._read[document] = found
        return self._read[document]


def _is_within(section: Section, wanted: str, sections: Sequence[Section]) -> bool:
    """Whether a section, or one above it, bears the number or title that is wanted."""
    names = {section_key(name) for name in (section.number, section.title) if name}
    if section_key(wanted) in names:
        return True
    return section.parent is not None and _is_within(sections[section.parent], wanted, sections)


def _folded(text: str) -> str:
    return " ".join(text.split())


def ranking(passages: Iterable[CitedPassage | PassageRecord], unit: str) -> tuple[str, ...]:
    """Ids of the units that ranked passages stand for, each at its first place."""
    return tuple(dict.fromkeys(name for passage in passages for name in _units(passage, unit)))


def cited(passages: Sequence[CitedPassage | PassageRecord], unit: str) -> tuple[str, ...]:
    """Ids of the units that the first five passages lead to: the citations that an answer is judged by."""
    return ranking(passages[:FIRST], unit)


def leads_to(cited: Iterable[str], relevant: Iterable[str]) -> bool:
    """Whether one of the units cited is gold: never, for a question without an answer."""
    return not set(cited).isdisjoint(relevant)


def _units(passage: CitedPassage | PassageRecord, unit: str) -> Iterator[str]:
    document, first, last = _place(passage)
    if unit == "document":
        yield document
    elif unit == "page" and first is not None and last is not None:
        yield from (page_id(document, page) for page in range(first, last + 1))
    elif unit == "passage":
        yield passage.id


def _place(passage: CitedPassage | PassageRecord) -> tuple[str, int | None, int | None]:
    if isinstance(passage, PassageRecord):
        return passage.document_id, passage.first_page, passage.last_page
    pages = passage.citation.pages
    return passage.citation.document.id, pages.first, pages.last
