"""No file of the project names a package registry's host, or a place that exists on one machine only."""

import re
import subprocess
from pathlib import Path

import pytest

# Each pattern has a bracket in it, so that this file is no match itself.
HOSTS = r"p[y]pi\.org|p[y]thonhosted\.org|download\.p[y]torch\.org|n[p]mjs\.|deb\.d[e]bian\.org|c[r]ates\.io"
HOST = re.compile(HOSTS)
PLACE = re.compile(r"(?<![\w./<-])/(?:[w]ork|[r]oot|opt/[w]heels|opt/[p]ypi|tmp/[d]ev)[\w.-]*/")


def files(root: Path) -> list[Path]:
    line = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(line, cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


@pytest.mark.parametrize("pattern", [HOST, PLACE], ids=["registry", "place"])
def test_no_file_names_one(root: Path, pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(root)}: {match.group()}"
        for path in files(root)
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_the_patterns_match_what_they_should() -> None:
    assert HOST.search("https://{}.org/simple".format("py" + "pi"))
    assert PLACE.search("'/{}/main/x'".format("work"))
    assert not PLACE.search("/usr/bin/chromium, ./work/x, https://a.example/work/x")
