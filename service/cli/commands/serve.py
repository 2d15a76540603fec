"""pincite serve"""

from pathlib import Path

import click

from service.cli.options import library_option, model_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@library_option
@model_option
def command(host: str, port: int, library_path: Path | None, model: str | None) -> None:
    """Serve the HTTP API; its documentation is at /docs."""
    import uvicorn

    from service.cli.opening import open_library
    from service.http.app import create_app

    with open_library(library_path, model) as library:
        library.readiness()
        click.echo(f"pincite: serving on http://{host}:{port}, documentation at /docs", err=True)
        uvicorn.run(create_app(library), host=host, port=port, log_level="warning", access_log=False)
