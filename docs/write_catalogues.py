"""Collects the words of a session from the code, and brings the catalogues of all languages up.

python docs/write_catalogues.py [NEW]

A NEW language, such as sv, gets a catalogue, to be translated. Then the same again compiles it.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from guide.language.messages import CATALOGUES, DOMAIN

CODE = Path(__file__).parents[1] / "guide"
PROJECT = "stretch-guide"
TEMPLATE = CATALOGUES / f"{DOMAIN}.pot"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "Message": ((1, "c"), 2),
    "Plural": ((1, "c"), 2, 3),
}
_NOTES = ("NOTE:",)
"""What comments for translators begin with."""


def collected() -> Catalog:
    """Return every text that is marked in the code, in the order of files."""
    catalogue = Catalog(project=PROJECT, charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        CODE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=_NOTES, strip_comment_tags=True
    )
    for name, _, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        place = [(f"guide/{name}", None)]
        catalogue.add(message, None, place, auto_comments=comments, context=context)
    return catalogue


def of_language(language: str) -> Path:
    """Return where the catalogue of a language is to be read by people."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path) -> Catalog:
    """Return a catalogue that people write."""
    with path.open("rb") as file:
        return read_po(file)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as people read it: without lines and dates, which change for nothing."""
    file = BytesIO()
    write_po(file, catalogue, width=100, omit_header=False, include_lineno=False)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator')
    return b"\n".join(
        line
        for line in file.getvalue().split(b"\n")
        if not line.startswith((*dated, b"#  ", b"# FIRST", b"# Copyright", b"# This file"))
    )


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as programs read it."""
    file = BytesIO()
    catalogue.creation_date = catalogue.revision_date = datetime.fromtimestamp(0, UTC)
    write_mo(file, catalogue)
    return file.getvalue()


def main(languages: list[str]) -> None:
    """Write the template, then every catalogue, those of new ``languages`` too."""
    template = collected()
    TEMPLATE.write_bytes(written(template))
    known = [path.parts[-3] for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")]
    for language in sorted({*known, *languages}):
        path = of_language(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = (
            read(path) if path.exists() else Catalog(locale=language, project=PROJECT, fuzzy=False)
        )
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path.write_bytes(written(catalogue))
        again = read(path)
        path.with_suffix(".mo").write_bytes(compiled(again))
        open_ = [message.id for message in again if message.id and not message.string]
        if open_:
            sys.stderr.write(f"{path}: {len(open_)} left to translate\n")


if __name__ == "__main__":
    main(sys.argv[1:])
