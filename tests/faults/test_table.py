"""docs/reliability.md names a test for every fault, and every one of them is there."""

from __future__ import annotations

import pytest

from tests.named import ROOT, named_in, named_in_vain

TEXT = (ROOT / "docs" / "reliability.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and line.count("|") == 5]
FAULTS = [row for row in ROWS if not row.startswith("| fault ") and "`python " not in row]


def test_no_test_is_named_in_vain() -> None:
    """Whoever renames a test finds its row here."""
    assert named_in_vain(TEXT) == []


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row.split("|")[1].strip())
def test_every_fault_has_a_test(row: str) -> None:
    """And a promise."""
    _, fault, promise, *_ = (part.strip() for part in row.split("|"))
    assert fault and promise
    assert named_in(row)
