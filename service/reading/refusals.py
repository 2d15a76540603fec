"""What is said of a file that could not be read within its limits, or that took its reader down."""

import signal
from collections.abc import Sequence

from ingest.errors import DamagedFile, HugeFile, RefusedFile, SlowFile
from service.reading.limits import Limits
from service.reading.messages import BadPage, OnItsPage, Read, Where

_ANEW = "Try to export it again, or print it to a new PDF"


def slow_page(name: str, where: Where, limits: Limits) -> SlowFile:
    """A page took longer than it may."""
    return SlowFile(
        f"{name}: gave up after {limits.page_s:g} s {spelt(where)}. "
        f"{_ANEW}, or allow more seconds a page with PINCITE_PAGE_SECONDS."
    )


def slow_file(name: str, where: Where, limits: Limits) -> SlowFile:
    """The file took longer than it may."""
    return SlowFile(
        f"{name}: gave up after {limits.file_s:g} s for the whole file, {spelt(where)}. "
        f"Split it, or allow more seconds a file with PINCITE_FILE_SECONDS."
    )


def huge(name: str, where: Where, limits: Limits) -> HugeFile:
    """The file needed more memory than it may have."""
    return HugeFile(
        f"{name}: needs more than {limits.memory_mib:,} MiB of memory {spelt(where)}. "
        f"{_ANEW}, or allow more MiB with PINCITE_FILE_MEMORY."
    )


def tripped(name: str, where: Where, error: Exception) -> DamagedFile:
    """The reader raised what it should not."""
    return DamagedFile(
        f"{name}: could not be taken apart {spelt(where)} ({type(error).__name__}: {error}). "
        "Try to export it again; if that does not help, please report it."
    )


def ended(name: str, where: Where, code: int) -> RefusedFile:
    """The process that read the file has ended with this code, which is minus the number of a signal."""
    if code == -getattr(signal, "SIGKILL", 0):
        return HugeFile(
            f"{name}: the system ended the process that read it {spelt(where)}, as it does when memory runs out. "
            f"Close other programs, or split the file, and ingest it again."
        )
    memory = " It may need more memory: PINCITE_FILE_MEMORY." if code == -getattr(signal, "SIGABRT", 0) else ""
    return DamagedFile(
        f"{name}: the process that read it crashed {spelt(where)} ({_code(code)}).{memory} "
        f"{_ANEW}; if that does not help, please report it."
    )


def bad_page(where: Where, why: str) -> BadPage | None:
    """The page that is to blame; none where the file has no others."""
    return BadPage(where.number, why) if isinstance(where, OnItsPage) and where.pages > 1 else None


def several(first: RefusedFile, others: Sequence[int]) -> RefusedFile:
    """That one page is refused, and the numbers of others that could not be read either."""
    if not others:
        return first
    *most, last = map(str, others)
    pages = f"pages {', '.join(most)} and {last}" if most else f"page {last}"
    return type(first)(f"{first} Neither could {pages} be read.")


def crashed(code: int) -> str:
    """Why a page is left out that has ended the process."""
    return "out of memory" if code == -getattr(signal, "SIGKILL", 0) else f"crashed its reader: {_code(code)}"


def not_started(name: str, why: str | int) -> RefusedFile:
    """No process could be started to read the file in; `why`, or the code that it has ended with."""
    why = why if isinstance(why, str) else _code(why)
    return RefusedFile(
        f"{name}: no process could be started to read it in ({why}). "
        "Check that there is memory left and that Pincite is installed completely, and ingest it again."
    )


def spelt(where: Where) -> str:
    """ "on page 3 of 10", or the like."""
    match where:
        case OnItsPage(number, pages):
            return f"on page {number:,} of {pages:,}"
        case Read(pages):
            return f"after its last page ({pages:,})" if pages else "after its text was read"
        case None:
            return "before its first page"


def _code(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"
