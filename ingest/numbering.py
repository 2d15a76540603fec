"""Heading numbers: "CHAPTER 2.", "2.6", "Annex A"."""

import re

_NUMBERED = re.compile(
    r"(?:(?P<word>chapter|section|part|annex|appendix)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])"
    r"(?P<stop>[.:)]|\s[-–—:])?\s+(?=\S)",
    re.I,
)
_BARE_WORD = re.compile(r"(?P<word>chapter|part|annex|appendix)\s+(?P<number>\d{1,2}|[IVX]{1,5}|[A-H])[.:]?", re.I)
_ALONE = re.compile(r"(?:[^\W\d_]+\s)?(?:\d{1,3}(?:\.\d{1,3})*[A-Z]?|[IVXLC]{1,6}|[A-Z](?:\.\d{1,3})*)[.:)]?")
_APART = {"annex", "appendix", "part"}
_LONGEST_HEADING_LINE = 200


def split_number(heading: str) -> tuple[str | None, str]:
    """The number of a heading and its title: "CHAPTER 2. Main" -> ("2", "Main").

    "Annex A. X" -> ("Annex A", "X"). Letters and roman numerals count only after a word such as "Annex".
    """
    bare = _BARE_WORD.fullmatch(heading)
    match = bare or _NUMBERED.match(heading)
    if match is None:
        return None, heading
    word, number = (match["word"] or "").lower(), match["number"]
    if not word and not number[0].isdigit():
        return None, heading
    title = heading if bare else heading[match.end() :]
    return (f"{word.capitalize()} {number}" if word in _APART else number), title


def has_word(heading: str) -> bool:
    """Whether a word such as "chapter" stands before the number."""
    match = _BARE_WORD.fullmatch(heading) or _NUMBERED.match(heading)
    return bool(match and match["word"])


def is_bare_number(line: str) -> bool:
    """Whether a line is "CHAPTER 2" alone, so that its title comes next."""
    return bool(_BARE_WORD.fullmatch(line))


def is_number_alone(text: str) -> bool:
    """Whether it is what may stand apart from a title: "2.1.", "IV", "Kapitel 2:", "A.3"."""
    return bool(_ALONE.fullmatch(text))


def announces_heading(line: str) -> bool:
    """Whether a line looks like the beginning of a heading: "CHAPTER 2. Main", "2.1 Agile", "Annex A"."""
    if len(line) > _LONGEST_HEADING_LINE:
        return False
    number, title = split_number(line)
    return number is not None and begins_title(title) and (has_word(line) or "." in number)


def begins_title(title: str) -> bool:
    """Whether it begins as titles do: with a letter that is no small one, or with a quotation mark."""
    first = title.lstrip("\"'“‘«([*")[:1]
    return first.isalpha() and not first.islower()


def depth(number: str | None) -> int | None:
    """Level in the heading tree: "2" -> 1, "2.6" -> 2, "Annex A" -> 1, None -> None."""
    return None if number is None else number.count(".") + 1


def follows(number: str, before: str | None, *, reach: int = 3) -> bool:
    """Whether a heading may bear `number` when the last numbered one bore `before`.

    Numbering goes down by one level starting at 0 or 1, or on at the same or a higher level; up to
    `reach` - 1 numbers may be missing.
    """
    if not number[0].isdigit():
        return True
    new = [int(part) for part in number.split(".")]
    old = [int(part) for part in before.split(".")] if before and before[0].isdigit() else []
    parent, last = new[:-1], new[-1]
    if len(new) > len(old):
        return parent == old and last <= reach
    return parent == old[: len(parent)] and 0 < last - old[len(parent)] <= reach
