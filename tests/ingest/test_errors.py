"""The tree of errors is what its picture says."""

import inspect
import re

from ingest import errors
from ingest.errors import PinciteError


def test_the_picture_names_every_error_below_its_base() -> None:
    drawn: dict[str, str] = {}
    open_at: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"(?P<lead>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:\s{2,}|$)", line)
        if match:
            indent = len(match["lead"])
            open_at = [(at, name) for at, name in open_at if at < indent]
            drawn[match["name"]] = open_at[-1][1] if open_at else "Exception"
            open_at.append((indent, match["name"]))
    classes = {
        name: cls for name, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__
    }
    assert drawn == {name: cls.__bases__[0].__name__ for name, cls in classes.items()}
    assert all(issubclass(cls, PinciteError) and cls.__doc__ for cls in classes.values())
