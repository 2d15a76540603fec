"""From catalogued passages to cited ones."""

from collections.abc import Callable, Sequence

from index.candidates import Candidate
from index.catalogue.reading import Catalogue
from index.catalogue.records import DocumentRecord, PassageRecord
from ingest.document import Mention, Reference
from service.answer import CitedEntity, CitedFootnote, CitedMention, CitedPassage, CitedReference, Quote, Why
from service.citing import cite


def nothing(_: Candidate) -> tuple[Quote, ...]:
    """No quotes: those of what does not answer would mislead."""
    return ()


class Presenter:
    """Looks up what a citation needs; made for one answer, inside one snapshot of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._documents: dict[str, DocumentRecord] = {}
        self._references: dict[str, dict[int, Reference]] = {}

    def present(
        self,
        candidates: Sequence[Candidate],
        quoted: Callable[[Candidate], tuple[Quote, ...]] = nothing,
        *,
        first_rank: int = 1,
        explain: bool = True,
    ) -> tuple[CitedPassage, ...]:
        """Cited passages in the order given."""
        return tuple(
            self.cited(c.passage, rank, quoted(c), _why(c) if explain else None)
            for rank, c in enumerate(candidates, first_rank)
        )

    def cited(
        self, passage: PassageRecord, rank: int = 1, quoted: tuple[Quote, ...] = (), why: Why | None = None
    ) -> CitedPassage:
        notes = self._catalogue.footnotes_within(passage.document_id, passage.start, passage.end)
        mentions = self._catalogue.mentions(passage.document_id, passage.start, passage.end)
        return CitedPassage(
            id=passage.id,
            rank=rank,
            text=passage.text,
            quotes=quoted,
            citation=cite(self._document(passage.document_id), passage),
            mentions=tuple(self._mention(passage, mention) for mention in mentions),
            footnotes=tuple(CitedFootnote(note.marker, note.text) for note in notes),
            entities=tuple(CitedEntity(about.name, about.basis.value) for about in passage.about),
            why=why,
        )

    def _document(self, document: str) -> DocumentRecord:
        if document not in self._documents:
            self._documents[document] = self._catalogue.document(document)
        return self._documents[document]

    def _mention(self, passage: PassageRecord, mention: Mention) -> CitedMention:
        return CitedMention(
            text=mention.text,
            start=mention.start - passage.start,
            end=mention.end - passage.start,
            status=mention.status.value,
            as_printed=self._reference(passage.document_id, mention.reference),
            probably_meant=self._reference(passage.document_id, mention.probably_meant),
            why=mention.why,
        )

    def _reference(self, document: str, ordinal: int | None) -> CitedReference | None:
        if ordinal is None:
            return None
        if document not in self._references:
            self._references[document] = {r.ordinal: r for r in self._catalogue.references(document)}
        entry = self._references[document][ordinal]
        return CitedReference(entry.label, entry.text, entry.url)


def _why(candidate: Candidate) -> Why:
    dense, lexical = candidate.dense, candidate.lexical
    return Why(
        dense_rank=dense.rank if dense else None,
        lexical_rank=lexical.rank if lexical else None,
        matched=candidate.matched,
        boosts=candidate.boosts,
        dense_score=round(dense.score, 6) if dense else None,
        lexical_score=round(lexical.score, 6) if lexical else None,
        score=round(candidate.score, 6),
        rerank_score=None if candidate.rerank_score is None else round(candidate.rerank_score, 6),
    )
