"""Converts one file: python -m index.embedding.conversion.command CONVERTER FILE FOLDER --settings JSON

A process of its own, for its memory. Where it fails, the last line on standard error is the reason.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from index.embedding.settings import Prompts, Settings


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    fields = json.loads(options.settings)
    settings = Settings(**{**fields, "prompts": Prompts(**fields["prompts"])})
    try:
        import_module(options.converter).convert(options.file, options.folder, settings)
    except Exception as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.embedding.conversion.command")
    parser.add_argument("converter")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--settings", required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
