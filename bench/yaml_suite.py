"""Runs the cases of the public YAML test suite through the source reader.

    make yaml-suite FOLDER=...

FOLDER is a copy of https://github.com/yaml/yaml-test-suite, fetched by hand: of its sources
(``src/*.yaml``, with visible signs for spaces and tabs) or of its data (``in.yaml`` files). Most
cases are no routines: what counts is that each gives a value or problems that lie in it, and never
anything else.
"""

from __future__ import annotations

import argparse
import re
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from guide.checking.check import check_file
from guide.problems.codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.problems.problem import Problem

VISIBLE = {"␣": " ", "←": "\r", "⇔": "\ufeff", "↵": ""}
_TAB = re.compile("—*»")
_UNENDED = re.compile("∎\n?$")
READ_AS_YAML = "read as YAML"
NO_ROUTINE = (
    *(Code.EMPTY_FILE, Code.NO_KEYS, Code.TOO_MANY_PROBLEMS, Code.DUPLICATE_KEY),
    *(Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.KEYS_EXCLUDE_EACH_OTHER, Code.MISPLACED_KEY),
    Code.KEY_IS_NO_WORD,
)
"""Problems of what was read as YAML, but is no routine."""


def cases(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the text of every case."""
    for path in sorted(folder.rglob("in.yaml")):
        yield str(path.relative_to(folder)), path.read_bytes()
    for path in sorted(folder.rglob("src/*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8"))):
            if "yaml" in case:
                yield f"{path.stem}/{number}", shown(case["yaml"]).encode()


def shown(text: str) -> str:
    """Return a text with its visible signs undone."""
    for sign, meant in VISIBLE.items():
        text = text.replace(sign, meant)
    return _UNENDED.sub("", _TAB.sub("\t", text))


def verdict(text: bytes) -> str:
    """Return what became of a case: read as YAML, told not to be, or why neither."""
    try:
        problems = check_file(Path("case.yaml"), text)
    except Exception:  # what the whole run is about
        return "crash: " + traceback.format_exc().splitlines()[-1]
    lines = re.split(r"\r\n|\r|\n", text.decode("utf-8", "replace").removeprefix("\ufeff"))
    if strays := [problem for problem in problems if not _lies_in(problem, lines)]:
        return f"a place outside: {strays[0]}"
    unread = [problem for problem in problems if problem.code.id < Code.WRONG_KIND.id]
    told = [problem for problem in unread if problem.code not in NO_ROUTINE]
    return told[0].code.label if told else READ_AS_YAML


def _lies_in(problem: Problem, lines: list[str]) -> bool:
    place = problem.place
    if place.line == 0:
        return place.column == 0
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def main() -> None:
    """Run them all; the exit status is 1 if one of them crashed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    verdicts = {name: verdict(text) for name, text in cases(parser.parse_args().folder)}
    if not verdicts:
        sys.exit("there are no cases in that folder")
    for name, told in verdicts.items():
        if told.startswith(("crash", "a place outside")):
            print(f"{name}: {told}")
    counts = Counter(verdicts.values())
    print(f"{len(verdicts)} cases, of which {counts[READ_AS_YAML]} were read as YAML; the rest:")
    for told, count in counts.most_common():
        if told != READ_AS_YAML:
            print(f"{count:5}  {told}")
    failed = sum(told.startswith(("crash", "a place outside")) for told in verdicts.values())
    print(f"{failed} crashed, or had a problem without a place in the case")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
