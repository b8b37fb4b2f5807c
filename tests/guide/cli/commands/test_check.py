"""``guide check`` and ``guide explain``, as people and programs use them."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from guide.problems.codes import Code
from tests.guide.cli.running import GUIDE, guide

if TYPE_CHECKING:
    from pathlib import Path

WRONG = """\
title: Wrong
before: Stop when it hurts.
steps:
  - {title: A, say: Lie down., hold: 60s-30s}  # a note
  - {title: B, hold: 20s, hodl: 20s}
  - {title: C, hold: 20s, cues: {25s: Rest.}}
"""
DOUBTFUL = "title: Doubtful\nsteps:\n  - {title: Reach, hold: 20s}\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A routine with three problems, of which one can be mended."""
    file = tmp_path / "wrong, and bad.yaml"
    file.write_text(WRONG, "utf-8")
    return file


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A routine with two warnings."""
    file = tmp_path / "doubtful.yaml"
    file.write_text(DOUBTFUL, "utf-8")
    return file


def test_every_problem_of_every_file_is_told(short: Path, wrong: Path, tmp_path: Path) -> None:
    """With its place, its line between the neighbours, and a count at the end."""
    worse = tmp_path / "worse.yaml"
    worse.write_text("- a list\n", "utf-8")
    result = guide("check", wrong, worse, short)
    assert result.returncode == 1
    assert not result.stderr
    assert f"{wrong}:4:38: this range is upside down [R038]\n" in result.stdout
    assert "    3 | steps:\n    4 |   - {title: A" in result.stdout
    assert f"{worse}:1:1: " in result.stdout
    assert "4 problems and 1 warning found.\n" in result.stdout
    assert result.stdout.endswith("'guide check --fix' mends 1 of them.\n")


def test_warnings_alone_are_no_reason_to_fail(doubtful: Path) -> None:
    """Unless that is asked for."""
    result = guide("check", doubtful)
    assert result.returncode == 0
    assert f"{doubtful}:1:1: warning: nothing in this routine says when to stop" in result.stdout
    assert "2 warnings found." in result.stdout
    assert guide("check", "--strict", doubtful).returncode == 1


def test_a_file_without_any_is_fine(tmp_path: Path) -> None:
    """And strictness finds nothing in it either."""
    file = tmp_path / "fine.yaml"
    file.write_text("title: T\nbefore: Stop when it hurts.\nsteps: [childs-pose]\n", "utf-8")
    result = guide("check", "--strict", file)
    assert result.returncode == 0
    assert result.stdout.startswith(f"{file}: fine\n")


def test_an_unused_move_is_not_fine(tmp_path: Path) -> None:
    """It is told with its file, once, and the others are fine."""
    (tmp_path / "moves").mkdir()
    move, file = tmp_path / "moves" / "swing.yaml", tmp_path / "short.yaml"
    move.write_text("title: Swing\nsay: Swing your arms.\nhold: 9s\n", "utf-8")
    file.write_text("title: T\nbefore: Stop when it hurts.\nsteps: [childs-pose]\n", "utf-8")
    for files in ((move, file), (file, move), (file,)):
        shown = guide("check", *files).stdout
        assert f"{move}: fine" not in shown
        assert shown.count(f"{move}: warning: no routine beside it uses this move [R107]") == 1
        assert f"{file}: fine" in shown
        assert "1 warning found." in shown


def test_a_broken_move_is_told_once_for_all_that_use_it(tmp_path: Path) -> None:
    """And none of them is fine."""
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "slow.yaml").write_text("title: Slow\nhold: soon\n", "utf-8")
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:
        file.write_text("title: T\nsteps: [slow]\n", "utf-8")
    result = guide("check", *files)
    assert result.stdout.count("[R036]") == 1
    assert f"{files[1]}: uses what is told above\n" in result.stdout
    assert "1 problem found." in result.stdout
    assert guide("check", files[1]).returncode == 1


def test_a_tab_and_another_indent_are_seen_in_what_was_mended(tmp_path: Path) -> None:
    """Else the lines before and after would look the same."""
    file = tmp_path / "tabs.yaml"
    file.write_text("title: T\nsteps:\n  - title: A\n\thold: 10s\n  -\trest: 5s\n", "utf-8")
    told = guide("check", "--fix", file).stdout
    assert "    - →hold: 10s\n    +   hold: 10s\n" in told
    assert "    - hold: 10s\n    +   hold: 10s\n" in told
    assert "    - -→rest: 5s\n    + - rest: 5s\n" in told


def test_fix_mends_and_says_so(wrong: Path) -> None:
    """What is left is told as ever; a second time there is nothing to do."""
    result = guide("check", "--fix", wrong)
    assert result.returncode == 1
    assert wrong.read_text("utf-8") == WRONG.replace("60s-30s", "30s-1m")
    assert result.stdout.startswith(
        f"{wrong}:4:38: this range is upside down: mended [R038]\n"
        "    - - {title: A, say: Lie down., hold: 60s-30s}  # a note\n"
        "    + - {title: A, say: Lie down., hold: 30s-1m}  # a note\n"
    )
    assert "2 problems found.\n" in result.stdout
    assert "mended" not in guide("check", "--fix", wrong).stdout


def test_what_reading_stops_at_may_hide_more(tmp_path: Path) -> None:
    """Where the file cannot be read on, the report ends with that; otherwise nothing is hidden."""
    open_end = tmp_path / "open.yaml"
    open_end.write_text("title: T\nsteps:\n  - title: A\n     hold: [20s\n    hodl: 3s\n", "utf-8")
    read_on = tmp_path / "on.yaml"
    read_on.write_text("title: T\nsteps:\n  - title: A\n     hold: 20s\n  - rset\n", "utf-8")
    both = guide("check", str(open_end), str(read_on))
    assert both.returncode == 1
    last = f"More may be found once this is mended: {open_end}:4:6"
    assert last in both.stdout.splitlines()[-2:]
    assert "More may be found" not in guide("check", str(read_on)).stdout
    assert f"{last}\n" in guide("show", str(open_end)).stderr


def test_diff_only_shows(wrong: Path, doubtful: Path) -> None:
    """As a patch that does the same."""
    result = guide("check", "--diff", wrong, doubtful)
    assert result.returncode == 1
    assert wrong.read_text("utf-8") == WRONG
    assert [line for line in result.stdout.splitlines() if line[0] in "-+"] == [
        f"--- {wrong}",
        f"+++ {wrong}",
        "-  - {title: A, say: Lie down., hold: 60s-30s}  # a note",
        "+  - {title: A, say: Lie down., hold: 30s-1m}  # a note",
    ]


@pytest.mark.parametrize("other", [["--fix"], ["--json"], ["--output-format", "sarif"]])
def test_diff_goes_with_no_other(wrong: Path, other: list[str]) -> None:
    """It is a patch, and nothing else."""
    result = guide("check", "--diff", *other, wrong)
    assert result.returncode == 2
    assert "--diff shows a patch" in result.stderr
    assert wrong.read_text("utf-8") == WRONG


def test_fix_writes_no_protected_file(wrong: Path) -> None:
    """It says so, and leaves it as it was."""
    if os.geteuid() == 0:
        pytest.skip("nothing is protected from root")
    wrong.chmod(0o444)
    result = guide("check", "--fix", wrong)
    assert result.returncode == 1
    assert "protected" in result.stderr
    assert wrong.read_text("utf-8") == WRONG


def test_json_has_all_fields(wrong: Path, doubtful: Path) -> None:
    """In one array for all files; ``--json`` is short for it."""
    result = guide("check", "--output-format", "json", wrong, doubtful)
    assert result.returncode == 1
    rows = json.loads(result.stdout)
    assert [(row["code"], row["severity"], row["line"], row["column"]) for row in rows] == [
        ("R038", "error", 4, 38),
        ("R012", "error", 5, 27),
        ("R046", "error", 6, 34),
        ("R105", "warning", 1, 1),
        ("R102", "warning", 3, 5),
    ]
    (edit,) = rows[0]["edits"]
    mended = WRONG[: edit["start"]] + edit["replacement"] + WRONG[edit["end"] :]
    assert mended == WRONG.replace("60s-30s", "30s-1m")
    assert guide("check", "--json", wrong, doubtful).stdout == result.stdout
    assert json.loads(guide("check", "--json", "/dev/null/x").stdout)[0]["line"] is None


def test_github_annotations_are_escaped(wrong: Path, doubtful: Path) -> None:
    """Percent signs, line ends, and in properties colons and commas."""
    moved = wrong.with_name("100%: a, b.yaml")
    wrong.rename(moved)
    lines = guide("check", "--output-format", "github", moved, doubtful).stdout.splitlines()
    folder = str(moved.parent)
    assert lines[0] == (
        f"::error file={folder}/100%25%3A a%2C b.yaml,line=4,col=38,endColumn=45,"
        "title=R038 upside-down::this range is upside down%0AWrite 30s-1m."
    )
    assert lines[3].startswith(f"::warning file={doubtful},line=1,col=1,endColumn=16,title=R105 ")
    assert len(lines) == 5
    gone = guide("check", "--output-format", "github", "none.yaml").stdout
    assert gone.startswith("::error file=none.yaml,title=R001 no-such-file::there is no such file")


def test_sarif_is_a_whole_log(wrong: Path, doubtful: Path) -> None:
    """One run, with every rule, and results that point to rules and into the files."""
    log = json.loads(guide("check", "--output-format", "sarif", wrong, doubtful, "no.yaml").stdout)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [code.id for code in Code]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"][-1] in ".?"
        _check_location(result["locations"][0])
    upside_down = run["results"][0]
    place = upside_down["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == wrong.as_uri()
    assert place["region"] == {
        "startLine": 4,
        "startColumn": 38,
        "endLine": 4,
        "endColumn": 45,
    }
    ((change,),) = [fix["artifactChanges"] for fix in upside_down["fixes"]]
    (replacement,) = change["replacements"]
    start = WRONG.index("60s-30s")
    assert replacement["deletedRegion"] == {"charOffset": start, "charLength": 7}
    assert replacement["insertedContent"] == {"text": "30s-1m"}
    gone = run["results"][-1]["locations"][0]["physicalLocation"]
    assert gone == {"artifactLocation": {"uri": "no.yaml"}}


def _check_location(location: dict[str, Any]) -> None:
    region = location["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1})
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    assert region.get("endColumn", 2) > region["startColumn"]


def test_sarif_tells_of_other_places(tmp_path: Path) -> None:
    """Where a key was written first."""
    file = tmp_path / "twice.yaml"
    file.write_text("title: A\ntitle: B\nsteps: [rest]\n", "utf-8")
    log = json.loads(guide("check", "--output-format", "sarif", file).stdout)
    (related,) = log["runs"][0]["results"][0]["relatedLocations"]
    assert related["message"] == {"text": "first written here"}
    assert related["physicalLocation"]["region"]["startLine"] == 1


def on_terminal(*arguments: object, columns: int, **environment: str) -> str:
    """What ``guide`` prints on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    variables = {"TERM": "xterm-256color", "COLUMNS": str(columns), "NO_COLOR": "", **environment}
    command = [str(GUIDE), *map(str, arguments)]
    process = subprocess.Popen(
        command, stdout=theirs, stdin=subprocess.DEVNULL, env={**os.environ, **variables}
    )
    os.close(theirs)
    output = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # how Linux says that nobody has the other end any more
            break
        if not piece:
            break
        output += piece
    process.wait(20)
    os.close(ours)
    return output.decode().replace("\r\n", "\n")


def test_a_terminal_is_written_to_in_colour_and_to_its_width(wrong: Path) -> None:
    """Also a narrow one; and without its colours it has the same words as a pipe."""
    shown = on_terminal("check", wrong.name, columns=44, PWD=str(wrong.parent))
    assert "\x1b[1;31m^" in on_terminal("check", wrong, columns=80)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= 44
    wide = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal("check", wrong, columns=400))
    assert wide == guide("check", wrong).stdout


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_none_is_wanted(wrong: Path, variable: dict[str, str]) -> None:
    """By the environment; a pipe has none anyway."""
    assert "\x1b" not in on_terminal("check", wrong, columns=80, **variable)
    assert "\x1b" not in guide("check", wrong).stdout


def test_explain_tells_what_a_code_means() -> None:
    """By its code in any case, in brackets, or by its name."""
    shown = guide("explain", "R012").stdout
    assert shown.startswith("R012 unknown-key (error)\nThe format has no such key here.\n")
    assert "Not so:\n\n    - title: Reach\n      hodl: 20s\n" in shown
    assert "But so:\n\n    - title: Reach\n      hold: 20s\n" in shown
    for name in ("r012", "[R012]", "unknown-key"):
        assert guide("explain", name).stdout == shown


def test_explain_lists_all_codes() -> None:
    """With what they mean, errors and warnings."""
    lines = guide("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [code.id for code in Code]
    assert "R105  warning  A routine has no words about safety." in lines


@pytest.mark.parametrize(
    ("name", "hint"),
    [("R112x", "Did you mean R112?"), ("unkown-key", "R012?"), ("xyz", "'guide explain' lists")],
)
def test_explain_knows_what_was_meant(name: str, hint: str) -> None:
    """An unknown code is wrong usage."""
    result = guide("explain", name)
    assert result.returncode == 2
    assert hint in result.stderr
