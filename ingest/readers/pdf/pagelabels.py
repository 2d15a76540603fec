"""Page labels as a file states them, in a number tree from which each range of pages begins."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from ingest.roman import to_roman

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

_Range = tuple[int, dict[str, Any]]


def stated_labels(tree: Any, pages: int) -> list[str | None]:
    """The label of each page, None for an empty one.

    Raises ValueError, or what a damaged tree makes one trip over, where it is not whole or begins after the first page.
    """
    ranges = list(_ranges(tree))
    if not ranges or ranges[0][0] != 0 or any(a[0] >= b[0] for a, b in pairwise(ranges)):
        raise ValueError("the page labels do not begin with the first page, or are not in order")
    ends = [*(start for start, _ in ranges[1:]), pages]
    found = [
        _label(style, page - start)
        for (start, style), end in zip(ranges, ends, strict=True)
        for page in range(start, end)
    ]
    return [label or None for label in found[:pages]]


def _ranges(tree: Any) -> Iterator[_Range]:
    node = tree.get_object()
    if "/Kids" in node:
        for kid in node["/Kids"].get_object():
            yield from _ranges(kid)
        return
    nums = node["/Nums"].get_object()
    for key, value in zip(nums[::2], nums[1::2], strict=True):
        yield int(key.get_object()), dict(value.get_object())


def _label(style: dict[str, Any], place: int) -> str:
    value = int(style.get("/St", 1)) + place
    numeral = style.get("/S")
    number = "" if numeral is None else _NUMERALS[str(numeral)](value)
    return str(style.get("/P", "")) + number


def _letters(value: int) -> str:
    """a to z, then aa to zz."""
    return _ALPHABET[(value - 1) % len(_ALPHABET)] * ((value - 1) // len(_ALPHABET) + 1)


_NUMERALS: dict[str, Callable[[int], str]] = {
    "/D": str,
    "/r": to_roman,
    "/R": lambda value: to_roman(value).upper(),
    "/a": _letters,
    "/A": lambda value: _letters(value).upper(),
}
