"""Filters as people write them, checked, and what they mean for a library."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from index.catalogue.records import DocumentRecord
from index.scope import EVERYTHING, Filters, Scope, YearRange, section_key
from ingest.errors import NotFound, UnknownFilter, UsageError
from ingest.places import country_code


def _country(value: str) -> str:
    code = country_code(value)
    if code is None:
        raise ValueError(f"{value!r} is not a country; give its English name or its two-letter ISO code")
    return code


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _year_range(value: object) -> object:
    return {"from": value, "to": value} if isinstance(value, int) else value


class YearRangeBody(BaseModel):
    """Years, both included."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    first: int | None = Field(default=None, alias="from", ge=1000, le=2999)
    last: int | None = Field(default=None, alias="to", ge=1000, le=2999)


_Names = Annotated[list[str], BeforeValidator(_listed)]
_Countries = Annotated[list[Annotated[str, BeforeValidator(_country)]], BeforeValidator(_listed)]


class FiltersBody(BaseModel):
    """Values of one filter widen the search, different filters narrow it."""

    model_config = ConfigDict(extra="forbid")

    country: _Countries = Field(default=[], description="English names or ISO 3166-1 alpha-2 codes")
    document: _Names = Field(default=[], description="ids of documents")
    section: _Names = Field(default=[], description="numbers or titles of sections; all below them counts")
    language: _Names = Field(default=[], description="ISO 639-1 codes")
    year: Annotated[YearRangeBody | None, BeforeValidator(_year_range)] = Field(
        default=None, description="the data year, else the year of publication"
    )

    def filters(self) -> Filters:
        years = YearRange(self.year.first, self.year.last) if self.year else None
        return Filters(tuple(self.country), tuple(self.document), tuple(self.section), tuple(self.language), years)


def read_filters(values: Mapping[str, object] | Filters | None) -> Filters:
    """Checked filters. Raises UnknownFilter, or UsageError for a value that cannot be used."""
    if not values:
        return Filters()
    if isinstance(values, Filters):
        return values
    try:
        return FiltersBody.model_validate(dict(values)).filters()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            known = ", ".join(FiltersBody.model_fields)
            raise UnknownFilter(f"unknown filter {name!r}; the filters are {known}.") from None
        raise UsageError(f"filter {name!r}: {first['msg'].removeprefix('Value error, ')}.") from None


def scope_of(filters: Filters, documents: Sequence[DocumentRecord]) -> Scope:
    """The scope that the filters leave of these documents. Raises NotFound for an unknown document."""
    if filters == Filters():
        return EVERYTHING
    known = {document.id for document in documents}
    for document in filters.document:
        if document not in known:
            raise NotFound(f"no document {document!r} in this library. List them with: pincite documents")
    sections = frozenset(map(section_key, filters.section)) if filters.section else None
    if filters == Filters(section=filters.section):
        return Scope(None, sections)
    return Scope(frozenset(d.id for d in documents if _admits(filters, d)), sections)


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
        values["year"] = {"from": filters.year.first, "to": filters.year.last}
    return values
