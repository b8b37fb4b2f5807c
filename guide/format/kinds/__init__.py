"""The kinds of value that keys of the format have.

A kind reads a node into a value, or tells the reader what is wrong with it; and it knows how
to say what it expects, in words to people and as a schema to editors.
"""

from guide.format.kinds.count import Count, Counts
from guide.format.kinds.kind import (
    PARAMETER,
    REFERENCE,
    Kind,
    Misread,
    Reader,
    Schema,
    Schemas,
    all_of,
    either,
    meant,
    scalar,
    write,
)
from guide.format.kinds.lists import ListOf
from guide.format.kinds.model import Cues, Easier, Model, Step
from guide.format.kinds.respelling import Respellings
from guide.format.kinds.sound_file import OwnSound, SoundFile
from guide.format.kinds.text import LONGEST_TEXT, NAME, Text
from guide.format.kinds.time import Moment, Range, Seconds
from guide.format.kinds.translated import LANGUAGE_TAG, Translated
from guide.format.kinds.values import Values
from guide.format.kinds.word import Choice, Flag, Word, flag_meant

__all__ = [
    "LANGUAGE_TAG",
    "LONGEST_TEXT",
    "NAME",
    "PARAMETER",
    "REFERENCE",
    "Choice",
    "Count",
    "Counts",
    "Cues",
    "Easier",
    "Flag",
    "Kind",
    "ListOf",
    "Misread",
    "Model",
    "Moment",
    "OwnSound",
    "Range",
    "Reader",
    "Respellings",
    "Schema",
    "Schemas",
    "Seconds",
    "SoundFile",
    "Step",
    "Text",
    "Translated",
    "Values",
    "Word",
    "all_of",
    "either",
    "flag_meant",
    "meant",
    "scalar",
    "write",
]
