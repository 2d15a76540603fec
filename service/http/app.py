"""The application, made around a library that is handed to it."""

from fastapi import FastAPI
from fastapi_swagger import patch_fastapi

from service.http.bodies import LimitsBody
from service.http.heads import AnswersHead
from service.http.problems import add_problem_handlers, documented
from service.http.routes import ROUTERS
from service.library import Library
from service.version import version

_DESCRIPTION = """
Ask country reports on vocational education and training, and get passages with exact citations.
Errors are problem details (RFC 9457) that say what to do next.
"""


def create_app(library: Library) -> FastAPI:
    """An application that answers from this library."""
    app = FastAPI(
        title="Pincite",
        version=version(),
        description=_DESCRIPTION,
        responses=documented("default"),
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.library = library
    app.add_middleware(AnswersHead)
    app.add_middleware(LimitsBody)
    add_problem_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    patch_fastapi(app)  # /docs from files that are installed: it works without a network
    return app
