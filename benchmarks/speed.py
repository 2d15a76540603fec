"""Speed and memory: ingest, cold and warm questions, the server.

usage: python -m benchmarks.speed [--corpus FOLDER]

Uses the compiled model in the cache, which is made first if need be and not counted.
"""

import argparse
import http.client
import json
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.questions import questions
from service.library import Library

ROOT = Path(__file__).resolve().parents[1]
FLAGSHIP = "What did Flanders do on quality assurance?"
COLD_RUNS, WARM_QUESTIONS = 10, 200
PINCITE = [sys.executable, "-c", "from service.cli.main import main; main()"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    corpus = parser.parse_args().corpus
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        with Library.open(path) as library:
            print(f"model: {library.model()}")
            print(f"machine: {platform.machine()}, {platform.python_implementation()} {platform.python_version()}")
            report = library.ingest([corpus])
            passages = sum(file.passages or 0 for file in report.files)
            print(f"ingest: {report.seconds:.2f} s for {passages} passages ({passages / report.seconds:.1f} a second)")
            asked = questions(library, WARM_QUESTIONS)
            show("warm retrieval in process", "ms", timed(library.ask, asked))
        show("cold pincite ask", "ms", timed(lambda q: cold_ask(path, q), [FLAGSHIP] * COLD_RUNS))
        with serving(path) as (connection, process):
            show("warm POST /v1/ask", "ms", timed(lambda q: post(connection, q), asked))
            print(f"resident memory while serving: {resident_mb(process.pid):.0f} MB")


def timed(call: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each call; a first one is not counted."""
    call(asked[0])
    times = []
    for question in asked:
        started = time.perf_counter()
        call(question)
        times.append((time.perf_counter() - started) * 1000)
    return times


def show(what: str, unit: str, times: Sequence[float]) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{what}: p50 {statistics.median(times):.1f} {unit}, p95 {p95:.1f} {unit} (n={len(times)})")


def cold_ask(path: Path, question: str) -> None:
    command = [*PINCITE, "ask", question, "--library", str(path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


@contextmanager
def serving(path: Path) -> Iterator[tuple[http.client.HTTPConnection, subprocess.Popen[bytes]]]:
    """A server on a free port, and a connection that is kept open."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*PINCITE, "serve", "--port", str(port), "--library", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield connect(port, process), process
    finally:
        process.terminate()
        process.wait(10)


def connect(port: int, process: subprocess.Popen[bytes], patience_s: float = 30) -> http.client.HTTPConnection:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", "/readyz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise SystemExit("the server did not start")


def post(connection: http.client.HTTPConnection, question: str) -> None:
    body = json.dumps({"question": question})
    connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    content = response.read()
    if response.status != 200:
        raise SystemExit(f"{response.status}: {content.decode()}")


def resident_mb(process: int) -> float:
    """Resident set of a process, by ps, which counts in KiB."""
    listed = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(listed.stdout) / 1024


if __name__ == "__main__":
    main()
