"""The country that a report is about: named by its title or its cover, or by nearly all of its text."""

from collections import Counter
from collections.abc import Iterable

from ingest.gazetteer import Found, Gazetteer
from ingest.places import country_code, country_in, country_name
from ingest.territories import Kind

_LONGEST_LINE = 60
_SHORTEST = 4
# So many names of a country's territories, so densely, and so large a part of those of all countries.
_FEWEST, _LEAST_DENSITY, _LEAST_SHARE = 10, 1 / 600, 0.8
_CHARACTERS = 200_000


def country_of_title(title: str, subtitle: str) -> str | None:
    """A country that ends the title or the subtitle, or the only one that they name."""
    ends = [part.rpartition(":")[2].rpartition(" - ")[2] for part in (subtitle, title)]
    whole = f"{title}. {subtitle}"
    return next((code for code in map(_code, ends) if code), None) or country_in(whole) or _only(whole)


def country_of_lines(lines: Iterable[str]) -> str | None:
    """A country that stands alone on a line, or behind a label."""
    short = [line for line in lines if len(line) <= _LONGEST_LINE]
    names = (*short, *(line.rpartition(":")[2] for line in short if ":" in line))
    return next((code for code in map(_code, names) if code), None)


def country_of_text(text: str) -> str | None:
    """The country that by far the most names of territories in a text point at."""
    part = text[:_CHARACTERS]
    counts = Counter(code for found in Gazetteer.default().find(part) if (code := _of_name(found)))
    if not counts:
        return None
    (code, count), total = counts.most_common(1)[0], counts.total()
    is_dense = count >= max(_FEWEST, _LEAST_DENSITY * len(part.split()))
    return code if is_dense and count >= _LEAST_SHARE * total else None


def _code(name: str) -> str | None:
    """The country that a text names and nothing else, in any language of the gazetteer."""
    name = name.strip(" .,()")
    if len(name) < _SHORTEST:
        return None
    found = Gazetteer.default().find(name)
    is_whole = len(found) == 1 and found[0].end - found[0].start == len(name) and found[0].kind is Kind.NAME
    return country_code(name) or (_of_country(found[0]) if is_whole else None)


def _only(text: str) -> str | None:
    codes = {code for found in Gazetteer.default().find(text) if (code := _of_name(found))}
    return codes.pop() if len(codes) == 1 else None


def _of_name(found: Found) -> str | None:
    if found.kind not in (Kind.NAME, Kind.ADJECTIVE) or len(found.candidates) > 1:
        return None
    return Gazetteer.default().entities[found.entity].country


def _of_country(found: Found) -> str | None:
    """The country itself: a region on a line of its own may be that of an office."""
    code = Gazetteer.default().entities[found.entity].country
    return code if code and country_name(code) == found.entity else None
