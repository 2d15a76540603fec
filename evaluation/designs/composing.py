"""A made-up report: sections with paragraphs, lists, tables, figures, boxes and notes. By lot, always alike."""

import random
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from evaluation.designs.designs import Design, Numbers

Element = dict[str, Any]

_CHAPTERS, _MOST_BELOW, _DEEPEST = 4, (3, 3, 2), 4
_SEED = 20_231_201
_ROWS = 5


def wording(language: str) -> Mapping[str, Any]:
    text = files("evaluation.designs").joinpath("wording.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[language])


def compose(design: Design) -> list[Element]:
    """The elements of the body in reading order, each with its `kind`."""
    return list(_Composer(design).compose())


class _Composer:
    """Draws lots; every sentence has numbers of its own."""

    def __init__(self, design: Design) -> None:
        self._design, self._words = design, wording(design.language)
        self._lots = random.Random(_SEED)
        self._count = 0
        self._captions = {"table": 0, "figure": 0}

    def compose(self) -> Iterator[Element]:
        for chapter in range(1, _CHAPTERS + 1):
            yield from self._section((chapter,))
        yield {"kind": "heading", "level": 1, "number": "", "title": self._words["references"]}
        for year in range(2015, 2024):
            yield {"kind": "reference", "text": f"Ruritanian Council ({year}). Annual report {year}. Strelsau: RC."}

    def _section(self, numbers: tuple[int, ...]) -> Iterator[Element]:
        yield self._heading(numbers)
        yield from self._text(self._lots.randint(1, 3))
        below = self._lots.randint(1, _MOST_BELOW[len(numbers) - 1]) if len(numbers) < _DEEPEST else 0
        if len(numbers) == 1 or below > 1:
            for part in range(1, below + 1):
                yield from self._section((*numbers, part))

    def _heading(self, numbers: tuple[int, ...]) -> Element:
        title = self._words["titles"][self._next() * 7 % len(self._words["titles"])]
        decimal = ".".join(map(str, numbers))
        number = {
            Numbers.NONE: "",
            Numbers.DECIMAL: decimal,
            Numbers.APART: f"{decimal}.",
            Numbers.CHAPTERS: f"{self._words['chapter']} {decimal}." if len(numbers) == 1 else "",
        }[self._design.numbers]
        # a title that comes again says where
        place = f" {chr(64 + numbers[0])}{''.join(map(str, numbers[1:]))}" if len(numbers) > 1 else ""
        return {"kind": "heading", "level": len(numbers), "number": number, "title": f"{title}{place}"}

    def _text(self, paragraphs: int) -> Iterator[Element]:
        for _ in range(paragraphs):
            yield {"kind": "paragraph", "sentences": self._sentences(self._lots.randint(2, 6)), "note": self._note()}
            extra = self._lots.random()
            if extra < 0.12:
                yield self._table()
            elif extra < 0.2:
                yield self._figure()
            elif extra < 0.28:
                yield {"kind": "box", "title": self._words["box"], "sentences": self._sentences(3)}
            elif extra < 0.4:
                yield {"kind": "list", "sentences": self._sentences(4)}

    def _note(self) -> str:
        return self._sentences(1)[0] if self._lots.random() < 0.1 else ""

    def _sentences(self, count: int) -> list[str]:
        return [self._sentence() for _ in range(count)]

    def _sentence(self) -> str:
        of = self._lots.choice(self._words["sentences"])
        return str(of).format(n=self._next() + 100, m=self._next() + 2000)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _table(self) -> Element:
        rows = [[self._cell(column) for column in range(len(self._words["heads"]))] for _ in range(_ROWS)]
        return {"kind": "table", "heads": self._words["heads"], "rows": rows, "caption": self._caption("table"),
                "source": f"{self._words['source']}: Ruritanian Council, {self._next() + 1000}."}  # fmt: skip

    def _cell(self, column: int) -> str:
        names, measures = self._words["cells"][:5], self._words["cells"][5:]
        if column == 0:
            return f"{self._lots.choice(names)} {self._next()}"
        return f"{self._lots.choice(measures)} {self._next()}" if column == 4 else f"{self._lots.randint(10, 9_999)}"

    def _figure(self) -> Element:
        return {"kind": "figure", "labels": self._words["labels"], "caption": self._caption("figure")}

    def _caption(self, kind: str) -> str:
        self._captions[kind] += 1
        title = self._words["titles"][self._next() % len(self._words["titles"])]
        return f"{self._words[kind]} {self._captions[kind]}. {title}, {self._next() + 1000}"
