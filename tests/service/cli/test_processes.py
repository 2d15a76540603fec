"""Whole processes: streams, signals, imports."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

Process = subprocess.CompletedProcess[str]
QUESTION = "What did Flanders do on quality assurance?"
MAIN = "from service.cli.main import main; main()"


def test_results_go_to_stdout_and_nothing_else_does(process: Callable[..., Process]) -> None:
    done = process("ask", QUESTION, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["answered"] is True


def test_messages_go_to_stderr(process: Callable[..., Process], tmp_path: Path) -> None:
    done = process("ingest", tmp_path / "nope.txt", "--library", tmp_path / "none")
    assert done.returncode == 1
    assert done.stderr == "1/1 nope.txt: refused\n"
    assert process("ask", "").returncode == 2


def test_asking_loads_neither_torch_nor_a_server(process: Callable[..., Process]) -> None:
    """What only compiling or serving needs would make every question wait."""
    watch = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('loaded', *sorted({name.partition('.')[0] for name in sys.modules}),"
        " file=sys.stderr))"
    )
    done = process("ask", QUESTION, before=watch)
    assert done.returncode == 0
    loaded = done.stderr.split()
    assert loaded[0] == "loaded"
    assert {"onnxruntime", "faiss"} <= {*loaded}
    heavy = {"torch", "transformers", "sentence_transformers", "fastapi", "uvicorn", "pypdf", "onnx", "evaluation"}
    assert heavy.isdisjoint(loaded)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_prints_utf8_whatever_the_locale(process: Callable[..., Process], encoding: str) -> None:
    done = process("ask", QUESTION, "-k", 1, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "«" in done.stdout


@pytest.mark.parametrize(
    "command", [["ask"], ["show"], ["show", "--text"], ["show", "--sections"], ["remove", "belgium-vet-2023"]]
)
def test_an_argument_that_is_not_utf8(environment: Mapping[str, str], command: list[str]) -> None:
    arguments: list[str | bytes] = [sys.executable, "-c", MAIN, *command, b"caf\xe9"]
    done = subprocess.run(arguments, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    what = b"the question" if command == ["ask"] else b"a name"
    assert done.stderr == b"pincite: %s holds bytes that are not UTF-8; write it in UTF-8.\n" % what


@pytest.mark.parametrize(
    "arguments",
    [["ask", QUESTION], ["search", "quality", "-k", "200", "--json"], ["show", "belgium-vet-2023", "--text"]],
)
def test_a_broken_pipe_is_silent(environment: Mapping[str, str], arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen([sys.executable, "-c", MAIN, *arguments], env=environment, stdout=write, stderr=-1)
    os.close(write)
    _, said = process.communicate(timeout=30)
    assert b"Traceback" not in said
    assert b"Error" not in said


def _heed_interrupts() -> None:
    """A shell starts what runs in the background with interrupts ignored, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_an_interrupt_is_no_traceback(environment: Mapping[str, str], tmp_path: Path, corpus: Path) -> None:
    # so much to do that the signal cannot come too late
    text = next(corpus.glob("*.txt")).read_text(encoding="utf-8")
    for number in range(40):
        (tmp_path / f"report-{number}.txt").write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")
    command = [sys.executable, "-c", MAIN, "ingest", str(tmp_path), "--library", str(tmp_path / "library")]
    with subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, preexec_fn=_heed_interrupts) as process:
        while not (tmp_path / "library" / "catalogue.sqlite").exists() and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=30)
    assert (process.returncode, printed) == (130, b"")
    *_, last = said.decode().splitlines()
    assert re.fullmatch(
        r"pincite: interrupted after \d+ of 40 files( \(\d+ added\))?\. "
        r"What is in stays in; the same command goes on with the others\.",
        last,
    )
    assert "Traceback" not in said.decode()


def test_a_command_may_come_from_another_package(environment: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "added.py").write_text(
        "import click\ncommand = click.Command('added', callback=lambda: print('yes'))\n"
    )
    folder = tmp_path / "added-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: added\nVersion: 1\n", encoding="utf-8")
    (folder / "entry_points.txt").write_text("[pincite.commands]\nadded = added:command\n", encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{environment['PYTHONPATH']}"
    for arguments, expected in ((["added"], "yes"), (["--help"], "added")):
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *arguments],
            env={**environment, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        assert expected in done.stdout


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _served(environment: Mapping[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", MAIN, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, text=True) as server:
        assert server.stderr is not None
        try:
            line = server.stderr.readline()
            assert line == f"pincite: serving on http://127.0.0.1:{port}, documentation at /docs\n"
            yield server
        finally:
            server.kill()


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_it_is_told_to_stop(environment: Mapping[str, str], name: signal.Signals) -> None:
    port = _free_port()
    with _served(environment, port) as server:
        response = httpx.post(f"http://127.0.0.1:{port}/v1/ask", json={"question": QUESTION}, trust_env=False)
        assert response.json()["answered"] is True
        server.send_signal(name)
        assert server.wait(timeout=20) == 0
        assert server.stdout is not None
        assert server.stderr is not None
        assert (server.stdout.read(), server.stderr.read()) == ("", "")


def test_a_taken_port_is_a_sentence(process: Callable[..., Process]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = process("serve", "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"pincite: cannot listen on 127.0.0.1:{port} (")
    assert done.stderr.endswith("Choose another with --host and --port.\n")
