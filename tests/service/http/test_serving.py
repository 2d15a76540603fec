"""A real server: addresses, concurrency, delay."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from index.embedding.embedder import Embedder
from ingest.errors import PinciteError
from service.http.app import create_app
from service.http.serving import bind
from service.library import Library


class _Meeting:
    """An embedder that lets questions through only two at a time."""

    def __init__(self, inner: Embedder) -> None:
        self._inner, self._barrier = inner, threading.Barrier(2, timeout=20)
        self.name, self.fingerprint, self.dimension = inner.name, inner.fingerprint, inner.dimension

    def describe(self) -> str:
        return self._inner.describe()

    def embed_passages(self, passages: Any) -> Any:
        return self._inner.embed_passages(passages)

    def embed_question(self, question: str) -> Any:
        self._barrier.wait()
        return self._inner.embed_question(question)


@contextmanager
def _serving(library: Library) -> Iterator[str]:
    with closing(bind("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(library), log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_answers_two_questions_at_once(small: Library, embedder: Embedder) -> None:
    async def ask_twice(url: str) -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as client:
            questions = ({"question": "bonuses"}, {"question": "railway"})
            return await asyncio.gather(*(client.post("/v1/ask", json=question) for question in questions))

    with Library.open(small.paths.root, embedder=_Meeting(embedder)) as library, _serving(library) as url:
        for _ in range(40):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(url.rpartition(":")[2]))) == 0:
                    break
            threading.Event().wait(0.05)
        assert [response.status_code for response in asyncio.run(ask_twice(url))] == [200, 200]


def test_accepted_connections_do_not_wait_for_more_to_send() -> None:
    """asyncio sets TCP_NODELAY only on sockets that name their protocol; without it an answer takes 40 ms more."""
    with closing(bind("127.0.0.1", 0)) as listener:
        listener.listen()
        with closing(socket.create_connection(listener.getsockname())):
            accepted, _ = listener.accept()
            assert accepted.proto == socket.IPPROTO_TCP
            accepted.close()


def test_says_that_a_port_is_taken() -> None:
    with closing(bind("127.0.0.1", 0)) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PinciteError, match=rf"cannot listen on 127.0.0.1:{port} \(.*\). Choose another"):
            bind("127.0.0.1", port)


def test_says_that_a_host_is_unknown() -> None:
    with pytest.raises(PinciteError, match=r"cannot listen on no\.such\.host\.invalid:8000"):
        bind("no.such.host.invalid", 8000)
