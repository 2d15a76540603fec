"""How PDFs are taken apart, beside golden files: headings, sentences over page breaks, running lines, speed, memory.

usage: python -m evaluation.structure [--data FOLDER] [--gold FILE...] [--json FILE] [--output FILE]

Each file is read and parsed in a process of its own, without embedding. --output puts the tables into a report.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evaluation.sets import DATA
from evaluation.structuregold import GOLD, find_pdf, read_gold
from evaluation.structuremeasuring import Measured, measure_apart
from evaluation.structuretables import as_json, report
from evaluation.writing import replace_part, write_whole
from ingest.errors import EvaluationError

_TITLE = "# PDF structure"
_LEGEND = """\
A heading is found where a section has its words. `tree F1` asks for the right parent and page as well; `heading page`
is of those found. Of golden sentences, `whole` stand in one passage, `over breaks` is that of those over a page break,
and `cut` are spread over passages. Of the whole ones, `own pages` begin and end on the golden pages, and
`passage pages` are in a passage whose pages hold these. `running` is the share of pages with a header or footer in a
passage: the less, the better. Speed is by time of the processor; the peak is of a process that reads one file.
Files marked † have broken text layers and are kept apart.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--gold", type=Path, nargs="+", default=sorted(GOLD.glob("*.json")), metavar="FILE")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--output", type=Path, metavar="FILE", help="put the tables into this report")
    given = parser.parse_args()
    started = time.monotonic()
    try:
        measured = list(_measured(given.gold, given.data))
        text = _text(measured, time.monotonic() - started)
        print(text)
        if given.json:
            write_whole(given.json, json.dumps(as_json(measured), indent=1, ensure_ascii=False) + "\n")
        if given.output:
            replace_part(given.output, _TITLE, text)
    except EvaluationError as error:
        sys.exit(str(error))


def _measured(paths: Sequence[Path], data: Path) -> Iterator[Measured]:
    """The files that are there; those that are absent are told of."""
    for gold in (gold for path in paths for gold in read_gold(path)):
        path = find_pdf(data, gold)
        if path:
            yield measure_apart(path, gold)
        else:
            print(f"{gold.collection}/{gold.name}: skipped, it is not below {data}.", file=sys.stderr)


def _text(measured: Sequence[Measured], seconds: float) -> str:
    command = " ".join(["python -m evaluation.structure", *sys.argv[1:]])
    written = f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d} in {seconds:.0f} s."
    tables = (
        report(measured) if measured else "No file of the golden ones is there; PINCITE_DATA tells where the data is."
    )
    return "\n".join([_TITLE, "", written, _LEGEND, tables])


if __name__ == "__main__":
    main()
