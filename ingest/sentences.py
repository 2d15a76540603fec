"""Where sentences end."""

import re

_ABBREVIATIONS = frozenset(
    "e.g i.e cf vs viz ca approx al ed eds vol no nr nos art arts para fig figs tab pp p ch sec dept est incl excl "
    "resp dr mr mrs ms prof st jr sr jan feb mar apr jun jul aug sep sept oct nov dec ibid op bzw z.b u.a d.h".split()
)
_NOTE = r"(?:\s?⁽\s?[⁰¹²³⁴-⁹]+\s?⁾|[⁰¹²³⁴-⁹]+|\[\^?[\w-]{1,4}\])"
_END = re.compile(rf"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<note>{_NOTE}*)(?=\s|$)")
_NEXT = re.compile(r"\s+(?P<next>[\"'“‘«(\[]*\S)")
_ENDING = re.compile(rf"[.!?…:;][\"'”’»)\]]*{_NOTE}*\s*$")
_LAST_WORD = re.compile(r"[\w.]*\w$")
_LONGEST_WORD = 40


def ends_sentence(text: str) -> bool:
    """Whether the text stops where a sentence, a clause before a list or a list item stops."""
    return bool(_ENDING.search(text[-80:]))


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence of the text, its end included; lines end sentences as well."""
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match)]
    lines = [match.start() for match in re.finditer(r"\n", text)]
    return sorted({*ends, *lines, len(text)} - {0})


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them."""
    spans = []
    start = 0
    for end in sentence_ends(text):
        body = text[start:end]
        lead = len(body) - len(body.lstrip())
        if body.strip():
            spans.append((start + lead, start + len(body.rstrip())))
        start = end
    return spans


def _is_end(text: str, match: re.Match[str]) -> bool:
    after = _NEXT.match(text, match.end())
    if after is None:
        return True
    begins = after["next"][-1]
    if begins.islower() and not match["note"]:
        return False
    if match["stop"] != ".":
        return not begins.islower()
    word = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    return word is None or bool(match["close"]) or not _is_abbreviated(word.group(), begins)


def _is_abbreviated(word: str, begins: str) -> bool:
    """Whether the full stop after `word` belongs to it: "e.g.", an initial, or a number before a number."""
    if word.lower() in _ABBREVIATIONS:
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return True
    return word.isdigit() and len(word) <= 2 and begins.isdigit()
