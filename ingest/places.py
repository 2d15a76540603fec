"""Countries by name or code."""

import re
from functools import cache

import pycountry

# What reports call countries whose ISO name is another one.
_COMMON_NAMES = {
    "czech republic": "CZ",
    "united kingdom": "GB",
    "great britain": "GB",
    "uk": "GB",
    "greece": "GR",
    "el": "GR",
    "turkey": "TR",
}
_SHORTEST_NAME = 4
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*+(?:(?: (?:of|and|the))? [^\W\d_a-z][\w’'-]*+)*")


@cache
def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or code in any case; None for anything else."""
    wanted = name.strip(" .,").casefold().removeprefix("the ")
    if wanted in _COMMON_NAMES:
        return _COMMON_NAMES[wanted]
    return _codes().get(wanted)


def country_in(title: str) -> str | None:
    """The one country that a title names, by its last words or its words with capitals; None if not just one."""
    names = [m.group() for m in _CAPITALISED.finditer(title)]
    words = [word for name in names for word in (name, *name.split())]
    codes = {code for word in words if len(word) >= _SHORTEST_NAME and (code := country_code(word))}
    return codes.pop() if len(codes) == 1 else None


def country_name(code: str) -> str:
    """The English name in everyday use of an ISO 3166-1 alpha-2 code; the code itself where it is none."""
    country = pycountry.countries.get(alpha_2=code)
    return str(getattr(country, "common_name", country.name)) if country else code


@cache
def _codes() -> dict[str, str]:
    codes = {}
    for country in pycountry.countries:
        names = (getattr(country, key, None) for key in ("name", "official_name", "common_name", "alpha_2", "alpha_3"))
        codes.update({name.casefold(): country.alpha_2 for name in names if name})
    return codes
