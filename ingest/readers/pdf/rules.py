"""Ruling lines of a page: drawn lines and the edges of drawn boxes, level or upright."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf.frame import Frame

# A drawing of more parts than this is a picture.
_MOST_OBJECTS, _MOST_SEGMENTS = 4000, 400
_DEEPEST = 3
# In points: what is thinner is a line, what is shorter a dash or a mark.
_THIN, _SHORTEST = 2.5, 8.0

_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from `start` to `end` at `at`, in points from the top left; of a level one these are x, x and y.

    `edge`: it is that of a box, which may be filled.
    """

    start: float
    end: float
    at: float
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of a page."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


NO_RULES = Rules()


def read_rules(page: pypdfium2.PdfPage, frame: Frame) -> Rules:
    """The ruling lines of a page; none where so much is drawn that it is a picture."""
    level: list[Rule] = []
    upright: list[Rule] = []
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return NO_RULES
    for index in range(count):
        for x0, y0, x1, y1 in _boxes(pdfium.FPDFPage_GetObject(page, index), _SAME, 0):
            (ax, ay), (bx, by) = frame.point(x0, y0), frame.point(x1, y1)
            left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
            level += _level(left, right, top, bottom)
            upright += _level(top, bottom, left, right)
    return Rules(tuple(sorted(set(level), key=_place)), tuple(sorted(set(upright), key=_place)))


def _place(rule: Rule) -> tuple[float, float]:
    return rule.at, rule.start


def _level(left: float, right: float, top: float, bottom: float) -> Iterator[Rule]:
    """A thin box is one line; of another one both edges are."""
    if right - left < _SHORTEST:
        return
    if bottom - top <= _THIN:
        yield Rule(round(left, 1), round(right, 1), round((top + bottom) / 2, 1))
    elif right - left > _THIN and bottom - top >= _SHORTEST:
        yield Rule(round(left, 1), round(right, 1), round(top, 1), edge=True)
        yield Rule(round(left, 1), round(right, 1), round(bottom, 1), edge=True)


def _boxes(item: pdfium.FPDF_PAGEOBJECT, outer: _Matrix, depth: int) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of what is drawn, in the space of the page."""
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        count = pdfium.FPDFFormObj_CountObjects(item)
        if count <= _MOST_OBJECTS:
            inner = _times(_matrix(item), outer)
            for index in range(count):
                yield from _boxes(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _of_path(item, _times(_matrix(item), outer))


def _of_path(item: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    """A box for each part of a path that is a level or upright line, or closed to a box."""
    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[_Point] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield from _of_part(part)
            part = []
        part.append(_moved(matrix, x.value, y.value))
    yield from _of_part(part)


def _of_part(points: list[_Point]) -> Iterator[tuple[float, float, float, float]]:
    box = min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    thin = min(box[2] - box[0], box[3] - box[1]) <= _THIN
    if thin or _is_box(points, box):
        yield box


def _is_box(points: list[_Point], box: tuple[float, float, float, float]) -> bool:
    """Whether all of its corners are those of the box around it."""
    near = all(
        min(abs(x - box[0]), abs(x - box[2])) <= _THIN and min(abs(y - box[1]), abs(y - box[3])) <= _THIN
        for x, y in points
    )
    return near and 4 <= len(points) <= 6


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
