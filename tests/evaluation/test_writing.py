"""Reports that are made of parts."""

from pathlib import Path

from evaluation.writing import replace_part


def test_a_part_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    replace_part(path, "# Results", "# Results\n\nold\n\n## belgium\n\nold")
    replace_part(path, "# Models", "# Models\n\ntable")
    replace_part(path, "# Results", "# Results\n\nnew\n")
    assert path.read_text() == "# Results\n\nnew\n\n# Models\n\ntable\n"
