"""The demonstration: ingest the corpus, start the service, ask it one question, show the cited answer."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "What did Flanders do on quality assurance?"
ANSWER_SECONDS = 60.0
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))

Json = Mapping[str, Any]


class DemoError(Exception):
    """A step failed; its text is for the person at the terminal."""


class Steps:
    """The seconds of each step, in order."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.taken.append((name, time.monotonic() - began))


def ingest(command: Path, corpus: Path) -> None:
    try:
        code = subprocess.run([command, "ingest", corpus], check=False).returncode
    except OSError as error:
        raise DemoError(f"{command} cannot be run: {error.strerror}.") from error
    if code:
        raise DemoError(f"`pincite ingest {corpus.name}` failed (exit code {code}); its message is above.")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def service(command: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Runs `pincite serve` until the block ends; a failure in the block shows the end of its output."""
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(
            [command, "serve", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield server
        except DemoError as error:
            output.seek(0)
            said = output.read()[-4000:].decode(errors="replace")
            raise DemoError(f"{error}\n`pincite serve` wrote:\n{said or '(nothing)'}") from error
        finally:
            stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def wait_until_ready(server: subprocess.Popen[bytes], url: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_ready(url):
        if server.poll() is not None:
            raise DemoError(f"`pincite serve` ended (exit code {server.returncode}).")
        if time.monotonic() > deadline:
            raise DemoError(f"`pincite serve` was not ready within {seconds:g} seconds.")
        time.sleep(0.05)


def is_ready(url: str) -> bool:
    try:
        with OPENER.open(f"{url}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def ask(url: str, question: str) -> Json:
    request = urllib.request.Request(
        f"{url}/v1/ask",
        data=json.dumps({"question": question, "k": 5}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with OPENER.open(request, timeout=ANSWER_SECONDS) as response:
            answer: Json = json.load(response)
            return answer
    except urllib.error.HTTPError as error:
        problem = error.read().decode(errors="replace")
        raise DemoError(f"POST /v1/ask answered {error.code}: {problem}") from error
    except (OSError, ValueError) as error:
        raise DemoError(f"POST /v1/ask failed: {error}") from error


def show_answer(console: Console, answer: Json) -> None:
    console.print(Rule("The answer"), Text(answer["question"], "bold"))
    if not answer["answered"]:
        console.print(f"Not found in this library: {answer['abstention']}", markup=False)
    for passage in answer["passages"]:
        show_passage(console, passage)
    console.print(Text("\nSource", "bold"))
    for reference in dict.fromkeys(passage["citation"]["reference"] for passage in answer["passages"]):
        console.print(Padding(Text(reference), (0, 0, 0, 4)))


def show_passage(console: Console, passage: Json) -> None:
    citation = passage["citation"]
    title = Text(f"\n[{passage['rank']}] ", "bold").append(citation["locator"], "bold cyan")
    console.print(title.append(f"  {citation['section']['title']}", "dim"))
    console.print(Padding(quoted(passage, plain=console.no_color or not console.is_terminal), (0, 0, 0, 4)))
    for mention in passage["mentions"]:
        if mention["why"]:
            console.print(Padding(Text(f"{mention['text']}: {mention['why']}", "yellow"), (0, 0, 0, 4)))


def quoted(passage: Json, plain: bool) -> Text:
    """The passage with its quotes in bold, or between « and » where there is no colour."""
    text, end = Text(), 0
    for quote in passage["quotes"]:
        text.append(passage["text"][end : quote["start"]], "dim")
        text.append(f"«{quote['text']}»" if plain else quote["text"], "bold")
        end = quote["end"]
    return text.append(passage["text"][end:], "dim" if passage["quotes"] else "")


def show_seconds(console: Console, steps: Steps, answer: Json) -> None:
    table = Table.grid("step", "seconds", padding=(0, 3, 0, 0))
    for name, seconds in steps.taken:
        table.add_row(name, f"{seconds:.3f} s" if seconds < 1 else f"{seconds:.1f} s")
    console.print(Rule("What it took"), table)
    console.print(f"Of the last, the service itself took {answer['took_ms']:.1f} ms.")


def show_next(console: Console, command: Path) -> None:
    pincite = os.path.relpath(command)
    console.print(Rule("Go on"))
    console.print(
        f'{pincite} ask "How many bonuses were awarded to training companies?"\n'
        f"{pincite} ingest yourreport.pdf\n"
        f"{pincite} serve\n"
        "README.md and docs/ say what else there is.",
        markup=False,
    )


def demonstrate(options: argparse.Namespace, steps: Steps, console: Console) -> Json:
    console.print(Rule("pincite ingest corpus"))
    with steps.step("ingest corpus"):
        ingest(options.command, Path(os.path.relpath(ROOT / "corpus")))
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    console.print(Rule(f"pincite serve --port {port}"))
    with service(options.command, port) as server:
        with steps.step("start the service"):
            wait_until_ready(server, url, options.ready_seconds)
        console.print(f"POST {url}/v1/ask", markup=False)
        with steps.step("ask over HTTP"):
            return ask(url, QUESTION)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--setup-seconds", type=float, default=0.0, help="what the set-up before this took")
    parser.add_argument("--ready-seconds", type=float, default=120.0, help="how long to wait for the service")
    parser.add_argument("--command", type=Path, default=Path(sys.executable).with_name("pincite"))
    return parser.parse_args()


def main() -> int:
    options, steps, console = arguments(), Steps(), Console(highlight=False)
    os.environ.setdefault("PINCITE_LIBRARY", str(ROOT / ".pincite"))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server ends with this
    if options.setup_seconds > 1:
        steps.taken.append(("set up .venv", options.setup_seconds))
    try:
        answer = demonstrate(options, steps, console)
    except DemoError as error:
        Console(stderr=True).print(f"\n{error}", style="red", markup=False, highlight=False)
        return 1
    except KeyboardInterrupt:
        return 130
    show_answer(console, answer)
    show_seconds(console, steps, answer)
    show_next(console, options.command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
