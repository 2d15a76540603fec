"""What routes ask for in their signatures."""

from typing import Annotated

from fastapi import Depends, Request

from service.library import Library


def _library(request: Request) -> Library:
    library = request.app.state.library
    assert isinstance(library, Library)
    return library


TheLibrary = Annotated[Library, Depends(_library)]
