"""Every kind of problem there is: its code, and what it means.

This table is all there is: ``guide explain`` prints it, reports and SARIF rules are made from it.
A code is never given to anything else, also when it is no longer used. Why each matters and what
to do about it stands in ``explanations/``, in a file of its own.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal

Severity = Literal["error", "warning"]

FIRST_WARNING = "R101"
"""Codes from here on are warnings: the file can be played."""


class Code(Enum):
    """A kind of problem.

    Attributes:
        id: the short code, such as ``R012``.
        meaning: what is wrong, one line.
    """

    def __init__(self, id_: str, meaning: str) -> None:
        """Keep one row of the table."""
        self.id = id_
        self.meaning = meaning

    def __repr__(self) -> str:
        return f"Code.{self.name}"

    @property
    def label(self) -> str:
        """Its name, such as ``unknown-key``."""
        return self.name.lower().replace("_", "-")

    @property
    def severity(self) -> Severity:
        """An ``error`` keeps a file from being played, a ``warning`` does not."""
        return "warning" if self.id >= FIRST_WARNING else "error"

    # The file as a whole.

    NO_SUCH_FILE = "R001", "There is no such file."
    UNREADABLE_FILE = "R002", "The file cannot be read."
    FILE_TOO_LARGE = "R003", "The file is too large for a routine."
    NOT_UTF_8 = "R004", "The file is not saved as UTF-8."
    NOT_TEXT = "R005", "The file is no text."
    STRAY_CHARACTER = "R006", "A character has no place in a routine."
    EMPTY_FILE = "R007", "There is nothing in the file."
    NO_KEYS = "R008", "The file does not consist of keys."
    TOO_MANY_PROBLEMS = "R009", "There are more problems than are listed."

    # How YAML is written.

    NOT_YAML = "R010", "This cannot be read as YAML."
    DUPLICATE_KEY = "R011", "A key is there twice."
    UNKNOWN_KEY = "R012", "The format has no such key here."
    MISSING_KEY = "R013", "A key that is needed is missing."
    KEYS_EXCLUDE_EACH_OTHER = "R014", "Two keys cannot stand side by side."
    MISPLACED_KEY = "R015", "A key has no meaning here."
    TAB = "R016", "A line is indented with a tab."
    MISSING_SPACE = "R017", "A space is missing after a colon or a dash."
    COLON_IN_TEXT = "R018", "A text with a colon in it needs quotes."
    TEXT_AFTER_END = "R019", "More follows behind a closing quote, brace or bracket."
    UNCLOSED = "R020", "A quote, a brace or a bracket is never closed."
    COLUMNS = "R021", "A line does not begin below those that it belongs to."
    CUT_BY_COMMA = "R022", "A comma inside of braces ends a text."
    SIGN_FIRST = "R023", "A text begins with a sign that means something to YAML."
    WRONG_ESCAPE = (
        "R024",
        "A backslash in double quotes is followed by something that has no meaning.",
    )
    BRACKETS = "R025", "A list in brackets, or keys in braces, do not go on as they should."
    NO_COLON = "R026", "A key has no colon."
    TAG = "R027", "Tags are not read."
    ALIAS = "R028", "An alias repeats something that is not there."
    TOO_DEEP = "R029", "Lists and mappings are nested too deep."
    TOO_MUCH = "R030", "A routine is too large when all repetitions are counted."
    SECOND_DOCUMENT = "R031", "A second document begins."
    KEY_IS_NO_WORD = "R032", "A key is no word."
    MERGE_KEY = "R033", "Merge keys are not read."

    # Values.

    WRONG_KIND = "R034", "A text, a list or a mapping stands where something else is expected."
    NOTHING_WRITTEN = "R035", "A key or a dash has nothing behind it."
    NO_LENGTH = "R036", "This is no length of time."
    LENGTH_OUT_OF_BOUNDS = "R037", "A length of time is too short or too long."
    UPSIDE_DOWN = "R038", "A range has its larger end first."
    NO_COUNT = "R039", "This is no number that is allowed here."
    NO_FLAG = "R040", "This is neither true nor false."
    NO_CHOICE = "R041", "This is none of the words that are allowed here."
    NO_NAME = "R042", "This is no name of that kind."
    LIST_SIZE = "R043", "A list has too few entries, or too many."
    TWICE_IN_LIST = "R044", "An entry is in a list twice."
    NO_MOMENT = "R045", "This is no moment."
    MOMENT_OUTSIDE = "R046", "A cue has no time left in its phase."
    MOMENT_TWICE = "R047", "Two cues stand at the same moment."
    UP_TO_TOO_SHORT = "R048", "`up_to` is shorter than the phase."

    # Texts.

    TEXT_TOO_LONG = "R049", "A text is too long."
    UNKNOWN_FILL = "R050", "Braces hold a name that cannot be filled in."
    FILL_OUT_OF_PLACE = "R051", "A name in braces has no value here."
    LONE_BRACE = "R052", "A brace has no counterpart."
    TOO_MANY_FILLS = "R053", "A text has too many names in braces."

    # Moves.

    UNKNOWN_MOVE = "R054", "There is no such move."
    MOVE_USES_ITSELF = "R055", "A move is based on itself."
    MOVE_WITHOUT_KEY = "R056", "A move that is changed needs `move:` before its name."
    ROUTINE_AS_MOVE = "R057", "A routine stands where a move is expected."
    EASIER_CHANGES_NOTHING = "R058", "An easier form changes nothing."

    # What a routine does with values, steps and sounds.

    UNKNOWN_PARAMETER = "R059", "There is no parameter of that name."
    TOO_FEW_TO_CHOOSE = "R060", "More steps are to be chosen than there are."
    TOO_FEW_SIDES = "R061", "Sides are to change where there are no two."
    SOUND_OUT_OF_PLACE = "R062", "A sound file is not beside the routine."
    NO_SUCH_SOUND = "R063", "There is no such sound file."
    SOUND_UNUSABLE = "R064", "A sound file cannot stand for a chime."

    # Languages.

    NO_LANGUAGE = "R065", "This is no language."
    MISSING_TRANSLATION = "R066", "A text is not there in a language that the routine comes in."
    LANGUAGE_NOT_THERE = "R067", "A routine does not come in this language."

    # The file of a person's own settings.

    NOT_TOML = "R080", "This cannot be read as TOML."
    WRONG_SETTING = "R081", "A setting has a value that its option does not take."

    # Warnings: it can be played, and may not be what is meant.

    WORDS_TOO_LONG = "R101", "Words do not fit the time that they have."
    NO_INSTRUCTION = "R102", "A step has no words but its title."
    LONG_HOLD = "R103", "A hold is longer than five minutes."
    LONG_COLD = "R104", "Cold lasts longer than twenty minutes."
    NO_SAFETY = "R105", "A routine has no words about safety."
    ONE_SIDE = "R106", "One side is there without the other."
    UNUSED_MOVE = "R107", "No routine uses a move of its folder."
    ADDRESS = "R108", "A spoken text has a web address in it."
    CAPITALS = "R109", "A spoken text has a word in capitals."
    ODD_SYMBOL = "R110", "A spoken text has a symbol that voices leave out or spell."
    ABBREVIATION = "R111", "A spoken text has an abbreviation that voices may not know."
    DIVIDED_BY_COMMA = "R112", "A comma inside brackets divides a text into two."
    UNSPOKEN_LANGUAGE = "R113", "No voice that comes with the program speaks the language."
    CUT_BY_COMMENT = "R114", "A spoken text ends at what YAML takes for a comment."
    NOT_FILLED_IN = "R115", "A spoken text has a name that is not filled in."
    SEVERAL_READINGS = "R116", "A spoken text has notation that can be read in several ways."
    UNUSED_PARAMETER = "R117", "A parameter is not used."
    NO_CATALOGUE = "R118", "The program has no words of its own in the language."
    OTHER_LANGUAGE = "R119", "A text looks like another language than the voice that reads it."


BY_NAME = {name: code for code in Code for name in (code.id.lower(), code.label)}
"""Every code by what a person may call it, in small letters."""
