"""The kinds of value that keys of the format have.

A kind reads a node into a value, or tells the reader what is wrong with it; and it knows how
to say what it expects. A schema can be generated from the same objects.
"""

from guide.kinds.collection import Cues, Easier, ListOf, Model, Step
from guide.kinds.kind import Kind, Misread, Reader, all_of, scalar
from guide.kinds.text import NAME, Text
from guide.kinds.time import Moment, Range, Seconds
from guide.kinds.values import PARAMETER, Values
from guide.kinds.word import Choice, Count, Counts, Flag, Word

__all__ = [
    "NAME",
    "PARAMETER",
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
    "Range",
    "Reader",
    "Seconds",
    "Step",
    "Text",
    "Values",
    "Word",
    "all_of",
    "scalar",
]
