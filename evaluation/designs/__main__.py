"""How made-up reports in many designs and languages are taken apart: see evaluation.structure for the measures.

usage: python -m evaluation.designs [--only NAME…] [--keep FOLDER] [--json FILE] [--output FILE]

Each report is set by typst, so that its headings, sentences, rows of tables and running lines are known.
--keep writes the PDFs into a folder; --output puts the tables into a report.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from slugify import slugify

from evaluation.designs.designs import DESIGNS, Design
from evaluation.designs.setting import set_report
from evaluation.structuremeasuring import Measured, measure_apart
from evaluation.structuretables import as_json, report
from evaluation.writing import replace_part, write_whole

_TITLE = "# Designs of reports"
_LEGEND = """\
Reports made up for the purpose, set in designs that reports have, so that all of their structure is known. Measures as
in "PDF structure"; of tables, `whole` are the rows that stand in one passage with all of their cells in order.
"""
_OF_ROWS = ("whole", "cut", "own pages", "passage pages")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[design.name for design in DESIGNS], metavar="NAME")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--output", type=Path, metavar="FILE", help="put the tables into this report")
    given = parser.parse_args()
    chosen = [design for design in DESIGNS if given.only is None or design.name in given.only]
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        measured = list(_measured(chosen, given.keep or Path(folder)))
    text = _text(measured, time.monotonic() - started)
    print(text)
    if given.output:
        replace_part(given.output, _TITLE, text)
    if given.json:
        write_whole(given.json, json.dumps(as_json(measured), indent=1, ensure_ascii=False) + "\n")


def _measured(designs: Sequence[Design], folder: Path) -> Iterator[Measured]:
    folder.mkdir(parents=True, exist_ok=True)
    for design in designs:
        specimen = set_report(design)
        path = folder / f"{slugify(design.name)}.pdf"
        path.write_bytes(specimen.content)
        yield measure_apart(path, specimen.gold)
        rows = measure_apart(path, specimen.rows)
        yield replace(rows, shares={name: rows.shares[name] for name in _OF_ROWS})


def _text(measured: Sequence[Measured], seconds: float) -> str:
    command = " ".join(["python -m evaluation.designs", *sys.argv[1:]])
    written = f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d} in {seconds:.0f} s."
    return "\n".join([_TITLE, "", written, _LEGEND, report(measured)])


if __name__ == "__main__":
    main()
