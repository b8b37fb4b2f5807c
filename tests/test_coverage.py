"""`make coverage` measures honestly: nothing is left out without a reason."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import reached
from tests.test_architecture import MODULES

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coverage"]
WITH_A_REASON = re.compile(r"# pragma: no (cover|branch) - \w+ \w+")


def test_each_pragma_has_its_reason() -> None:
    """What is left out line by line says why, behind a dash."""
    lines = [line for path in MODULES.values() for line in path.read_text("utf-8").splitlines()]
    pragmas = [line for line in lines if re.search(r"#\s*pragma:?\s", line, re.IGNORECASE)]
    assert not [line for line in pragmas if not WITH_A_REASON.search(line)]


def test_only_another_system_is_left_out_by_a_pattern() -> None:
    """The patterns name Windows alone, where this is not measured; no file is left out."""
    patterns = SETTINGS["report"]["exclude_also"] + SETTINGS["report"]["partial_also"]
    assert all(re.fullmatch(r'if sys\\\.platform [=!]= "win32":', each) for each in patterns)
    assert "omit" not in SETTINGS["run"] | SETTINGS["report"]


@pytest.mark.parametrize(
    ("lines", "branches", "told"),
    [(95, 90, None), (94, 100, "Too little of audio"), (100, 89, "Too little of audio")],
)
def test_lines_and_branches_have_limits_of_their_own(
    tmp_path: Path, lines: int, branches: int, told: str | None
) -> None:
    """Many lines make up for no branches, and one house not for the other."""
    whole = {"covered_lines": 900, "num_statements": 900, "covered_branches": 9, "num_branches": 9}
    measured = {
        "covered_lines": lines,
        "num_statements": 100,
        "covered_branches": branches,
        "num_branches": 100,
    }
    report = tmp_path / "report.json"
    files = {"guide/playing/player.py": {"summary": whole}, "audio/mix.py": {"summary": measured}}
    report.write_text(json.dumps({"files": files}), "utf-8")
    if told is None:
        reached.main(str(report))
    else:
        with pytest.raises(SystemExit, match=told):
            reached.main(str(report))


def test_workers_are_measured_though_they_are_killed(tmp_path: Path) -> None:
    """What a worker ran before SIGKILL is there, and so is what its forks ran until `os._exit`."""
    (tmp_path / "speak.py").write_text(
        "import time\n"
        "from audio.child import Child\n"
        "child = Child('audio.speech.worker', 'espeak')\n"
        "child.send({'engine': 'espeak', 'voice': None, 'language': 'en', 'pace_wpm': 160})\n"
        "child.receive(60)\n"
        "child.send({'text': 'Reach up.', 'speed': 1.0})\n"
        "assert child.receive(60)[0]['sample_rate']\n"
        "time.sleep(1)\n"
        "child.kill()\n",
        "utf-8",
    )
    data = tmp_path / "data"
    settings = ["--rcfile", ROOT / "pyproject.toml"]
    environment = {name: text for name, text in os.environ.items() if "COVERAGE" not in name}

    def coverage(*words: object) -> None:
        subprocess.run(
            [sys.executable, "-m", "coverage", *map(str, words)],
            env=environment,
            check=True,
            cwd=ROOT,
            capture_output=True,
        )

    coverage("run", *settings, "--data-file", data, tmp_path / "speak.py")
    coverage("combine", *settings, "--data-file", data, tmp_path)
    coverage("json", *settings, "--data-file", data, "-o", tmp_path / "report.json")
    files = json.loads((tmp_path / "report.json").read_text("utf-8"))["files"]
    assert "_serve" in {
        name
        for name, part in files["audio/speech/worker.py"]["functions"].items()
        if part["executed_lines"]
    }
    in_fork = files["audio/speech/fork.py"]["functions"]["_work_and_exit"]
    assert not in_fork["missing_lines"]
