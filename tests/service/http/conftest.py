"""An HTTP client that calls the application directly."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from service.http.app import create_app
from service.library import Library

Call = Callable[..., httpx.Response]


def _caller(app: FastAPI) -> Call:
    def call(method: str, path: str, **options: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            # What the application cannot foresee reaches the server's log; the client is answered all the same.
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, **options)

        return asyncio.run(send())

    return call


@pytest.fixture
def caller() -> Callable[[FastAPI], Call]:
    """Makes a client of an application."""
    return _caller


@pytest.fixture
def http(small: Library) -> Call:
    """A client of a library of its own."""
    return _caller(create_app(small))


@pytest.fixture(scope="session")
def reading(belgium: Library) -> Call:
    """A client of the library with the Belgian report."""
    return _caller(create_app(belgium))
