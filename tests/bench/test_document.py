"""What benchmarks tell ends in one table, and in docs/benchmarks.md, whoever told it."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import __main__ as runner
from bench.document import document, explained, one_table
from bench.machine import Machine
from bench.rows import ROWS, Row, gathered, tell
from guide.folders import CONFIG_VARIABLE, FOLDER_VARIABLE, HISTORY_VARIABLE

KEPT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
EXPORT = runner.HERE / "export.py"
words = st.text(st.sampled_from("az0 |\\,:-é"), min_size=1).map(str.strip).filter(bool)
some_rows = st.lists(st.builds(Row, words, words, st.dictionaries(words, words, min_size=1)))
somewhere = Machine({"cores": "2"}, {"sox": "none"})


def cells(line: str) -> list[str]:
    """Return the cells of a line of a table."""
    parts = re.findall(r"((?:\\.|[^\\|])*)\|", line.removeprefix("|"))
    return [re.sub(r"\\(.)", r"\1", part).strip() for part in parts]


def lines_of_tables(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith(("|", "#"))]


def read_back(page: str) -> tuple[Machine, dict[Path, list[Row]]]:
    """Return what a page was written from, but for what is explained there."""
    sections: dict[str, list[list[list[str]]]] = {}
    for line in lines_of_tables(page):
        if line.startswith("#"):
            tables = sections[line.lstrip("# ")] = []
        elif set(line) <= set("|- "):
            head = tables[-1].pop() if len(tables[-1]) == 1 else None
            tables[-1] = tables[-1] if head is None else [head]
        elif not tables or cells(line)[:2] in (["what", "by"], ["program", "version"]):
            tables.append([cells(line)])
        else:
            tables[-1].append(cells(line))
    facts, versions = (dict(table[1:]) for table in sections.pop("The machine"))
    sections.pop("Benchmarks")
    return Machine(facts, versions), {
        runner.HERE / f"{name.lower().replace(' ', '_')}.py": [
            Row(case, way, dict(zip(names[2:], figures, strict=True)))
            for names, *table in tables
            for case, way, *figures in table
        ]
        for name, tables in sections.items()
    }


@given(some_rows)
def test_every_row_ends_in_the_table_and_in_the_document(rows: list[Row]) -> None:
    """With all of its figures, in their order, each below its name."""
    page = document(somewhere, {EXPORT: rows}, 60)
    told = [line for line in page.splitlines() if line.startswith("| ")]
    for row in rows:
        assert [row.case, row.way, *row.figures.values()] in [cells(line) for line in told]
        assert ["what", "by", *row.figures] in [cells(line) for line in told]
    lines = one_table({EXPORT: rows}).splitlines()
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        assert line.endswith(", ".join(f"{name} {value}" for name, value in row.figures.items()))


def test_the_document_says_how_it_came_to_be() -> None:
    """What each benchmark does is what its docstring says, but for how it is called."""
    page = document(somewhere, {EXPORT: []}, 600)
    assert "make bench" in page and "10 minutes" in page
    assert explained(EXPORT) in page and "python bench/export.py" not in page
    assert "Not measured on this machine." in page


def test_the_kept_document_is_of_the_writer() -> None:
    """Its tables are those that the writer makes of what they tell, in the order of the run."""
    page = KEPT.read_text("utf-8")
    machine, rows = read_back(page)
    assert lines_of_tables(document(machine, rows, 0)) == lines_of_tables(page)
    run = [benchmark.program for benchmark in runner.BENCHMARKS if benchmark.whole is not None]
    assert list(rows) == run
    if machine.versions["pulseaudio"] != "none":  # what some measure with; the others need nothing
        assert all(rows.values())


def test_whose_machine_it_is_is_not_told() -> None:
    """Neither its name, nor a path."""
    here = Machine.here()
    told = [*here.facts.values(), *here.versions.values(), KEPT.read_text("utf-8")]
    name = re.escape(platform.node() or "nobody's")
    assert all(not re.search(rf"\b{name}\b", one) for one in told)
    assert all(not re.search(r"(^|\s)(/|~/)\w", one) for one in told)


def test_rows_are_told_to_who_reads_and_who_gathers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one call."""
    monkeypatch.setenv(ROWS, str(tmp_path / "rows"))
    tell("60 min", "guide", {"time": "1.9 s", "memory": "80 MiB"})
    tell("60 min", "sox", {"time": "9 s"})
    assert capsys.readouterr().out.startswith("60 min: guide: time 1.9 s, memory 80 MiB\n")
    first, second = gathered(tmp_path / "rows")
    assert first == Row("60 min", "guide", {"time": "1.9 s", "memory": "80 MiB"})
    assert second.way == "sox"
    assert gathered(tmp_path / "none") == []


Runs = Callable[..., tuple[int, str]]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Run two benchmarks, of which the second ends with code of the test's."""

    def run(code: str, *options: str) -> tuple[int, str]:
        """Return the status, and the page; that is empty where none was written."""
        head = f"import sys\nsys.path[0] = {str(runner.HERE.parent)!r}\n"
        head += "from bench.rows import NOT_KEPT, beside_target, tell\n"
        tells = 'tell("a case", "a way", {"time": beside_target("1 s", "2 s", kept=True)})\n'
        for name, more in (("one", ""), ("other", code)):
            text = f'"""It tells one row."""\n{head}{tells}{more}\n'
            (tmp_path / f"{name}.py").write_text(text, "utf-8")
        page = tmp_path / "page.md"
        page.unlink(missing_ok=True)
        both = (runner.Benchmark("one", quick=()), runner.Benchmark("other", None, ()))
        if "other" not in options:
            both = (both[0], runner.Benchmark("other", quick=()))
        with monkeypatch.context() as patch:
            patch.setattr(runner, "HERE", tmp_path)
            patch.setattr(runner, "DOCUMENT", page)
            patch.setattr(runner, "BENCHMARKS", both)
            patch.setattr(runner, "MOST_S", {"quick": 2, "whole": 20})
            patch.setattr(sys, "argv", ["bench", *options])
            status = runner.main()
        return status, page.read_text("utf-8") if page.exists() else ""

    return run


MISSES = 'tell("late", "a way", {"time": beside_target("3 s", "2 s", kept=False)})'


def test_a_whole_run_is_written(runs: Runs) -> None:
    """With the targets of what kept them."""
    status, page = runs("")
    assert status == 0
    assert page.count("| a case | a way | 1 s (target: 2 s) |") == 2


def test_a_missed_target_ends_a_whole_run_with_1_and_is_written(
    runs: Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is marked, and told at the end; in short it makes no difference."""
    status, page = runs(MISSES)
    assert status == 1
    assert "| late | a way | 3 s (target: 2 s, missed) |" in page
    assert "other: late, a way: time 3 s (target: 2 s, missed)" in capsys.readouterr().err
    assert runs(MISSES, "--quick") == (0, "")


@pytest.mark.parametrize("crash", ["raise ValueError", "sys.exit('lost')", "sys.exit(2)"])
def test_what_crashes_is_left_out(runs: Runs, crash: str) -> None:
    """The document says so, and has all others; the status is 1, in short too."""
    status, page = runs(crash)
    assert status == 1
    assert "Other failed on this machine, and is left out." in page
    assert "## One" in page and "## Other" not in page
    assert runs(crash, "--quick") == (1, "")


def test_a_limit_that_is_not_kept_is_below_its_table(runs: Runs) -> None:
    """What was measured is not lost."""
    status, page = runs("sys.exit(NOT_KEPT)")
    assert status == 1
    assert page.rstrip().endswith("|\n\nA limit that is told above was not kept.")
    assert runs("sys.exit(NOT_KEPT)", "--quick") == (1, "")


def test_what_hangs_is_ended(runs: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    """It is interrupted, so that it ends what it has started, and has failed."""
    hangs = "import time\ntry:\n    time.sleep(60)\nfinally:\n    print('tidy', file=sys.stderr)"
    assert runs(hangs, "--quick") == (1, "")
    assert "other: it was ended after 2 s" in capsys.readouterr().err


def test_what_is_not_in_the_whole_run_is_run_by_its_name(
    runs: Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is written."""
    assert runs("sys.exit('it ran')", "other") == (1, "")
    assert "other failed" in capsys.readouterr().err


def test_files_of_whoever_measures_are_left_alone(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings, routines and history are others."""
    for variable in (CONFIG_VARIABLE, FOLDER_VARIABLE, HISTORY_VARIABLE):
        monkeypatch.setenv(variable, "mine")
    looks = "from guide.folders import config_file, history_file, user_folder\n"
    looks += "files = config_file(), history_file(), user_folder()\n"
    looks += "sys.exit(any(file.exists() or file.name == 'mine' for file in files))"
    assert runs(looks)[0] == 0


def test_every_benchmark_has_a_short_form() -> None:
    """Each is a file with a docstring; CI runs all of them."""
    assert all(benchmark.quick is not None for benchmark in runner.BENCHMARKS)
    for benchmark in runner.BENCHMARKS:
        assert json.dumps(explained(benchmark.program)) != '""'
