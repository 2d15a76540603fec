"""What kind of answer a question expects, and whether a passage holds one of the kind."""

import re
from enum import StrEnum


class Expected(StrEnum):
    """A quantity, or a time."""

    NUMBER = "number"
    TIME = "time"


_QUESTIONS = {
    Expected.NUMBER: re.compile(
        r"\bhow (?:many|much|often|large|big|high)\b"
        r"|\b(?:what|which) (?:(?:is|was|are|were) )?(?:the )?(?:total )?"
        r"(?:share|percentage|proportion|number|amount|budget|sum|cost)\b"
        r"|\bcombien\b|\bquel(?:le)? (?:part|pourcentage|proportion|nombre|montant|somme|budget)\b"
        r"|\bhoeveel\b|\bwelk (?:aandeel|percentage|bedrag|aantal|budget)\b"
        r"|\bwie ?viele?\b|\bwelche[rs]? (?:anteil|prozentsatz|betrag|summe|budget)\b"
        r"|\bcu[aá]nt[oa]s?\b|\bquant[oiae]s?\b|\bile\b",
        re.I,
    ),
    Expected.TIME: re.compile(
        r"\bwhen\b|\b(?:what|which) (?:year|date|month|day)\b|\bhow long ago\b"
        r"|\bquand\b|\bquelle (?:année|date)\b|\bwanneer\b|\bwelk jaar\b|\bwann\b|\bwelchem? jahr\b"
        r"|\bcu[aá]ndo\b|\bquando\b|\bkiedy\b",
        re.I,
    ),
}
# A parenthesis with a year cites; what else has digits may be a quantity, unless it is a year or part of a name.
_CITATION = re.compile(r"\([^()]*\b(?:19|20)\d{2}[a-z]?\b[^()]*\)")
_YEAR = r"(?:19|20)\d{2}\b"
_ANSWERS = {
    Expected.NUMBER: re.compile(rf"(?<![\w.,/(–-])(?!{_YEAR}(?![ .,]\d{{3}}))\d[\d .,\u00a0\u202f]*(?![\w/-])"),
    Expected.TIME: re.compile(rf"\b{_YEAR}"),
}


def expected(question: str) -> Expected | None:
    """The kind of answer that a question expects; None where any will do."""
    return next((kind for kind, pattern in _QUESTIONS.items() if pattern.search(question)), None)


def holds(text: str, kind: Expected) -> bool:
    """Whether a text holds a quantity, or a time, of its own: not that of a publication which it cites."""
    return bool(_ANSWERS[kind].search(_CITATION.sub("", text)))
