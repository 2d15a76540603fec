"""The answer and its parts: the same JSON from Python, the command line and HTTP."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of a passage: text == passage.text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """The document that a passage stands in. `source` is the ingested file's name."""

    id: str
    version: int
    title: str | None
    authors: tuple[str, ...]
    year: int | None
    country: str | None
    source: str


@dataclass(frozen=True, slots=True)
class CitedSection:
    """The section that a passage stands in; `path` leads from the chapter down."""

    number: str | None
    title: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedPages:
    """`first` and `last` are physical and 1-based; `labels` are what is printed on the pages.

    `basis` is "pdf" (both known), "contents" (a range of labels by the report's table of contents) or None.
    """

    first: int | None
    last: int | None
    labels: tuple[str, ...]
    basis: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage stands, and how to cite it."""

    document: CitedDocument
    section: CitedSection
    pages: CitedPages
    locator: str
    in_text: str
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class CitedReference:
    """An entry of the report's own list of references."""

    label: str | None
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class CitedMention:
    """An in-text citation within a passage; offsets are those of the passage's text."""

    text: str
    start: int
    end: int
    status: str
    as_printed: CitedReference | None
    probably_meant: CitedReference | None
    why: str | None


@dataclass(frozen=True, slots=True)
class CitedFootnote:
    """A footnote whose marker stands in the passage."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class CitedEntity:
    """A territory that a passage is about; `basis` is named, carried or section, or edited: as a person says."""

    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage was found: ranks from 1 and scores of both searches, and the words that it shares."""

    dense_rank: int | None
    lexical_rank: int | None
    matched: tuple[str, ...]
    boosts: tuple[str, ...]
    dense_score: float | None
    lexical_score: float | None
    score: float
    rerank_score: float | None = None


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with its citation. `why` is None where nobody asked for it."""

    id: str
    rank: int
    text: str
    quotes: tuple[Quote, ...]
    citation: Citation
    mentions: tuple[CitedMention, ...]
    footnotes: tuple[CitedFootnote, ...]
    entities: tuple[CitedEntity, ...]
    why: Why | None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the question was taken to ask, each in its order. `language` is None where it is not known.

    `entities` are the territories that it names, `excluded` those that it takes out; `organisations`, `numbers` with
    their units and quoted `phrases` are as written. `sections` are numbers, and titles whose words it holds.
    """

    language: str | None
    entities: tuple[str, ...]
    excluded: tuple[str, ...]
    organisations: tuple[str, ...]
    numbers: tuple[str, ...]
    years: tuple[int, ...]
    phrases: tuple[str, ...]
    sections: tuple[str, ...]
    filters: dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """Cited passages, or with `answered` false an abstention and the nearest passages.

    `confidence` is None for a model without a fitted calibration.
    """

    question: str
    answered: bool
    abstention: str | None
    confidence: float | None
    interpretation: Interpretation
    passages: tuple[CitedPassage, ...]
    took_ms: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked passages without an answer."""

    query: str
    mode: str
    offset: int
    hits: tuple[CitedPassage, ...]
    took_ms: float


@dataclass(frozen=True, slots=True)
class PassageView:
    """A permalink's target: the passage, and the ids of those before and after it."""

    passage: CitedPassage
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """The library can answer: its generation, the one that is searched, the number of its documents, and its model.

    `indexed` is smaller than `generation` while another process is writing.
    """

    generation: int
    indexed: int
    documents: int
    model: str | None
    status: str = "ready"
