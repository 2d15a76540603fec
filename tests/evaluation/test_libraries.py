"""Libraries that are kept between runs."""

from pathlib import Path

from evaluation.libraries import kept
from evaluation.sets import load
from index.embedding.embedder import Embedder


def test_sets_over_the_same_files_are_ingested_once(tmp_path: Path, embedder: Embedder) -> None:
    statuses = []
    for name in ("belgium", "belgium-fr", "belgium-de"):
        with kept(load(name, tmp_path), embedder, tmp_path) as (_, report):
            statuses.append({file.status for file in report.files})
    assert statuses == [{"added"}, {"unchanged"}, {"unchanged"}]


def test_each_precision_has_its_own(tmp_path: Path, embedder: Embedder) -> None:
    material = load("belgium", tmp_path)
    with kept(material, embedder, tmp_path, "int8") as (one, _), kept(material, embedder, tmp_path, "fp32") as (two, _):
        assert one.paths.root != two.paths.root
