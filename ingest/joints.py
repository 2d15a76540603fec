"""Whether what was cut in two, mostly by a page break, belongs together."""

import re

from ingest.lines import begins_reference, ends_reference
from ingest.sentences import ends_sentence, sentence_spans

# Titles, captions and table rows without a full stop are mostly shorter.
_FEWEST_WORDS_OF_RUNNING_TEXT = 10
# What goes on for longer without a full stop is no sentence but a table.
_MOST_WORDS_OF_A_SENTENCE = 120
_OPENING = "\"'“‘«([*"
_HANGING = re.compile(
    r"(?:,|–|-|\(|\b(?:and|or|of|the|a|an|for|in|to|with|by|on|at|as|from|that|which|de|du|des|la|le|les|et|van|der"
    r"|und))$"
)


def is_finished(text: str) -> bool:
    """Whether the text ends with a whole sentence, so that nothing more belongs to it."""
    if ends_sentence(text):
        return text[-1] not in ":;"
    *_, last = sentence_spans(text) or [(0, 0)]
    return len(text[slice(*last)].split()) > _MOST_WORDS_OF_A_SENTENCE


def continues(before: str, after: str, *, running: bool = True) -> bool:
    """Whether a paragraph goes on after a page break: `before` does not stop, and `after` does not begin.

    A lower-case beginning is enough. Another one needs `before` to hang in the air, or to be long enough
    for `running` text: covers and lists have lines that end without a full stop.
    """
    if not before or ends_sentence(before):
        return False
    first = after.lstrip(_OPENING)[:1]
    if first.islower() or after[:1] in "(,;)":
        return True
    if not first.isalnum():
        return False
    if running and len(before.split()) >= _FEWEST_WORDS_OF_RUNNING_TEXT:
        return True
    return bool(_HANGING.search(before)) or (running and len(sentence_spans(before)) > 1)


def continues_reference(before: str, after: str) -> bool:
    """Whether an entry of a list of references goes on after a page break."""
    if after.startswith(("http://", "https://", "<http")):
        return not ends_reference(before)
    return not (ends_reference(before) or ends_sentence(before) or begins_reference(after))
