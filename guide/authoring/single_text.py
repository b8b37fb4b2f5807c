"""A single text as YAML, as its author would write it: in quotes only where it needs them."""

from __future__ import annotations

import json
import re

from guide.reading.parameters import literally

_PLAIN = re.compile("[^\\W\\d_][\\w .,'\N{RIGHT SINGLE QUOTATION MARK}!?()/-]*")
_NOT_TEXT = ("null", "true", "false", "yes", "no", "on", "off")


def in_yaml(text: str, *, in_list: bool = False) -> str:
    """Return ``text`` as it is written in YAML, in double quotes where it needs them."""
    text = literally(text)
    safe = not text.startswith("{") and _PLAIN.fullmatch(text.replace("{side}", "side"))
    plain = safe and text.lower() not in _NOT_TEXT and not (in_list and "," in text)
    return text if plain and text == text.strip() else json.dumps(text, ensure_ascii=False)
