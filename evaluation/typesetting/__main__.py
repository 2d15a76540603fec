"""Typesets the Belgian report as a PDF: python -m evaluation.typesetting --output FILE"""

import argparse
from pathlib import Path

from evaluation.sets import ROOT
from evaluation.typesetting.report import read_report
from evaluation.typesetting.typeset import typeset
from ingest.errors import EvaluationError

REPORT = ROOT / "corpus" / "belgium-vet-2023.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True, help="the PDF; what is there is replaced")
    output = parser.parse_args().output
    try:
        content = typeset(read_report(REPORT.read_text(encoding="utf-8")))
    except EvaluationError as error:
        parser.error(str(error))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    print(f"{output}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
