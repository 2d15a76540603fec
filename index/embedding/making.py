"""Things in the cache that another process makes: whole or not at all, and by one process at a time."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from ingest.errors import ModelError

LONGEST_REASON = 300


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Hold the right to make `target`; whoever waited finds out whether it is there now."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f".{target.name}.lock")):
            yield
    except OSError as error:
        raise ModelError(
            f"Nothing can be written into {target.parent}: {error.strerror or error}. "
            "Set PINCITE_CACHE to a folder with room that may be written."
        ) from error


def make(target: Path, module: str, arguments: Sequence[str]) -> None:
    """Run a module that fills the folder named first of its arguments that is {}; then put it in place.

    Raises ModelError with the reason alone.
    """
    with workplace(target) as work:
        made = str(work / "made")
        _run(module, [made if argument == "{}" else argument for argument in arguments])
        if target.exists():
            target.rename(work / "damaged")
        Path(made).rename(target)


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """A folder for what is needed only while `target` is made, whose lock is held."""
    # Beside the target, for the renames; what is there already was left by a killed process.
    work = target.with_name(f".{target.name}.work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _run(module: str, arguments: Sequence[str]) -> None:
    command = [sys.executable, "-P", "-m", module, *arguments]
    done = subprocess.run(command, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode != 0:
        raise ModelError(_reason(done))


def _environment() -> dict[str, str]:
    # The same modules as here, however they were found; and nothing fetched behind the user's back.
    path = os.pathsep.join(place or os.fspath(Path.cwd()) for place in sys.path)
    fixed = {
        "PYTHONPATH": path,
        "PYTHONWARNINGS": "ignore",
        "PYTHONIOENCODING": "utf-8",
        "HF_HUB_OFFLINE": "1",
    }
    return {**os.environ, **fixed}


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"signal {-done.returncode} ended it; it needs about 2 GB of memory."
    lines = [line.strip() for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1][:LONGEST_REASON] if lines else f"its process ended with {done.returncode}."
