"""The process that reads files, on its own."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service.reading.messages import Task

BAD = "tests.service.reading.bad_readers"


def _run(root: Path, code: str, sent: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run([sys.executable, "-c", code], input=sent, capture_output=True, env=environment, check=False)


def _serve(file_s: float) -> str:
    return (
        "from service.reading.limits import Limits; from service.reading.worker import serve; "
        f"serve(Limits(file_s={file_s}), {BAD!r})"
    )


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_it_ends_itself_where_nobody_does(pytestconfig: pytest.Config) -> None:
    ran = _run(pytestconfig.rootpath, _serve(0.1), pickle.dumps(Task("bad.pdf", b"loop")))
    assert ran.returncode == -signal.SIGALRM


def test_it_ends_when_no_more_files_come(pytestconfig: pytest.Config) -> None:
    ran = _run(pytestconfig.rootpath, _serve(60), pickle.dumps(Task("good.pdf", b"good")))
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_it_loads_no_models_and_no_library(pytestconfig: pytest.Config) -> None:
    """Each of them would make the first report wait."""
    code = "import service.reading.worker, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = {*_run(pytestconfig.rootpath, code).stdout.decode().split()}
    assert {"service", "ingest"} <= loaded
    assert {"torch", "onnxruntime", "faiss", "tokenizers", "index", "rich", "fastapi", "sqlite3"}.isdisjoint(loaded)
