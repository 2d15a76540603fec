"""The demonstration, against a command that stands in for pincite."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SERVE = """
import json, os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Service(BaseHTTPRequestHandler):
    def answer(self, code, body):
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def do_GET(self):
        self.answer(200 if self.path == "/readyz" else 404, {})

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/ask" and sent["k"] == 5, (self.path, sent)
        self.answer(CODE, ANSWER)

if sys.argv[1] == "ingest":
    print("ingests", os.path.basename(sys.argv[2]), "into", os.environ["PINCITE_LIBRARY"])
else:
    open("pid", "w").write(str(os.getpid()))
    print("serving", file=sys.stderr, flush=True)
    HTTPServer(("127.0.0.1", int(sys.argv[3])), Service).serve_forever()
"""
CITATION = {
    "locator": "section 2.6, pp. 11–12",
    "section": {"title": "VET underpinned by quality assurance"},
    "reference": "Karno, A. (2024). A report.",
}
PASSAGE = {
    "text": "Before. The decree was approved. After.",
    "quotes": [{"start": 8, "end": 32, "text": "The decree was approved."}],
    "citation": CITATION,
    "mentions": [{"text": "(2023i)", "why": "2023j is probably meant"}],
}
ANSWER = {
    "question": "What?",
    "answered": True,
    "abstention": None,
    "passages": [{"rank": 1, **PASSAGE}, {"rank": 2, **PASSAGE}],
    "took_ms": 7.4,
}

Demo = Callable[..., subprocess.CompletedProcess[str]]


def stand_in(code: int = 200, answer: object = ANSWER) -> str:
    return f"CODE = {code}\nANSWER = {answer!r}\n{SERVE}"


@pytest.fixture
def demo(root: Path, tmp_path: Path, script: Callable[[str, str], Path]) -> Demo:
    def run(body: str, *options: str) -> subprocess.CompletedProcess[str]:
        command = script("pincite", body)
        line: list[str | Path] = [sys.executable, root / "docs/demo.py", "--command", command, *options]
        environment = {"PINCITE_LIBRARY": "library", "COLUMNS": "200", "PYTHONUTF8": "1"}
        return subprocess.run(
            line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    return run


def test_the_answer_is_shown_with_its_quotes_and_one_reference(demo: Demo, tmp_path: Path) -> None:
    shown = demo(stand_in())
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "ingests corpus into library" in shown.stdout
    assert "[2] section 2.6, pp. 11–12  VET underpinned by quality assurance" in shown.stdout
    assert "Before. «The decree was approved.» After." in shown.stdout
    assert "(2023i): 2023j is probably meant" in shown.stdout
    assert shown.stdout.count("Karno, A. (2024). A report.") == 1
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_the_seconds_of_each_step_are_shown(demo: Demo) -> None:
    shown = demo(stand_in(), "--setup-seconds", "48").stdout
    for line in ("set up .venv", "ingest corpus", "start the service", "ask over HTTP"):
        assert f"\n{line} " in shown
    assert "took 7.4 ms" in shown


def test_an_abstention_is_shown(demo: Demo) -> None:
    shown = demo(stand_in(answer={**ANSWER, "answered": False, "abstention": "Nothing is near."}))
    assert "Not found in this library: Nothing is near." in shown.stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise SystemExit('no model')", ["no model", "`pincite ingest corpus` failed (exit code 1)"]),
        (
            "import sys\nif sys.argv[1] == 'serve': sys.exit('no port')",
            ["`pincite serve` ended (exit code 1).", "no port"],
        ),
        (
            "import sys, time\nif sys.argv[1] == 'serve': time.sleep(60)",
            ["not ready within 1 seconds", "(nothing)"],
        ),
        (
            stand_in(500, {"detail": "broken"}),
            ["POST /v1/ask answered 500", json.dumps({"detail": "broken"})],
        ),
        ("#!/nowhere\n", ["cannot be run"]),
    ],
    ids=["ingest", "server ends", "server is late", "server answers an error", "no command"],
)
def test_a_failure_is_told_without_a_traceback(demo: Demo, body: str, said: list[str]) -> None:
    shown = demo(body, "--ready-seconds", "1")
    assert shown.returncode == 1
    assert "Traceback" not in shown.stderr
    for words in said:
        assert words in shown.stderr
