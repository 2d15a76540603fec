"""The installed version."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    try:
        return installed("pincite")
    except PackageNotFoundError:
        return "0+source"
