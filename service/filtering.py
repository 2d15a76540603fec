"""Filters as people write them, checked, and what they mean for a library."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Annotated, NoReturn

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from index.catalogue.reading import no_document
from index.catalogue.records import DocumentRecord
from index.echo import echo
from index.entities import KnownEntities
from index.scope import EVERYTHING, Filters, Scope, YearRange, section_key
from ingest.errors import UnknownFilter, UsageError
from ingest.manifest import country_of
from service.reasons import reason

MOST_VALUES = 100
LONGEST_VALUE = 200
_LANGUAGE = re.compile(r"[a-z]{2}", re.I)


def is_unicode(text: str) -> bool:
    """Whether it can be written at all: a half of a surrogate pair stands for bytes that are no text."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value.strip()):
        raise ValueError(f"{echo(value)} is not a language; give its two-letter code, as en")
    return value.strip().lower()


def _section(value: str) -> str:
    if not section_key(value):
        raise ValueError("the name is empty; give the number or the title of a section, as 2.6")
    return value


def _entity(value: str) -> str:
    if not value.strip():
        raise ValueError("the name is empty; give that of a territory, as Flanders")
    return value.strip()


def _listed(value: object) -> object:
    if isinstance(value, str):
        return _listed([value])
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list of texts")
    if len(value) > MOST_VALUES:
        raise ValueError(f"has {len(value):,} values; the limit is {MOST_VALUES}")
    if any(len(item) > LONGEST_VALUE for item in value if isinstance(item, str)):
        raise ValueError(f"has a value of more than {LONGEST_VALUE} characters; give shorter ones")
    if not all(is_unicode(item) for item in value if isinstance(item, str)):
        raise ValueError("must be valid Unicode")
    return value


def _year_range(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return {"from": value, "to": value}
    if value is not None and not isinstance(value, dict | YearRangeBody):
        raise ValueError('must be a year, as 2023, or a range, as {"from": 2023, "to": 2024}')
    return value


Year = Annotated[int, Strict(), Field(ge=1000, le=2999)]


class YearRangeBody(BaseModel):
    """Years, both included; one of them may be left out."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    first: Year | None = Field(default=None, alias="from")
    last: Year | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "YearRangeBody":
        if self.first is None and self.last is None:
            raise ValueError("neither from nor to is given; give one of them, or leave the filter out")
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"no year is from {self.first} to {self.last}; give the earlier one first")
        return self


_Names = Annotated[list[str], BeforeValidator(_listed)]
_Countries = Annotated[list[Annotated[str, AfterValidator(country_of)]], BeforeValidator(_listed)]
_Sections = Annotated[list[Annotated[str, AfterValidator(_section)]], BeforeValidator(_listed)]
_Entities = Annotated[list[Annotated[str, AfterValidator(_entity)]], BeforeValidator(_listed)]
_Languages = Annotated[list[Annotated[str, AfterValidator(_language)]], BeforeValidator(_listed)]


class FiltersBody(BaseModel):
    """Values of one filter widen the search, different filters narrow it."""

    model_config = ConfigDict(extra="forbid")

    country: _Countries = Field(default=[], description="English names or ISO 3166-1 alpha-2 codes")
    document: _Names = Field(default=[], description="ids of documents")
    section: _Sections = Field(default=[], description="numbers or titles of sections; all below them counts")
    language: _Languages = Field(default=[], description="ISO 639-1 codes")
    entity: _Entities = Field(
        default=[], description="territories that a passage is about, by any of their names; their parts count"
    )
    year: Annotated[YearRangeBody | None, BeforeValidator(_year_range)] = Field(
        default=None, description="the data year, else the year of publication"
    )

    def filters(self) -> Filters:
        years = YearRange(self.year.first, self.year.last) if self.year else None
        return Filters(
            country=tuple(self.country),
            document=tuple(self.document),
            section=tuple(self.section),
            language=tuple(self.language),
            entity=tuple(self.entity),
            year=years,
        )


def read_filters(values: Mapping[str, object] | Filters | None) -> Filters:
    """Checked filters. Raises UnknownFilter, or UsageError for a value that cannot be used."""
    if values is None:
        return Filters()
    if isinstance(values, Filters):
        return values
    try:
        return FiltersBody.model_validate(dict(values)).filters()
    except ValidationError as error:
        first = error.errors()[0]
        raise refusal(first, first["loc"]) from None


def refusal(error: ErrorDetails, place: Sequence[int | str]) -> UsageError:
    """What is wrong with a filter; `place` leads to it from the filters."""
    name = ".".join(str(part) for part in place)
    if not name:
        return UsageError(f"filters {reason(error)}.")
    if error["type"] == "extra_forbidden" and len(place) == 1:
        known = ", ".join(FiltersBody.model_fields)
        return UnknownFilter(f"unknown filter {echo(name)}; the filters are {known}.")
    return UsageError(f"filter {echo(name)}: {reason(error)}.")


def scope_of(
    filters: Filters, documents: Sequence[DocumentRecord], entities: Callable[[], KnownEntities] = KnownEntities
) -> Scope:
    """The scope that the filters leave of these documents. Raises UsageError for an unknown document or entity.

    `entities` is called for only where there is a filter on them.
    """
    if filters == Filters():
        return EVERYTHING
    known = {document.id for document in documents}
    for document in filters.document:
        if document not in known:
            raise UsageError(f"filter 'document': {no_document(document)}")
    sections = frozenset(map(section_key, filters.section)) if filters.section else None
    named = _named(filters.entity, entities()) if filters.entity else None
    if replace(filters, section=(), entity=()) == Filters():
        return Scope(None, sections, entities=named)
    return Scope(frozenset(d.id for d in documents if _admits(filters, d)), sections, entities=named)


def _named(names: Sequence[str], known: KnownEntities) -> frozenset[str]:
    """The entities of these names; one that may be several stands for each of them."""
    return frozenset(entity for name in names for entity in known.named(name) or _unknown(name, known))


def _unknown(name: str, known: KnownEntities) -> NoReturn:
    similar = known.similar(name)
    hint = f"Did you mean {' or '.join(similar)}?" if similar else "Give a territory by its English name, as Flanders."
    raise UsageError(f"filter 'entity': {echo(name)} is not known, and no passage is about it. {hint}")


def _admits(filters: Filters, document: DocumentRecord) -> bool:
    metadata = document.metadata
    return (
        (not filters.country or metadata.country in filters.country)
        and (not filters.document or document.id in filters.document)
        and (not filters.language or metadata.language in filters.language)
        and _within(filters.year, metadata.data_year or metadata.year)
    )


def _within(years: YearRange | None, year: int | None) -> bool:
    if years is None:
        return True
    return year is not None and (years.first or year) <= year <= (years.last or year)


def shown(filters: Filters) -> dict[str, object]:
    """The filters that are set, in the form in which they are given."""
    values: dict[str, object] = {key: list(value) for key, value in asdict(filters).items() if value and key != "year"}
    if filters.year:
        ends = {"from": filters.year.first, "to": filters.year.last}
        values["year"] = {end: year for end, year in ends.items() if year is not None}
    return values
