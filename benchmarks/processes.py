"""The command line and the server, each in a process of its own."""

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINCITE = [sys.executable, "-c", "from service.cli.main import main; main()"]
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.M)


def cold_ask(path: Path, question: str) -> None:
    command = [*PINCITE, "ask", question, "--library", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"pincite ask: {done.stderr}")


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


def peak_mb(process: int) -> float:
    """The most memory that was resident, where the system says it, else what is resident now (by ps, in KiB)."""
    try:
        peak = _PEAK.search(Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    except OSError:
        peak = None
    if peak:
        return int(peak[1]) / 1024
    listed = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(listed.stdout) / 1024
