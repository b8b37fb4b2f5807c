"""SARIF: what SARIF 2.1.0 (OASIS) demands of such a log, and what code scanning on GitHub does.

The schema is written for this test: the parts of the standard that are used here, closed, so that
nothing misspelt passes, with GitHub's table of required properties on top.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from guide import folders
from guide.checking.check import check_file
from guide.problems.codes import Code
from guide.problems.problem import Place, Problem
from guide.problems.sarif import as_sarif

CORPUS = Path(__file__).parents[1] / "corpus"


def closed(required: str, optional: str = "", **properties: Any) -> dict[str, Any]:
    """A mapping with these keys and no others."""
    assert {*required.split(), *optional.split()} == properties.keys()
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


WORDS = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}
COUNT = {"type": "integer", "minimum": 0}
TEXT = closed("text", text=WORDS)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "format": "uri-reference", "minLength": 1, "pattern": "^[!-~]+$"}
ARTIFACT = closed("uri", uri=URI)
REGION = closed(
    "startLine startColumn endLine endColumn",
    startLine=NUMBER,
    startColumn=NUMBER,
    endLine=NUMBER,
    endColumn=NUMBER,
)
PHYSICAL = closed("artifactLocation", "region", artifactLocation=ARTIFACT, region=REGION)
LOCATION = closed("physicalLocation", "message", physicalLocation=PHYSICAL, message=TEXT)
DELETED = closed("charOffset charLength", charOffset=COUNT, charLength=COUNT)
REPLACEMENT = closed(
    "deletedRegion insertedContent",
    deletedRegion=DELETED,
    insertedContent=closed("text", text={"type": "string"}),
)
CHANGE = closed(
    "artifactLocation replacements",
    artifactLocation=ARTIFACT,
    replacements={"type": "array", "minItems": 1, "items": REPLACEMENT},
)
FIX = closed(
    "description artifactChanges",
    description=TEXT,
    artifactChanges={"type": "array", "minItems": 1, "items": CHANGE},
)
RULE = closed(
    "id name shortDescription fullDescription help defaultConfiguration",
    id=WORDS,
    name=WORDS,
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=TEXT,
    defaultConfiguration=closed("level", level=LEVEL),
)
RESULT = closed(
    "ruleId ruleIndex level message locations",
    "relatedLocations fixes",
    ruleId=WORDS,
    ruleIndex=COUNT,
    level=LEVEL,
    message=TEXT,
    locations={"type": "array", "minItems": 1, "maxItems": 10, "items": LOCATION},
    relatedLocations={"type": "array", "minItems": 1, "items": LOCATION},
    fixes={"type": "array", "minItems": 1, "items": FIX},
)
DRIVER = closed(
    "name fullName version rules",
    name=WORDS,
    fullName=WORDS,
    version=WORDS,
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
RUN = closed(
    "tool columnKind results",
    tool=closed("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = closed(
    "$schema version runs",
    **{
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": RUN},
    },
)


def check(problems: list[Problem]) -> dict[str, Any]:
    """The log of some problems, which passes the schema."""
    log = as_sarif(problems, "1.0")
    assert [str(error) for error in Draft7Validator(LOG).iter_errors(log)] == []
    return log


def test_the_schema_itself_is_one() -> None:
    """And it lets nothing pass that GitHub would not take."""
    Draft7Validator.check_schema(LOG)
    log = check([Problem(Place("a.yaml", 1, 1), "what", Code.NO_LENGTH, "Write 5s.")])
    del log["runs"][0]["results"][0]["locations"]
    assert not Draft7Validator(LOG).is_valid(log)


@pytest.mark.parametrize("folder", ["bad", "doubtful", "slips"])
def test_every_problem_of_the_corpus_is_a_result(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With other places, fixes, and files that have odd names or no lines."""
    monkeypatch.chdir(CORPUS / folder)
    monkeypatch.setattr(folders, "BUNDLED", Path("../library"))
    monkeypatch.setenv(folders.FOLDER_VARIABLE, "no-such-folder")
    problems = [one for file in sorted(Path().rglob("*.yaml")) for one in check_file(file)]
    problems += check_file(Path("no such, 100% 猫.yaml"))
    assert problems
    results = check(problems)["runs"][0]["results"]
    assert len(results) == len(problems)
