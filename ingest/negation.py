"""Words that take a name out of what is spoken of: "outside Flanders", "hors de Bruxelles"."""

import re

_ARTICLE = r"(?:\s+(?:the|la|le|les|het|de|der|die|das|dem|den|of|von|van|du))*\s*(?:\bl['’])?"
_NEGATION = re.compile(
    r"\b(?:outside|beyond|except(?:ing)?(?:\s+(?:for|in))?|excluding|without|other\s+than|apart\s+from|rather\s+than|"
    r"(?:but\s+)?not\s+(?:in|for|about|from|of)|but\s+not|not|"
    r"hors|en\s+dehors|sauf|excepté|hormis|sans|(?:mais\s+)?pas\s+(?:en|à|de|au|aux|pour)|"
    r"außerhalb|ausserhalb|außer(?:\s+in)?|ausser(?:\s+in)?|ohne|nicht\s+(?:in|aus|für)|abgesehen|"
    r"buiten|behalve(?:\s+in)?|zonder|niet\s+(?:in|voor|uit)|uitgezonderd)"
    rf"{_ARTICLE}(?:\s*\bd['’])?$",
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
