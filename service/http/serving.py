"""Runs the application on a port until it is told to stop."""

import signal
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from ingest.errors import PinciteError

_BACKLOG = 128
_LAST_ANSWERS_S = 10


def bind(host: str, port: int) -> socket.socket:
    """A socket that has the address but takes no connections yet. Raises PinciteError when it cannot be had."""
    try:
        # The protocol comes with the address: asyncio sets TCP_NODELAY only where it is named.
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _unavailable(host, port, error) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _unavailable(host, port, error) from None
    return listener


def _unavailable(host: str, port: int, error: OSError) -> PinciteError:
    return PinciteError(f"cannot listen on {host}:{port} ({error.strerror}). Choose another with --host and --port.")


def serve(app: FastAPI, listener: socket.socket, announce: Callable[[], object]) -> None:
    """Answer until SIGINT or SIGTERM; requests that are being answered are finished first."""
    try:
        listener.listen(_BACKLOG)
    except OSError as error:
        host, port, *_ = listener.getsockname()
        raise _unavailable(host, port, error) from None
    announce()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=_LAST_ANSWERS_S
    )
    # uvicorn raises the signal once more after it has shut down; being told to stop is no failure.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    uvicorn.Server(config).run(sockets=[listener])
