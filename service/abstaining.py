"""When the library does not say: abstaining is better than a wrong citation."""

from collections.abc import Sequence

from index.retrieval import Candidate
from index.scope import Filters
from ingest.numbering import split_number

# Of questions on other subjects that share no word with the library, 95 in 100 stay below this cosine with
# every passage (benchmarks/similarity_floor.py).
SIMILARITY_FLOOR = 0.3
_MOST_SECTIONS_NAMED = 3


def abstention(candidates: Sequence[Candidate], filters: Filters) -> str | None:
    """A sentence that says why there is no answer; None when there is one."""
    if not candidates:
        where = " within these filters" if filters != Filters() else ""
        return f"Not found in this library: it holds no passage{where} that could answer."
    if any(candidate.matched for candidate in candidates) or _is_near(candidates):
        return None
    return f"Not found in this library: no passage shares a word or the subject of the question. {_nearest(candidates)}"


def _is_near(candidates: Sequence[Candidate]) -> bool:
    return any(c.dense is not None and c.dense.score >= SIMILARITY_FLOOR for c in candidates)


def _nearest(candidates: Sequence[Candidate]) -> str:
    names = dict.fromkeys(_name(candidate) for candidate in candidates)
    return f"The nearest passages are in {'; '.join(list(names)[:_MOST_SECTIONS_NAMED])}."


def _name(candidate: Candidate) -> str:
    section = candidate.passage.section
    number, _ = split_number(section.path[-1]) if section.path else (None, "")
    title = f"“{section.title}”" if section.title else candidate.passage.document_id
    return f"section {number}, {title}" if number else title
