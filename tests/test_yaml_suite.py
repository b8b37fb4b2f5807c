"""``bench/yaml_suite.py``, by which the public YAML test suite is run: it finds what it should.

The suite itself is not kept here; its copy is fetched by hand (see ``make yaml-suite``).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = r"""
- name: Spaces and tabs that are visible
  yaml: |
    title:␣Reach
    steps:
    - rest
    -———»childs-pose
- name: Without an end of line, and with a byte order mark
  yaml: "⇔title: A∎\n"
- name: A continuation, which has no text of its own
  tree: +STR
- name: Not closed
  yaml: |
    title: "Reach
"""
TEXTS = {
    "routine": b"title: A\nsteps: [rest]\n",
    "list": b"- [a, {b: c}]\n- !!str d\n",
    "alias": b"a: *nowhere\n",
    "bytes": b"\xff\xfe\x00a",
    "nothing": b"",
    "deep": b"[" * 1000,
    "control": b"a: \x07\n",
    "empty key": b"? \n: \n",
    "block": b"a: |2\n    b\n c\n",
}
"""Cases of our own, each as the suite has them."""


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the programme says of a folder of cases."""
    script = ROOT / "bench" / "yaml_suite.py"
    command = [sys.executable, str(script), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_cases_in_both_forms_give_values_or_problems_with_places(tmp_path: Path) -> None:
    """The sources with visible signs, and the data; none crashes, none points outside of itself."""
    for name, text in TEXTS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "in.yaml").write_bytes(text)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "AB12.yaml").write_text(SOURCES, "utf-8")
    result = run(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith(f"{len(TEXTS) + 3} cases, of which ")
    assert result.stdout.endswith("0 crashed, or had a problem without a place in the case\n")
    for told in ("unclosed", "tag", "alias", "too-deep", "stray-character", "not-utf-8"):
        assert f"  {told}\n" in result.stdout


def test_a_folder_without_cases_is_no_success(tmp_path: Path) -> None:
    """It is the wrong folder."""
    result = run(tmp_path)
    assert result.returncode == 1
    assert "there are no cases in that folder" in result.stderr
