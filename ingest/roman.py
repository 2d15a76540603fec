"""Roman numbers, as front matter is paged with."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_THOUSANDS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"))


def to_roman(value: int) -> str:
    """In small letters."""
    parts = []
    for worth, letters in (*_THOUSANDS, *_ROMAN):
        parts.append(letters * (value // worth))
        value %= worth
    return "".join(parts)


def from_roman(number: str) -> int | None:
    """Of a number below 400 in letters of one case, None for anything else."""
    rest, value = number.casefold(), 0
    for worth, letters in _ROMAN:
        while rest.startswith(letters):
            value, rest = value + worth, rest[len(letters) :]
    is_number = value > 0 and number in (to_roman(value), to_roman(value).upper())
    return value if is_number and not rest else None
