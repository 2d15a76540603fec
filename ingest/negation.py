"""Words that take a name out of what is spoken of: "outside Flanders", "hors de Bruxelles"."""

import re

_PREPOSITION = r"(?:\s+(?:in|within|for|from|at|about|en|dans|à|au|aux|pour|binnen|voor|uit|aus|für|em))?"
_ARTICLE = r"(?:\s+(?:the|la|le|les|het|de|der|die|das|dem|den|of|von|van|du|el|il|della|do|da))*\s*(?:\bl['’])?"
_NEGATION = re.compile(
    r"\b(?:outside|beyond|except(?:ing)?|excluding|without|(?:other|rather)\s+than|(?:apart|aside)\s+from|instead\s+of|"
    r"with\s+the\s+exception|(?:everywhere|anywhere|all(?:\s+\w+)?)\s+but|not|"
    r"hors|en\s+dehors|sauf|excepté|hormis|sans|à\s+l['’](?:exception|exclusion)|ailleurs\s+qu(?:e|['’]en)|"
    r"mais\s+pas|pas\s+(?:en|à|de|au|aux|pour)|"
    r"außerhalb|ausserhalb|außer|ausser|ohne|mit\s+ausnahme|aber\s+nicht|nicht\s+(?:in|aus|für)|abgesehen|"
    r"anderswo\s+als|"
    r"buiten|behalve|zonder|met\s+uitzondering|maar\s+niet|niet\s+(?:in|binnen|voor|uit)|uitgezonderd|elders\s+dan|"
    r"fuera|excepto|salvo|exceto|eccetto|tranne|poza)"
    rf"{_PREPOSITION}{_ARTICLE}(?:\s*\bd['’])?$",
    re.I,
)
# What names that are taken out together stand between.
_COORDINATION = re.compile(r"\s*(?:,|/|\b(?:and|or|nor|et|ou|ni|en|of|noch|und|oder)\b)" + _ARTICLE + r"\s*", re.I)
_LONGEST = 40


def is_negated(before: str) -> bool:
    """Whether the text before a name takes it out."""
    return bool(_NEGATION.search(before[-_LONGEST:].rstrip()))


def is_coordinated(between: str) -> bool:
    """Whether nothing but "and", "or" or a comma stands between two names."""
    return bool(_COORDINATION.fullmatch(between))
