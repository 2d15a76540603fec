"""Words of a PDF, held as digests: what its licence lets a gold file say about them."""

import hashlib
import unicodedata

_DIGITS = 16


def normalised(text: str) -> str:
    """`text` as letters and digits alone, NFKC and casefolded: alike however a line breaks, hyphenates or spaces it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def digest(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of `text`, normalised and in UTF-8."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:_DIGITS]
