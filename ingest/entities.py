"""Which territories a passage is about: by its own words, by what precedes it, and by the titles above it.

A passage is read by its paragraphs. Each name in a paragraph has a weight; those that weigh enough are its topics.
A paragraph that has none goes on with the topics of the one before it in its section.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import About, Basis, Passage, Section, SectionKind
from ingest.gazetteer import Found, Gazetteer
from ingest.negation import is_coordinated, is_negated
from ingest.sentences import sentence_spans
from ingest.territories import Kind

_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.S)
# How many words may stand before a name that opens its sentence: "Innovation in VET in the Flemish Community". It
# stands in the first half as well: "Some come from Wallonia" does not open with it.
_OPENING_WORDS = 6
_OPENING, _MIDDLE, _REPEATED = 2.0, 1.0, 0.25
# What a name counts beside others: the country of the report and the Union are the background of all that is said.
_OWN_COUNTRY, _UNION, _ORGANISATION, _ASIDE = 0.5, 0.3, 0.75, 0.2
# A topic weighs so much, and so much of what the heaviest weighs; where nothing else is known, less will do.
_TOPIC, _SHARE, _ANYTHING = 1.0, 0.4, 0.5
# A parenthesis with a year, or a pointer elsewhere, cites.
_CITING = re.compile(r"\([^()]*\b(?:(?:19|20)\d{2}[a-zA-Z]?|see|cf)\b[^()]*\)")
# What is only compared with.
_COMPARED = re.compile(
    r"\b(?:unlike|(?:as|like) (?:in|that of|those of)|contrary to|in contrast (?:to|with)|compared (?:to|with)|"
    r"similar to|than|modelled on|inspired by|contrairement (?:à|au|aux)|comme (?:en|à)|à l['’]instar d[eu]|"
    r"par rapport (?:à|au|aux)|anders dan|zoals in|in tegenstelling tot|vergeleken met|anders als|wie in|"
    r"im gegensatz zu[mr]?|im vergleich (?:zu[mr]?|mit))"
    r"(?: (?:in|en|the|la|le|les|de|het|der|die|that|those|of))*(?: l['’])?\s*$",
    re.I,
)
# A paragraph that looks at the whole, or speaks of the report itself, does not go on with what precedes it.
_WHOLE = re.compile(
    r"(?:overall|in (?:general|conclusion|summary|short)|to (?:conclude|sum up)|generally|across the|"
    r"(?:this|the (?:following|present|next|previous)) (?:text|chapter|section|report|document|perspective)|"
    r"at (?:national|federal|country) level|nationally|en (?:conclusion|résumé|général)|globalement|"
    r"(?:ce|le présent) (?:chapitre|rapport)|over het algemeen|algemeen|samengevat|tot slot|dit (?:hoofdstuk|rapport)|"
    r"insgesamt|im allgemeinen|zusammenfassend|diese[rs]? (?:kapitel|bericht))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Topics:
    """Entities by weight. `leading`: those whose turn it is from here on; none where the paragraph goes on."""

    weights: Mapping[str, float]
    leading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A name with its weight; whether it opens its sentence, and whether it can lead."""

    found: Found
    weight: float
    opens: bool
    can_lead: bool


def attribute(
    text: str,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    gazetteer: Gazetteer,
    country: str | None = None,
) -> tuple[tuple[About, ...], ...]:
    """What each passage is about, the weightiest first. `country`: ISO code of the report's own.

    The whole country is background: it counts half beside its parts. Front matter is about nothing.
    """
    reader = _Reader(gazetteer, country)
    titled = {section.ordinal: reader.titled(sections, section) for section in sections}
    carried: tuple[str, ...] = ()
    section: int | None = None
    found = []
    for passage in passages:
        if passage.section != section:
            section, carried = passage.section, ()
        about: tuple[About, ...] = ()
        if sections[passage.section].kind is SectionKind.BODY:
            about, carried = reader.passage(text[passage.start : passage.end], carried, titled[passage.section])
        found.append(about)
    return tuple(found)


class _Reader:
    """Reads paragraphs of a report on a country."""

    def __init__(self, gazetteer: Gazetteer, country: str | None) -> None:
        self._gazetteer = gazetteer
        self._country = country
        self._own = {
            name for name, e in gazetteer.entities.items() if country and e.country == country and not e.part_of
        }
        self._unions = {name for name, e in gazetteer.entities.items() if e.is_union}

    def titled(self, sections: Sequence[Section], section: Section) -> tuple[str, ...]:
        """The entities in the nearest title that names any, but for the background."""
        found = self._gazetteer.find(section.title, self._country)
        named = dict.fromkeys(one.entity for one in found if self._is_certain(one))
        parts = tuple(name for name in named if name not in self._own and name not in self._unions)
        if parts or section.parent is None:
            return parts
        return self.titled(sections, sections[section.parent])

    def passage(
        self, text: str, carried: tuple[str, ...], titled: tuple[str, ...]
    ) -> tuple[tuple[About, ...], tuple[str, ...]]:
        """What a passage is about, and what goes on after it."""
        weights: defaultdict[str, float] = defaultdict(float)
        going_on: dict[str, None] = {}
        for paragraph in _PARAGRAPH.findall(text):
            if _WHOLE.match(paragraph.strip()):
                carried = ()
            topics = self._topics(paragraph, alone=not (carried or titled))
            if not topics.leading:
                going_on.update(dict.fromkeys(carried))
            for name, weight in topics.weights.items():
                weights[name] += weight
            carried = topics.leading or carried or tuple(topics.weights)
        named = sorted(weights, key=lambda name: -weights[name])
        # A title says nothing of what its passages say more exactly.
        above = frozenset[str]().union(*(self._gazetteer.ancestors(name) for name in (*named, *going_on)))
        return _about(named, going_on, [name for name in titled if name not in above]), carried

    def _topics(self, paragraph: str, *, alone: bool) -> _Topics:
        """`alone`: nothing is known of the paragraph but its own words."""
        weighed = list(self._weighed(paragraph))
        named: defaultdict[str, list[float]] = defaultdict(list)
        for one in weighed:
            named[one.found.entity].append(one.weight)
        scores = {name: max(w) + _REPEATED * (sum(w) - max(w)) for name, w in named.items()}
        heaviest = max(scores.values(), default=0.0)
        least = max(_ANYTHING if alone and heaviest < _TOPIC else _TOPIC, _SHARE * heaviest)
        ranked = sorted((name for name in scores if scores[name] >= least), key=lambda name: -scores[name])
        leading = _leading(paragraph, [one for one in weighed if one.can_lead and one.found.entity in ranked])
        return _Topics({name: scores[name] for name in ranked}, leading)

    def _weighed(self, paragraph: str) -> Iterator[_Weighed]:
        found = [one for one in self._gazetteer.find(paragraph, self._country) if self._is_certain(one)]
        citing = [match.span() for match in _CITING.finditer(paragraph)]
        for number, (start, end) in enumerate(sentence_spans(paragraph)):
            for one in (one for one in found if start <= one.start < end):
                before = paragraph[start : one.start]
                opens = len(before.split()) < _OPENING_WORDS and len(before) <= (end - start) / 2
                aside = _is_aside(before) or any(a <= one.start < b for a, b in citing)
                weight = (_OPENING if opens else _MIDDLE) * self._worth(one) * (_ASIDE if aside else 1)
                yield _Weighed(one, weight, opens, (opens or number == 0) and not aside)

    def _worth(self, found: Found) -> float:
        worth = _ORGANISATION if found.kind is Kind.ORGANISATION else 1.0
        if found.entity in self._own:
            return worth * _OWN_COUNTRY
        return worth * _UNION if found.entity in self._unions else worth

    def _is_certain(self, found: Found) -> bool:
        return len(found.candidates) == 1


def _about(named: Iterable[str], carried: Iterable[str], titled: Iterable[str]) -> tuple[About, ...]:
    """Each entity once, on the best basis."""
    about: dict[str, About] = {}
    for basis, names in ((Basis.NAMED, named), (Basis.CARRIED, carried), (Basis.SECTION, titled)):
        for name in names:
            about.setdefault(name, About(name, basis))
    return tuple(about.values())


def _leading(paragraph: str, weighed: Sequence[_Weighed]) -> tuple[str, ...]:
    """What opens a sentence; else what the first sentence names first, with what is coordinated with it."""
    opening = dict.fromkeys(one.found.entity for one in weighed if one.opens)
    if opening or not weighed:
        return tuple(opening)
    leading = [weighed[0].found]
    for one in weighed[1:]:
        if not is_coordinated(paragraph[leading[-1].end : one.found.start]):
            break
        leading.append(one.found)
    return tuple(dict.fromkeys(found.entity for found in leading))


def _is_aside(before: str) -> bool:
    return is_negated(before) or bool(_COMPARED.search(before))
