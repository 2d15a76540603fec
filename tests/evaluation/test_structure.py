"""The command that measures how PDFs are taken apart."""

import json
import sys
from pathlib import Path

import pytest

from evaluation.structure import main


def test_files_that_are_absent_are_skipped_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, output, told = (tmp_path / name for name in ("reports.json", "RESULTS.md", "told.json"))
    gold.write_text(json.dumps({"a.pdf": {"headings": [], "sentences": []}}))
    output.write_text("# Results\n\nkept\n")
    options = {"--data": tmp_path, "--gold": gold, "--output": output, "--json": told}
    monkeypatch.setattr(sys, "argv", ["structure", *(str(word) for pair in options.items() for word in pair)])
    main()
    printed = capsys.readouterr()
    assert "reports/a.pdf: skipped" in printed.err
    assert "# PDF structure" in printed.out
    assert json.loads(told.read_text()) == []
    parts = output.read_text()
    assert parts.startswith("# Results\n\nkept\n\n# PDF structure\n")


def test_another_form_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text("[]")
    monkeypatch.setattr(sys, "argv", ["structure", "--gold", str(gold)])
    with pytest.raises(SystemExit, match="is no golden file"):
        main()
