"""How long a file may take to be read, and how much memory it may need."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one page, and for a whole file with what is found in it; MiB of memory for a file.

    Memory is limited where the system can do that, as Linux can.
    """

    page_s: float = 60
    file_s: float = 900
    memory_mib: int = 2048
