"""Headings that stand in the middle of their column, where others in their type stand at its left edge."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.pdf.styles import Style, Typed

# Sizes of type: what stands further from both edges is set in; the middle is no further off than that.
_INSET, _OFF = 2.0, 1.0
# On so many pages either: one may stand there by chance, and on a title page all that is set in the middle.
_FEWEST = 2


def centred_apart(chosen: Sequence[Typed], spoken: Sequence[Typed], body: Style) -> Iterator[Typed]:
    """The same headings, in a type of their own those that are centred, of types in which others are not."""
    texts: dict[int, list[Typed]] = {}
    for paragraph in spoken:
        if paragraph.style == body:
            texts.setdefault(paragraph.page, []).append(paragraph)
    centred = [_is_centred(paragraph, texts.get(paragraph.page, ())) for paragraph in chosen]
    places = {(p.style, is_centred, p.page) for p, is_centred in zip(chosen, centred, strict=True)}
    counts = Counter((style, is_centred) for style, is_centred, _ in places)
    for paragraph, is_centred in zip(chosen, centred, strict=True):
        is_mixed = min(counts[paragraph.style, True], counts[paragraph.style, False]) >= _FEWEST
        yield replace(paragraph, centred=True) if is_centred and is_mixed else paragraph


def _is_centred(paragraph: Typed, texts: Sequence[Typed]) -> bool:
    """Whether each line stands as far from both edges of the text above and below, and one is inset."""
    column = [text for text in texts if text.left < paragraph.right and paragraph.left < text.right]
    if not column:
        return False
    left, right, size = min(p.left for p in column), max(p.right for p in column), paragraph.style.size
    lines = [(placed.line.left - left, right - placed.line.right) for placed in paragraph.paragraph.lines]
    is_even = all(abs(before - behind) <= 2 * _OFF * size for before, behind in lines)
    return is_even and any(min(line) > _INSET * size for line in lines)
