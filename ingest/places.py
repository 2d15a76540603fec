"""Countries by name or code."""

from functools import cache

import pycountry

# What reports call countries whose ISO name is another one.
_COMMON_NAMES = {
    "czech republic": "CZ",
    "united kingdom": "GB",
    "uk": "GB",
    "greece": "GR",
    "el": "GR",
    "turkey": "TR",
}


@cache
def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or code in any case; None for anything else."""
    wanted = name.strip(" .,").casefold()
    if wanted in _COMMON_NAMES:
        return _COMMON_NAMES[wanted]
    return _codes().get(wanted)


@cache
def _codes() -> dict[str, str]:
    codes = {}
    for country in pycountry.countries:
        names = (
            getattr(country, key, None)
            for key in ("name", "official_name", "common_name", "alpha_2", "alpha_3")
        )
        codes.update({name.casefold(): country.alpha_2 for name in names if name})
    return codes
