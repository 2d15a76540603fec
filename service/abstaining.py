"""When the library does not say: abstaining is better than a wrong citation."""

from collections.abc import Sequence

from index.candidates import Candidate
from index.fitted import Fitted
from index.scope import Filters
from service.citing import section_locator
from service.filtering import shown

_MOST_SECTIONS_NAMED = 3


def abstention(
    candidates: Sequence[Candidate],
    filters: Filters,
    constants: Fitted,
    *,
    empty: bool = False,
    absent: Sequence[str] = (),
) -> str | None:
    """A sentence that says why there cannot be an answer; None when there may be one. `empty`: there are no documents.

    `constants`: the model's, which tell from which cosine on a passage without a word of the question may be on its
    subject; `absent`: the entities asked for, where the library holds nothing about them.
    """
    if empty:
        return "Not found: this library is empty. Add reports with: pincite ingest PATH"
    if not candidates and filters != Filters():
        return f"Not found in this library: no passage lies within the filters ({_named(filters)}). Widen or drop one."
    if not candidates:
        return "Not found in this library: no passage shares a word or the subject of the question."
    if absent:
        return doubt(candidates, f"it holds nothing about {' or '.join(absent)}")
    if any(candidate.matched for candidate in candidates) or _is_near(candidates, constants):
        return None
    return doubt(candidates, "no passage shares a word or the subject of the question")


def doubt(candidates: Sequence[Candidate], why: str) -> str:
    """A sentence that says why none of the candidates is taken for an answer, and where the nearest of them are."""
    return f"Not found in this library: {why}. {_nearest(candidates)}"


def _is_near(candidates: Sequence[Candidate], constants: Fitted) -> bool:
    near = ((c.dense.score, constants.floor(crossing=c.query.crossing)) for c in candidates if c.dense)
    return any(constants.similarity_floor is None or score >= floor for score, floor in near)


def _named(filters: Filters) -> str:
    return ", ".join(shown(filters))


def _nearest(candidates: Sequence[Candidate]) -> str:
    several = len({candidate.passage.document_id for candidate in candidates}) > 1
    names = dict.fromkeys(_name(candidate, with_document=several) for candidate in candidates)
    return f"The nearest passages are in {'; '.join(list(names)[:_MOST_SECTIONS_NAMED])}."


def _name(candidate: Candidate, *, with_document: bool) -> str:
    section, document = candidate.passage.section, candidate.passage.document_id
    name = section_locator(section)
    if not name:
        return document
    if section.number and section.title:
        name = f"{name}, “{section.title}”"
    return f"{name} of {document}" if with_document else name
