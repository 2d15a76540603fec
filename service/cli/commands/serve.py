"""pincite serve"""

from pathlib import Path

import click

from service.cli.options import library_option, model_option, rerank_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@library_option
@model_option
@rerank_option
def command(host: str, port: int, library_path: Path | None, model: str | None, rerank: str | None) -> None:
    """Serve the HTTP API; its documentation is at /docs."""
    from service.cli.opening import open_library
    from service.http.app import create_app
    from service.http.serving import bind, serve

    def announce() -> None:
        click.echo(f"pincite: serving on http://{host}:{port}, documentation at /docs", err=True)

    with open_library(library_path, model, rerank) as library, bind(host, port) as listener:
        library.readiness()
        serve(create_app(library), listener, announce)
