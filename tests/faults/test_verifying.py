"""An export that was damaged on its way, and ``guide verify``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.guide.cli.running import guide

if TYPE_CHECKING:
    from pathlib import Path


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A copy of which something is lost, changed, or written twice."""
    first, last = sorted(chance.sample(range(len(content)), 2))
    told = content.find(b"stretch-guide ") + chance.randrange(200)
    kind = chance.randrange(4)
    if kind == 0:
        return content[:first]
    if kind == 1:
        return content[:first] + chance.randbytes(9) + content[first + 9 :]
    if kind == 2:
        return content[:told] + chance.randbytes(1) + content[told + 1 :]
    return content[:last] + content[first:]


@pytest.mark.parametrize("ending", ["wav", "mp3", "opus", "html", "vtt"])
def test_a_damaged_export_is_told_whatever_the_damage(ending: str, short: Path) -> None:
    """In a sentence, with a status that says so; it is left as it is."""
    export = short.with_name(f"a.{ending}")
    assert guide("export", short, "-o", export).returncode == 0
    content, chance = export.read_bytes(), random.Random(ending)
    for _ in range(6):
        changed = damaged(content, chance)
        export.write_bytes(changed)
        ran = guide("verify", export, short)
        assert ran.returncode in (1, 2), ran.stdout
        assert "Traceback" not in ran.stderr
        assert "is not current: " in ran.stdout or ran.stderr
        assert export.read_bytes() == changed
