"""The record beside a compiled model."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.embedding.record import RECORD_FILE, Agreement, ModelRecord, read_record
from index.embedding.settings import Prompts

RECORD = ModelRecord(
    name="small",
    fingerprint="0123456789abcdef",
    precision="int8",
    reason="it agrees",
    agreement=Agreement(mean=0.99, minimum=0.98, noise=0.0712, passages=48),
    dimension=384,
    max_length=256,
    prompts=Prompts(question="query: ", passage="passage: "),
    granularity="sentence",
    versions={"onnxruntime": "1.2.3"},
    licence="Apache-2.0",
    source="someone/small",
    checksums={"model.onnx": 7},
)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    RECORD.write(tmp_path)

    assert read_record(tmp_path) == RECORD


def test_the_reference_has_no_agreement(tmp_path: Path) -> None:
    RECORD.write(tmp_path)
    fields = json.loads((tmp_path / RECORD_FILE).read_text())
    (tmp_path / RECORD_FILE).write_text(json.dumps({**fields, "agreement": None, "precision": "reference"}))

    assert read_record(tmp_path).agreement is None


def test_its_summary_says_how_it_runs_and_how_well_that_agrees() -> None:
    alone = replace(RECORD, precision="reference", reason="no graph", agreement=None)

    assert RECORD.summary() == (
        "runs in int8: it agrees; cosine 0.9900 in the mean, 0.9800 at least, "
        "similarities off by 7.1% of their spread, on 48 passages"
    )
    assert alone.summary() == "runs by sentence-transformers itself: no graph"


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", '{"agreement": null, "prompts": {}}'])
def test_half_a_record_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / RECORD_FILE).write_text(content)

    with pytest.raises((ValueError, TypeError, KeyError)):
        read_record(tmp_path)
