"""Question files: JSON Lines, a question a line.

{"id": "be-001", "question": "…", "language": "en", "type": "number", "split": "test", "answerable": true,
 "gold": [{"document": "belgium-vet-2023", "section": "2.6", "snippet": "verbatim words"}],
 "forbidden": [{"document": …, "section": …, "snippet": …}]}

Gold is of one of three kinds: a section with a verbatim snippet of the passage ("footnote" where the
snippet stands in a note), a document with a physical page ("page"), or a document alone. A question
without an answer has "answerable": false and its "kind". "filters" are passed on with
the question; "known_failure" marks one that is not met yet.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import EvaluationError

Unit = Literal["passage", "page", "document"]


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers a question."""

    document: str
    section: str | None = None
    snippet: str | None = None
    footnote: str | None = None
    page: int | None = None

    @property
    def unit(self) -> Unit:
        """What kind of place it is."""
        if self.snippet is not None:
            return "passage"
        return "document" if self.page is None else "page"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the places that answer it, and those that must not come first."""

    id: str
    question: str
    language: str
    type: str
    split: str | None
    answerable: bool
    kind: str | None
    gold: tuple[Gold, ...] = ()
    forbidden: tuple[Gold, ...] = ()
    filters: Mapping[str, object] = field(default_factory=dict)
    known_failure: bool = False


class _GoldLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document: str
    section: str | None = None
    snippet: str | None = None
    footnote: str | None = None
    page: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _is_one_kind(self) -> "_GoldLine":
        if (self.section is None) != (self.snippet is None):
            raise ValueError("section and snippet go together")
        if self.snippet is not None and self.page is not None:
            raise ValueError("give either a section with a snippet, or a page")
        return self


class _QuestionLine(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: Annotated[str, Field(min_length=1, pattern=r"^\S+$")]
    question: Annotated[str, Field(min_length=1)]
    language: str = "en"
    type: str = "question"
    split: str | None = None
    answerable: bool = True
    kind: str | None = None
    gold: list[_GoldLine] = Field(default=[])
    forbidden: list[_GoldLine] = Field(default=[])
    filters: dict[str, object] = Field(default={})
    known_failure: bool = False

    @model_validator(mode="after")
    def _has_gold(self) -> "_QuestionLine":
        if self.answerable and not self.gold:
            raise ValueError("an answerable question needs gold")
        if not self.answerable and self.gold:
            raise ValueError("a question without an answer has no gold")
        if len({_gold(gold).unit for gold in self.gold}) > 1:
            raise ValueError("all gold of a question must be of one kind")
        return self


def read_questions(path: Path) -> list[Question]:
    """The questions of a file. Raises EvaluationError with the number of the line and what is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read ({error}). Give a JSON Lines file in UTF-8.") from None
    return parse_questions(text, str(path))


def parse_questions(text: str, name: str) -> list[Question]:
    """The questions of a text in JSON Lines; `name` is used in messages."""
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    questions = [_parse(line, f"{name}, line {number}") for number, line in numbered]
    if not questions:
        raise EvaluationError(f"{name}: holds no questions. Put one JSON object on each line.")
    counts = Counter(question.id for question in questions)
    repeated = [name_ for name_, count in counts.items() if count > 1]
    if repeated:
        raise EvaluationError(f"{name}: the id {repeated[0]!r} stands more than once. Give each question its own.")
    return questions


def _parse(line: str, where: str) -> Question:
    try:
        value = _QuestionLine.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{where}: not JSON ({error.msg} at column {error.colno}).") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise EvaluationError(f"{where}: {f'field {field!r}: ' if field else ''}{reason}.") from None
    return Question(
        id=value.id,
        question=value.question,
        language=value.language,
        type=value.type,
        split=value.split,
        answerable=value.answerable,
        kind=value.kind,
        gold=tuple(map(_gold, value.gold)),
        forbidden=tuple(map(_gold, value.forbidden)),
        filters=value.filters,
        known_failure=value.known_failure,
    )


def _gold(line: _GoldLine) -> Gold:
    return Gold(line.document, line.section, line.snippet, line.footnote, line.page)


def select(questions: Iterable[Question], split: str | None, language: str | None = None) -> list[Question]:
    """The questions of a split and a language; None takes all."""
    return [q for q in questions if split in (None, q.split) and language in (None, q.language)]


def write_questions(path: Path, questions: Iterable[Question]) -> None:
    """The questions in the form in which they are read."""
    lines = (json.dumps(dict(_fields(question)), ensure_ascii=False) for question in questions)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _fields(question: Question) -> Iterator[tuple[str, object]]:
    yield from (("id", question.id), ("question", question.question), ("language", question.language))
    yield from (("type", question.type), ("split", question.split), ("answerable", question.answerable))
    if question.kind:
        yield "kind", question.kind
    yield "gold", [_set_fields(gold) for gold in question.gold]
    yield "forbidden", [_set_fields(gold) for gold in question.forbidden]
    if question.filters:
        yield "filters", question.filters
    if question.known_failure:
        yield "known_failure", True


def _set_fields(gold: Gold) -> Mapping[str, object]:
    names = ("document", "section", "snippet", "footnote", "page")
    return {name: getattr(gold, name) for name in names if getattr(gold, name) is not None}
