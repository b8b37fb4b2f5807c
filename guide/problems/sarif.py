"""Problems as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from guide.problems.codes import Code
from guide.problems.explaining import explanation_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.problems.explaining import Explanation
    from guide.problems.problem import Edit, Place, Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES = list(Code)


def as_sarif(problems: Iterable[Problem], version: str) -> dict[str, Any]:
    """Return a log of one run; places count characters, and paths are as they were given."""
    driver = {
        "name": "guide",
        "fullName": "stretch-guide",
        "version": version,
        "rules": [_rule(code) for code in _RULES],
    }
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem) for problem in problems],
            }
        ],
    }


def _rule(code: Code) -> dict[str, Any]:
    explanation = explanation_of(code)
    return {
        "id": code.id,
        "name": code.label,
        "shortDescription": {"text": code.meaning},
        "fullDescription": {"text": explanation.text},
        "help": {"text": _help(explanation)},
        "defaultConfiguration": {"level": code.severity},
    }


def _help(explanation: Explanation) -> str:
    """Return what a code host shows below a result: the explanation, and an example."""
    text, wrong, right = explanation
    return f"{text}\n\nNot so:\n\n{wrong}\n\nBut so:\n\n{right}" if wrong else text


def _result(problem: Problem) -> dict[str, Any]:
    message = problem.message[:1].upper() + problem.message[1:]
    result: dict[str, Any] = {
        "ruleId": problem.code.id,
        "ruleIndex": _RULES.index(problem.code),
        "level": problem.code.severity,
        "message": {"text": f"{message}. {problem.hint}"},
        "locations": [{"physicalLocation": _location(problem.place)}],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"physicalLocation": _location(one.place), "message": {"text": one.label}}
            for one in problem.related
        ]
    if problem.edits:
        result["fixes"] = [_fix(problem)]
    return result


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        location["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": place.column + place.length,
        }
    return location


def _fix(problem: Problem) -> dict[str, Any]:
    return {
        "description": {"text": problem.hint},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(problem.place.file)},
                "replacements": [_replacement(edit) for edit in problem.edits],
            }
        ],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
        "insertedContent": {"text": edit.replacement},
    }


def _uri(file: str) -> str:
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix(), safe="/", errors="replace")
