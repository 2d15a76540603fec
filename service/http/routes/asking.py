"""Questions and searches."""

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field, Strict

from index.retrieval import Mode
from service.answer import Answer, SearchResult
from service.asking import FARTHEST_OFFSET, LONGEST_QUESTION, MOST_HITS
from service.filtering import FiltersBody
from service.http.dependencies import TheLibrary
from service.http.problems import documented

router = APIRouter(prefix="/v1", tags=["asking"], responses=documented(400, 413, 415, 422, 503))

# Documented here and checked by the library, so that every door refuses with the same sentence.
Text = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_QUESTION})]
Count = Annotated[int, Strict(), Field(json_schema_extra={"minimum": 1, "maximum": MOST_HITS})]
Offset = Annotated[int, Strict(), Field(json_schema_extra={"minimum": 0, "maximum": FARTHEST_OFFSET})]


class AskRequest(BaseModel):
    """A question in natural language."""

    model_config = ConfigDict(extra="forbid")

    question: Text
    k: Count = 5
    filters: FiltersBody = FiltersBody()


class SearchRequest(BaseModel):
    """A query; `explain` adds ranks and scores to each hit."""

    model_config = ConfigDict(extra="forbid")

    query: Text
    k: Count = 10
    offset: Offset = 0
    filters: FiltersBody = FiltersBody()
    mode: Mode = Mode.HYBRID
    explain: Annotated[bool, Strict()] = False


_ASK = {
    "plain": {"value": {"question": "What did Flanders do on quality assurance?"}},
    "filtered": {
        "value": {
            "question": "Who is responsible for quality assurance?",
            "k": 3,
            "filters": {"country": ["BE"], "section": ["3"], "year": {"from": 2023, "to": 2024}},
        }
    },
}
_SEARCH = {
    "plain": {"value": {"query": "dual learning premium"}},
    "explained": {"value": {"query": "3 425 bonuses", "mode": "lexical", "k": 3, "explain": True}},
}


@router.post("/ask", summary="Cited passages that answer a question, or an abstention")
def ask(library: TheLibrary, body: Annotated[AskRequest, Body(openapi_examples=_ASK)]) -> Answer:
    return library.ask(body.question, body.k, body.filters.filters())


@router.post("/search", summary="Ranked passages")
def search(library: TheLibrary, body: Annotated[SearchRequest, Body(openapi_examples=_SEARCH)]) -> SearchResult:
    return library.search(body.query, body.k, body.offset, body.filters.filters(), body.mode, body.explain)
