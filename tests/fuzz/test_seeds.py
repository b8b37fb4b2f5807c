"""What fuzzing has come upon once stays right: each seed of each target keeps all promises."""

from __future__ import annotations

import importlib
import json
import random
import signal
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tests.fuzz import ROOT, SEEDS, TARGETS
from tests.fuzz.__main__ import Run

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1 << 20
"""Of all seeds together."""


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_keeps_the_promises(target: str) -> None:
    """Those that broke one once, and those that reach as much of the code as a whole run did."""
    check = importlib.import_module(f"tests.fuzz.targets.{target}").check
    for seed in sorted((SEEDS / target).iterdir()):
        try:
            check(seed.read_bytes())
        except Exception as error:
            error.add_note(f"the seed is {seed.relative_to(ROOT)}")
            raise


@pytest.mark.parametrize("target", TARGETS)
def test_changes_keep_the_form_and_the_promises(target: str) -> None:
    """Some of each seed; which they are, is always the same."""
    module = importlib.import_module(f"tests.fuzz.targets.{target}")
    chance = random.Random(target)
    for seed in sorted((SEEDS / target).iterdir())[:5]:
        try:
            changed = module.mutate(seed.read_bytes(), chance)
        except json.JSONDecodeError:  # a seed that has no form to keep
            continue
        module.check(changed[: module.LARGEST])


def test_seeds_are_few_and_small() -> None:
    """They lie in a checkout, and are run each time."""
    assert sorted(path.name for path in SEEDS.iterdir()) == TARGETS
    assert sum(path.stat().st_size for path in SEEDS.rglob("*") if path.is_file()) < MOST_BYTES


def test_a_fault_is_kept_once_and_the_run_goes_on(tmp_path: Path) -> None:
    """With the bytes that it was found by, and why it is one."""
    target = ModuleType("target")
    target.check = lambda data: 1 / data[0]
    run = Run(target, tmp_path)
    for data in (b"\0first", b"fine", b"\0second", b""):
        run.take(data)
    kept = {path.read_bytes() for path in tmp_path.iterdir() if not path.suffix}
    assert kept == {b"\0first", b""}
    assert any("ZeroDivisionError" in path.read_text() for path in tmp_path.glob("*.txt"))
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
