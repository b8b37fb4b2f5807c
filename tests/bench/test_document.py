"""What benchmarks tell ends in one table, and in docs/benchmarks.md, whoever told it."""

from __future__ import annotations

import json
import platform
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import __main__ as runner
from bench.document import document, explained, one_table
from bench.machine import Machine
from bench.rows import ROWS, Row, gathered, tell

KEPT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
EXPORT = runner.HERE / "export.py"
TELLS = """
import sys
sys.path[0] = {root!r}
from bench.rows import tell
tell("a case", "a way", {{"time": "1 s"}})
sys.exit({status})
"""

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
    assert list(rows) == [program for program in run if program in rows]
    assert all(program.is_file() for program in rows)


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


@pytest.mark.parametrize("status", [0, 1])
def test_nothing_is_written_where_one_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """The run ends with the worst of their statuses."""
    tells = TELLS.format(root=str(runner.HERE.parent), status=status)
    (tmp_path / "one.py").write_text(f'"""It tells one row."""\n{tells}', "utf-8")
    monkeypatch.setattr(runner, "HERE", tmp_path)
    monkeypatch.setattr(runner, "DOCUMENT", tmp_path / "page.md")
    monkeypatch.setattr(runner, "BENCHMARKS", (runner.Benchmark("one"),))
    monkeypatch.setattr(sys, "argv", ["bench"])
    assert runner.main() == status
    assert (tmp_path / "page.md").exists() == (status == 0)
    if status == 0:
        assert "| a case | a way | 1 s |" in (tmp_path / "page.md").read_text("utf-8")


def test_every_benchmark_has_a_short_form() -> None:
    """Each is a file with a docstring; CI runs all of them."""
    assert all(benchmark.quick is not None for benchmark in runner.BENCHMARKS)
    for benchmark in runner.BENCHMARKS:
        assert json.dumps(explained(benchmark.program)) != '""'
