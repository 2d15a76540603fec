"""The record beside a compiled reranker."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.embedding.record import read_record as read_embedding_record
from index.reranking.record import PairAgreement, RerankerRecord, read_record

RECORD = RerankerRecord(
    name="small",
    fingerprint="0123456789abcdef",
    precision="int8",
    reason="it agrees",
    agreement=PairAgreement(order=0.9912, noise=0.0712, pairs=126),
    max_length=512,
    versions={"onnxruntime": "1.2.3"},
    licence=None,
    source=None,
    checksums={"model.onnx": 7},
)


@pytest.mark.parametrize("record", [RECORD, replace(RECORD, precision="reference", agreement=None)])
def test_it_is_read_as_it_was_written(tmp_path: Path, record: RerankerRecord) -> None:
    record.write(tmp_path)

    assert read_record(tmp_path) == record


def test_its_summary_says_how_it_runs_and_how_well_that_agrees() -> None:
    assert RECORD.summary() == (
        "runs in int8: it agrees; rank correlation 0.9912, scores off by 7.1% of their spread, on 126 pairs"
    )


def test_it_is_no_record_of_an_embedding_model(tmp_path: Path) -> None:
    RECORD.write(tmp_path)

    with pytest.raises((TypeError, KeyError)):
        read_embedding_record(tmp_path)
