"""Every kind of problem there is: its code, what it means, and how it is mended.

This table is all there is: ``guide explain`` prints it, reports and SARIF rules are made from it.
A code is never given to anything else, also when it is no longer used.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal

from guide.language.languages import WITH_WORDS, all_named

Severity = Literal["error", "warning"]

FIRST_WARNING = "R101"
"""Codes from here on are warnings: the file can be played."""


def _file(example: str) -> str:
    from textwrap import dedent  # noqa: PLC0415 - only for who wants to read it

    return dedent(example).strip("\n")


class Code(Enum):
    """A kind of problem.

    An example that begins with a dash is the steps of a routine, any other is a whole file, and
    ``# moves/NAME.yaml`` or ``# NAME.wav`` begins another file. What has no example is not about
    what was written.

    Attributes:
        id: the short code, such as ``R012``.
        meaning: what is wrong, one line.
        explanation: why it matters, and what to do.
    """

    def __init__(
        self, id_: str, meaning: str, explanation: str, wrong: str = "", right: str = ""
    ) -> None:
        """Keep one row of the table."""
        self.id = id_
        self.meaning = meaning
        self.explanation = explanation
        self._wrong = wrong
        self._right = right

    def __repr__(self) -> str:
        return f"Code.{self.name}"

    @property
    def wrong(self) -> str:
        """A small file that has the problem, or an empty text."""
        return _file(self._wrong)

    @property
    def right(self) -> str:
        """The same file without it."""
        return _file(self._right)

    @property
    def label(self) -> str:
        """Its name, such as ``unknown-key``."""
        return self.name.lower().replace("_", "-")

    @property
    def severity(self) -> Severity:
        """An ``error`` keeps a file from being played, a ``warning`` does not."""
        return "warning" if self.id >= FIRST_WARNING else "error"

    # The file as a whole.

    NO_SUCH_FILE = (
        "R001",
        "There is no such file.",
        "The path leads nowhere. Check how it is written, and which folder you are in.",
    )
    UNREADABLE_FILE = (
        "R002",
        "The file cannot be read.",
        "It is a folder, a device, or a file that you may not read. Name the file itself.",
    )
    FILE_TOO_LARGE = (
        "R003",
        "The file is too large for a routine.",
        "A file may have up to 1 MiB, which is a hundred times the longest bundled routine. "
        "Divide it, or check that it is the file you mean.",
    )
    NOT_UTF_8 = (
        "R004",
        "The file is not saved as UTF-8.",
        "Routines are text files in UTF-8, the usual encoding today. Choose it in your editor, and "
        "save the file again: Notepad has it at Save as, Encoding; VS Code in the bar at the "
        "bottom, Save with encoding; TextEdit at Save, Plain Text Encoding. What is Windows-1252 "
        "for sure, 'guide check --fix' converts.",
    )
    NOT_TEXT = (
        "R005",
        "The file is no text.",
        "A routine is a plain text file, in YAML; not a document of a word processor, a picture or "
        "a sound. Write it in a text editor.",
    )
    STRAY_CHARACTER = (
        "R006",
        "A character has no place in a routine.",
        "Control characters cannot be spoken, and are mostly invisible. They come in with text "
        "that is copied from elsewhere. Delete them.",
        """
        - {title: Reach, hold: 20s, say: "Reach up.\\a"}
        """,
        """
        - {title: Reach, hold: 20s, say: "Reach up."}
        """,
    )
    EMPTY_FILE = (
        "R007",
        "There is nothing in the file.",
        "A routine has a title and steps. 'guide new' writes one to begin with.",
        """
        # only a comment
        """,
        """
        title: Short
        steps: [childs-pose]
        """,
    )
    NO_KEYS = (
        "R008",
        "The file does not consist of keys.",
        "At the top of a routine stand keys, such as `title` and `steps`, each at the beginning of "
        "its line and with a colon behind it.",
        """
        Lie down and rest.
        """,
        """
        title: Short
        steps:
          - rest
        """,
    )
    TOO_MANY_PROBLEMS = (
        "R009",
        "There are more problems than are listed.",
        "Only the first hundred problems of a file are listed. Mend those, and check it again.",
    )

    # How YAML is written.

    NOT_YAML = (
        "R010",
        "This cannot be read as YAML.",
        "The place is where reading had to stop; what is wrong is there or a little before it. "
        "Often a text there needs quotes around it.",
        """
        title: Short
        steps: [childs-pose]
        note: "One": two
        """,
        """
        title: Short
        steps: [childs-pose]
        note: "One: two"
        """,
    )
    DUPLICATE_KEY = (
        "R011",
        "A key is there twice.",
        "A key has one value, so one of the two would be lost. Keep the one that you mean.",
        """
        - title: Reach
          hold: 20s
          hold: 30s
        """,
        """
        - title: Reach
          hold: 30s
        """,
    )
    UNKNOWN_KEY = (
        "R012",
        "The format has no such key here.",
        "It is misspelt, or belongs elsewhere: below a step, or at the top of the file. The hint "
        "names a key that is meant, or all there are.",
        """
        - title: Reach
          hodl: 20s
        """,
        """
        - title: Reach
          hold: 20s
        """,
    )
    MISSING_KEY = (
        "R013",
        "A key that is needed is missing.",
        "A routine needs `title` and `steps`; a step that is written in place needs `title` and "
        "either `hold` or `each`; a phase needs `for` or `hold`.",
        """
        - title: Reach
          say: Reach up.
        """,
        """
        - title: Reach
          say: Reach up.
          hold: 20s
        """,
    )
    KEYS_EXCLUDE_EACH_OTHER = (
        "R014",
        "Two keys cannot stand side by side.",
        "Each says how long it lasts, in its own way. Keep the one that you mean.",
        """
        - title: Reach
          hold: 20s
          each: [{for: 3s}]
        """,
        """
        - title: Reach
          each: [{for: 3s}]
        """,
    )
    MISPLACED_KEY = (
        "R015",
        "A key has no meaning here.",
        "It belongs to another key that is not there, or to another place.",
        """
        - title: Breathe
          each:
            - {hold: 20s, tone: rising}
        """,
        """
        - title: Breathe
          each:
            - {for: 20s, tone: rising}
        """,
    )
    TAB = (
        "R016",
        "A line is indented with a tab.",
        "A tab is as wide as an editor likes, so YAML has none at the beginning of a line. Use "
        "spaces: two for each level are usual.",
        "title: Short\nsteps:\n  - rest\n\t- rest",
        "title: Short\nsteps:\n  - rest\n  - rest",
    )
    MISSING_SPACE = (
        "R017",
        "A space is missing after a colon or a dash.",
        "A colon or a dash means something to YAML only with a space behind it.",
        """
        - title: Reach
          hold:20s
          say: Reach up.
        """,
        """
        - title: Reach
          hold: 20s
          say: Reach up.
        """,
    )
    COLON_IN_TEXT = (
        "R018",
        "A text with a colon in it needs quotes.",
        "A colon with a space behind it begins the value of a key, also in the middle of a text.",
        """
        title: Short
        before: Please note: lie down.
        steps: [rest]
        """,
        """
        title: Short
        before: "Please note: lie down."
        steps: [rest]
        """,
    )
    TEXT_AFTER_END = (
        "R019",
        "More follows behind a closing quote, brace or bracket.",
        "What begins with a quote, a brace or a bracket ends with its counterpart, and nothing may "
        "follow it. Put the whole text in quotes.",
        """
        - title: Reach
          say: {reps} times, reach up.
          hold: 20s
        """,
        """
        - title: Reach
          say: "{reps} times, reach up."
          hold: 20s
        """,
    )
    UNCLOSED = (
        "R020",
        "A quote, a brace or a bracket is never closed.",
        "What is opened has to be closed, where it ends.",
        """
        title: "Short
        steps: [rest]
        """,
        """
        title: "Short"
        steps: [rest]
        """,
    )
    COLUMNS = (
        "R021",
        "A line does not begin below those that it belongs to.",
        "What belongs together begins in the same column: the keys of a step below its first key, "
        "the dashes of a list below one another.",
        """
        title: Short
        steps:
          - title: Reach
           hold: 20s
        """,
        """
        title: Short
        steps:
          - title: Reach
            hold: 20s
        """,
    )
    CUT_BY_COMMA = (
        "R022",
        "A comma inside of braces ends a text.",
        "Between braces, a comma goes on to the next key. A text with a comma in it needs quotes "
        "there, and numbers have a point: 2.5s.",
        """
        - {title: Rest, hold: 20s, say: Lie down, then rest.}
        """,
        """
        - {title: Rest, hold: 20s, say: "Lie down, then rest."}
        """,
    )
    SIGN_FIRST = (
        "R023",
        "A text begins with a sign that means something to YAML.",
        "Texts that begin with one of @ ` % & * ! - need quotes around them.",
        """
        title: @home
        steps: [rest]
        """,
        """
        title: "@home"
        steps: [rest]
        """,
    )
    WRONG_ESCAPE = (
        "R024",
        "A backslash in double quotes is followed by something that has no meaning.",
        r"In double quotes a backslash begins an escape, such as \n. Use single quotes, or write "
        r"\\ for a backslash.",
        r"""
        title: "100 \% rest"
        steps: [rest]
        """,
        """
        title: "100 % rest"
        steps: [rest]
        """,
    )
    BRACKETS = (
        "R025",
        "A list in brackets, or keys in braces, do not go on as they should.",
        "Entries stand between commas. A text with one of , [ ] { } in it needs quotes there.",
        """
        - {title: Reach, hold: 10s, say: Reach your {side} arm., sides: [left, right]}
        """,
        """
        - {title: Reach, hold: 10s, say: "Reach your {side} arm.", sides: [left, right]}
        """,
    )
    NO_COLON = (
        "R026",
        "A key has no colon.",
        "A key is a word with a colon behind it. If the line goes on with a text from the line "
        "above, indent it more than the key.",
        """
        title: Short
        steps
        """,
        """
        title: Short
        steps: [rest]
        """,
    )
    TAG = (
        "R027",
        "Tags are not read.",
        "A word that begins with ! tells YAML how to read a value, which routines never need. "
        "Leave it out, or put the text in quotes.",
        """
        title: !Stretch
        steps: [rest]
        """,
        """
        title: "!Stretch"
        steps: [rest]
        """,
    )
    ALIAS = (
        "R028",
        "An alias repeats something that is not there.",
        "`*name` repeats what is marked with `&name` before it. A text that begins with * needs "
        "quotes.",
        """
        title: *star
        steps: [rest]
        """,
        """
        title: "*star"
        steps: [rest]
        """,
    )
    TOO_DEEP = (
        "R029",
        "Lists and mappings are nested too deep.",
        "32 levels are the most. Groups of groups of steps need two for each.",
        f"""
        title: Deep
        steps: {"[" * 40 + "]" * 40}
        """,
        """
        title: Flat
        steps: [rest]
        """,
    )
    TOO_MUCH = (
        "R030",
        "A routine is too large when all repetitions are counted.",
        "It would last longer than a day, or have more phases or cues than anybody would do. "
        "Repeat less, or divide it.",
        """
        - repeat: 100
          steps:
            - {repeat: 100, steps: [childs-pose]}
        """,
        """
        - repeat: 2
          steps:
            - {repeat: 3, steps: [childs-pose]}
        """,
    )
    SECOND_DOCUMENT = (
        "R031",
        "A second document begins.",
        "Three dashes end one YAML document and begin another. A file holds one routine.",
        """
        title: One
        steps: [rest]
        ---
        title: Two
        steps: [rest]
        """,
        """
        title: One
        steps: [rest]
        """,
    )
    KEY_IS_NO_WORD = (
        "R032",
        "A key is no word.",
        "A list or a mapping stands where a key is expected.",
        """
        - {? [a, b] : 1, title: Reach, hold: 5s}
        """,
        """
        - {title: Reach, hold: 5s}
        """,
    )
    MERGE_KEY = (
        "R033",
        "Merge keys are not read.",
        "`<<` copies keys in some YAML programs. Base a step on a move with `move` instead.",
        """
        - &one {title: One, hold: 10s}
        - {<<: *one, title: Two}
        """,
        """
        - {title: One, hold: 10s}
        - {move: childs-pose, title: Two}
        """,
    )

    # Values.

    WRONG_KIND = (
        "R034",
        "A text, a list or a mapping stands where something else is expected.",
        "The message says what is expected, with an example.",
        """
        - title: Reach
          hold: [20s, 30s]
        """,
        """
        - title: Reach
          hold: 20s-30s
        """,
    )
    NOTHING_WRITTEN = (
        "R035",
        "A key or a dash has nothing behind it.",
        "Write a value, or leave the line out. The words null and ~ mean nothing too, unless they "
        "have quotes around them.",
        """
        - title: Reach
          hold:
        """,
        """
        - title: Reach
          hold: 20s
        """,
    )
    NO_LENGTH = (
        "R036",
        "This is no length of time.",
        "Lengths are written like 45s, 2 min, 1m30s or 1:30, ranges like 30s-60s; 45s+ waits for "
        "you. Decimals have a point.",
        """
        - {title: Reach, hold: 20s to 30s}
        """,
        """
        - {title: Reach, hold: 20s-30s}
        """,
    )
    LENGTH_OUT_OF_BOUNDS = (
        "R037",
        "A length of time is too short or too long.",
        "A single length is at least a tenth of a second and at most four hours.",
        """
        - {title: Reach, hold: 0s}
        """,
        """
        - {title: Reach, hold: 20s}
        """,
    )
    UPSIDE_DOWN = (
        "R038",
        "A range has its larger end first.",
        "Write the smaller one first.",
        """
        - {title: Reach, hold: 60s-30s}
        """,
        """
        - {title: Reach, hold: 30s-60s}
        """,
    )
    NO_COUNT = (
        "R039",
        "This is no number that is allowed here.",
        "How often something is done is a whole number, in digits, or a range such as 5-10.",
        """
        - {move: hip-lifts, reps: five}
        """,
        """
        - {move: hip-lifts, reps: 5}
        """,
    )
    NO_FLAG = (
        "R040",
        "This is neither true nor false.",
        "Write `true` or `false`, in small letters and without quotes.",
        """
        - {move: childs-pose, optional: yes}
        """,
        """
        - {move: childs-pose, optional: true}
        """,
    )
    NO_CHOICE = (
        "R041",
        "This is none of the words that are allowed here.",
        "The message lists them.",
        """
        - title: Breathe
          each: [{for: 4s, tone: risng}]
        """,
        """
        - title: Breathe
          each: [{for: 4s, tone: rising}]
        """,
    )
    NO_NAME = (
        "R042",
        "This is no name of that kind.",
        "The name of a move has letters, digits and dashes: it is the name of its file without the "
        "ending. A language is written like en, en-GB or de.",
        """
        title: Short
        language: en_GB
        steps: [rest]
        """,
        """
        title: Short
        language: en-GB
        steps: [rest]
        """,
    )
    LIST_SIZE = (
        "R043",
        "A list has too few entries, or too many.",
        "The message says how many there may be.",
        """
        title: Short
        steps: []
        """,
        """
        title: Short
        steps: [rest]
        """,
    )
    TWICE_IN_LIST = (
        "R044",
        "An entry is in a list twice.",
        "The sides of a move have different names.",
        """
        - {title: Reach, hold: 20s, sides: [left, left]}
        """,
        """
        - {title: Reach, hold: 20s, sides: [left, right]}
        """,
    )
    NO_MOMENT = (
        "R045",
        "This is no moment.",
        "A cue stands at a moment of its phase: 20s from its start, 50% of it, or -10s before its "
        "end.",
        """
        - title: Reach
          hold: 30s
          cues: {halfway: Let your breath slow.}
        """,
        """
        - title: Reach
          hold: 30s
          cues: {50%: Let your breath slow.}
        """,
    )
    MOMENT_OUTSIDE = (
        "R046",
        "A cue has no time left in its phase.",
        "Its moment is the end of the phase or beyond, also where the phase is at its longest. "
        "Choose an earlier moment, or say it in the next phase.",
        """
        - title: Reach
          hold: 30s
          cues: {40s: Let your breath slow.}
        """,
        """
        - title: Reach
          hold: 30s
          cues: {20s: Let your breath slow.}
        """,
    )
    MOMENT_TWICE = (
        "R047",
        "Two cues stand at the same moment.",
        "They would speak at once. Put both texts into one, or choose another moment.",
        """
        - title: Reach
          hold: 30s
          cues: {10s: Breathe., 0:10: Slowly.}
        """,
        """
        - title: Reach
          hold: 30s
          cues: {10s: Breathe slowly.}
        """,
    )
    UP_TO_TOO_SHORT = (
        "R048",
        "`up_to` is shorter than the phase.",
        "It says how long the phase may become at most, so that its words fit.",
        """
        - title: Breathe
          each: [{for: 5s, up_to: 4s}]
        """,
        """
        - title: Breathe
          each: [{for: 5s, up_to: 6s}]
        """,
    )

    # Texts.

    TEXT_TOO_LONG = (
        "R049",
        "A text is too long.",
        "A text may have 2000 characters, which is over two minutes of speech; a title or the name "
        "of a side may have 200.",
        f"""
        title: {"Long " * 50}
        steps: [rest]
        """,
        """
        title: Long
        steps: [rest]
        """,
    )
    UNKNOWN_FILL = (
        "R050",
        "Braces hold a name that cannot be filled in.",
        "A name in braces is filled in when the text is spoken, and there are only a few of them. "
        "Write {{ and }} to say braces.",
        """
        - {title: Reach, hold: 20s, say: "Reach your {sid} arm.", sides: [left, right]}
        """,
        """
        - {title: Reach, hold: 20s, say: "Reach your {side} arm.", sides: [left, right]}
        """,
    )
    FILL_OUT_OF_PLACE = (
        "R051",
        "A name in braces has no value here.",
        "For example, {side} needs `sides`, and {rep} has a meaning only inside a phase.",
        """
        - {title: Reach, hold: 20s, say: "Reach your {side} arm."}
        """,
        """
        - {title: Reach, hold: 20s, say: "Reach your {side} arm.", sides: [left, right]}
        """,
    )
    LONE_BRACE = (
        "R052",
        "A brace has no counterpart.",
        "Braces hold a name that is filled in. Write {{ or }} to say a brace.",
        """
        - {title: Reach, hold: 20s, say: "Reach } up."}
        """,
        """
        - {title: Reach, hold: 20s, say: "Reach }} up."}
        """,
    )
    TOO_MANY_FILLS = (
        "R053",
        "A text has too many names in braces.",
        "Ten are the most.",
        f"""
        - {{title: Reach, hold: 20s, say: "{"{title} " * 11}"}}
        """,
        """
        - {title: Reach, hold: 20s, say: "{title}"}
        """,
    )

    # Moves.

    UNKNOWN_MOVE = (
        "R054",
        "There is no such move.",
        "Moves are found by the names of their files: in the folder `moves` beside the routine, in "
        "your own folder, and among those that come with the program. 'guide moves' lists them.",
        """
        - child-pose
        """,
        """
        - childs-pose
        """,
    )
    MOVE_USES_ITSELF = (
        "R055",
        "A move is based on itself.",
        "A move cannot be based on one that is based on it, not through others either.",
        """
        title: Round
        steps: [one]
        # moves/one.yaml
        move: two
        # moves/two.yaml
        move: one
        """,
        """
        title: Round
        steps: [one]
        # moves/one.yaml
        move: two
        # moves/two.yaml
        title: Two
        hold: 20s
        """,
    )
    MOVE_WITHOUT_KEY = (
        "R056",
        "A move that is changed needs `move:` before its name.",
        "A name alone is the move as it stands. With changes, its name is the value of `move`.",
        """
        - childs-pose:
            hold: 30s
        """,
        """
        - move: childs-pose
          hold: 30s
        """,
    )
    ROUTINE_AS_MOVE = (
        "R057",
        "A routine stands where a move is expected.",
        "Files in the folder `moves` are moves, with `hold` or `each`. A routine, with `steps`, "
        "belongs beside that folder.",
        """
        title: Evening
        steps: [short]
        # moves/short.yaml
        title: Short
        steps: [rest]
        """,
        """
        title: Evening
        steps: [short]
        # moves/short.yaml
        title: Short
        hold: 20s
        """,
    )
    EASIER_CHANGES_NOTHING = (
        "R058",
        "An easier form changes nothing.",
        "`easier` holds what is different in the easier form, or the name of another move.",
        """
        - {move: childs-pose, easier: {}}
        """,
        """
        - {move: childs-pose, easier: {hold: 15s}}
        """,
    )

    # Warnings: it can be played, and may not be what is meant.

    UNKNOWN_PARAMETER = (
        "R059",
        "There is no parameter of that name.",
        "`$name` stands for a value that the routine has under `with` at its top. A text that is "
        "meant to be just that is written with two dollar signs.",
        """
        title: Short
        with: {hold: 40s}
        steps:
          - {move: childs-pose, hold: $hodl}
        """,
        """
        title: Short
        with: {hold: 40s}
        steps:
          - {move: childs-pose, hold: $hold}
        """,
    )
    TOO_FEW_TO_CHOOSE = (
        "R060",
        "More steps are to be chosen than there are.",
        "`choose` says how many of the steps in `of` are done. Choose fewer, or add steps.",
        """
        - {choose: 3, of: [childs-pose, cat-cow]}
        """,
        """
        - {choose: 1, of: [childs-pose, cat-cow]}
        """,
    )
    TOO_FEW_SIDES = (
        "R061",
        "Sides are to change where there are no two.",
        "`vary: each-rep` changes the side with every repetition, so it needs `sides`.",
        """
        - {title: Reach, say: Reach up., hold: 20s, vary: each-rep}
        """,
        """
        - {title: Reach, say: Reach up., hold: 20s, sides: [left, right], vary: each-rep}
        """,
    )

    SOUND_OUT_OF_PLACE = (
        "R062",
        "A sound file is not beside the routine.",
        "A routine and its sounds are given away together, so they lie together: the file beside "
        "the routine, or in a folder `sounds` there. It ends in .wav, .flac, .mp3 or .ogg.",
        """
        title: Evening
        sounds: {end: ../music/bowl.wav}
        steps: [childs-pose]
        """,
        """
        title: Evening
        steps: [childs-pose]
        """,
    )
    NO_SUCH_SOUND = (
        "R063",
        "There is no such sound file.",
        "The name leads to nothing. Check how it is written, and that the file is beside the "
        "routine.",
        """
        title: Evening
        sounds: {end: bowl.wav}
        steps: [childs-pose]
        """,
        """
        title: Evening
        steps: [childs-pose]
        """,
    )
    SOUND_UNUSABLE = (
        "R064",
        "A sound file cannot stand for a chime.",
        "It is damaged, silent, of a kind that is not read, or too long: ten seconds and 2 MiB are "
        "the most. WAV, FLAC, MP3 and OGG Vorbis are read.",
        """
        title: Evening
        sounds: {end: bowl.wav}
        steps: [childs-pose]
        # bowl.wav
        This is a text.
        """,
        """
        title: Evening
        steps: [childs-pose]
        """,
    )

    # Languages.

    NO_LANGUAGE = (
        "R065",
        "This is no language.",
        "A text in several languages is a mapping of their short codes to words: en is English, de "
        "German, es Spanish; en-GB and de-AT say of which country.",
        """
        title: {english: Evening, de: Abend}
        steps: [{title: {en: Reach, de: Strecken}, hold: 20s}]
        """,
        """
        title: {en: Evening, de: Abend}
        steps: [{title: {en: Reach, de: Strecken}, hold: 20s}]
        """,
    )
    MISSING_TRANSLATION = (
        "R066",
        "A text is not there in a language that the routine comes in.",
        "A routine comes in the languages of its title, and then every text that is heard or seen "
        "has to be there in each of them: nothing is read by a voice of another language. A text "
        "without a language is in the `language` of its file. For a bundled move that is not there "
        "in a language, write the step yourself: `known_as: childs-pose`, with `title`, `say` and "
        "`hold` of your own. Where only some of its texts are missing, write `move: childs-pose`, "
        "and those below it.",
        """
        title: {en: Evening, de: Abend}
        steps: [{title: {en: Reach, de: Strecken}, say: Reach up., hold: 20s}]
        """,
        """
        title: {en: Evening, de: Abend}
        steps:
          - title: {en: Reach, de: Strecken}
            say: {en: Reach up., de: Streck dich nach oben.}
            hold: 20s
        """,
    )
    LANGUAGE_NOT_THERE = (
        "R067",
        "A routine does not come in this language.",
        "It comes in the languages of its title. Its own `language` has to be among them.",
        """
        title: {en: Evening, de: Abend}
        language: fr
        steps: [{title: {en: Reach, de: Strecken}, hold: 20s}]
        """,
        """
        title: {en: Evening, de: Abend}
        language: de
        steps: [{title: {en: Reach, de: Strecken}, hold: 20s}]
        """,
    )

    # The file of a person's own settings.

    NOT_TOML = (
        "R080",
        "This cannot be read as TOML.",
        "Settings are in TOML: a name, an equals sign and a value on each line. Texts have quotes "
        "around them, numbers have none. 'guide config NAME VALUE' writes it for you.",
    )
    WRONG_SETTING = (
        "R081",
        "A setting has a value that its option does not take.",
        "A setting stands for an option that is not typed, so it takes the same values: "
        "'guide config' lists all settings, and 'guide export --help' tells what options take.",
    )

    WORDS_TOO_LONG = (
        "R101",
        "Words do not fit the time that they have.",
        "Words of a paced phase, and cues, have a slot of time. Words that are longer are said in "
        "their brief form, or up to 1.25 times as fast, or left out. 'guide check' knows no voice "
        "and warns only of what fits no voice; 'guide compile' measures.",
        """
        - title: Leg lifts
          say: Lie down.
          each:
            - {phase: up, for: 1s, say: Slowly and with care lift both of your legs.}
        """,
        """
        - title: Leg lifts
          say: Lie down.
          each:
            - {phase: up, for: 4s, say: Lift your legs.}
        """,
    )
    NO_INSTRUCTION = (
        "R102",
        "A step has no words but its title.",
        "Nobody who hears it with closed eyes knows what to do. Say it in `say`, on the step or on "
        "one of its phases.",
        """
        - title: Side stretch
          hold: 30s
        """,
        """
        - title: Side stretch
          say: Reach one arm over your head.
          hold: 30s
        """,
    )
    LONG_HOLD = (
        "R103",
        "A hold is longer than five minutes.",
        "That is long for a stretch, and may be a slip: 30m for 30s. Where somebody may doze off "
        "on purpose, `alarm: true` beside `hold` says so, and wakes them.",
        """
        - {title: Reach, say: Reach up., hold: 30m}
        """,
        """
        - {title: Reach, say: Reach up., hold: 30s}
        """,
    )
    LONG_COLD = (
        "R104",
        "Cold lasts longer than twenty minutes.",
        "Ice for longer than twenty minutes can harm the skin. Take it away, and have a break as "
        "long as the cold was. Repetitions, and cold phases in a row, count together.",
        """
        - title: Ice pack
          say: Place the wrapped pack on your back.
          each: [{phase: cold, hold: 30m, alarm: true}]
        """,
        """
        - title: Ice pack
          say: Place the wrapped pack on your back.
          each: [{phase: cold, hold: 15m, alarm: true}]
        """,
    )
    NO_SAFETY = (
        "R105",
        "A routine has no words about safety.",
        "Say before the first step that pain is a reason to stop, in `before`; or give the moves a "
        "`safety`, which is always spoken.",
        """
        title: Short
        steps: [childs-pose]
        """,
        """
        title: Short
        before: Stop at any time when something hurts.
        steps: [childs-pose]
        """,
    )
    ONE_SIDE = (
        "R106",
        "One side is there without the other.",
        "A stretch of the right side only may be a slip. Write `sides: [left, right]`, or add a "
        "step for the other side.",
        """
        - {title: Right arm, say: Reach up., hold: 20s}
        """,
        """
        - {title: Arm, say: Reach up., hold: 20s, sides: [left, right]}
        """,
    )
    UNUSED_MOVE = (
        "R107",
        "No routine uses a move of its folder.",
        "A move in the folder `moves` is named by no file beside that folder or in it. Use it, or "
        "delete it. It is told when the move is checked, or all routines of its folder are.",
        """
        title: Short
        steps: [childs-pose]
        # moves/swing.yaml
        title: Swing
        say: Swing your arms.
        hold: 20s
        """,
        """
        title: Short
        steps: [swing]
        # moves/swing.yaml
        title: Swing
        say: Swing your arms.
        hold: 20s
        """,
    )
    ADDRESS = (
        "R108",
        "A spoken text has a web address in it.",
        "Nobody can follow it while listening. Put it into `source` or `note`, which are not "
        "spoken.",
        """
        title: Short
        after: More is on www.example.org/backs.
        steps: [rest]
        """,
        """
        title: Short
        source: www.example.org/backs
        steps: [rest]
        """,
    )
    CAPITALS = (
        "R109",
        "A spoken text has a word in capitals.",
        "Voices take it for an abbreviation and may spell it. Write it in small letters; a voice "
        "stresses no word.",
        """
        title: Short
        before: STOP when something hurts.
        steps: [rest]
        """,
        """
        title: Short
        before: Stop when something hurts.
        steps: [rest]
        """,
    )
    ODD_SYMBOL = (
        "R110",
        "A spoken text has a symbol that voices leave out or spell.",
        "Write the word for it, or delete it.",
        """
        title: Short
        before: Breathe in → breathe out.
        steps: [rest]
        """,
        """
        title: Short
        before: Breathe in, then breathe out.
        steps: [rest]
        """,
    )
    ABBREVIATION = (
        "R111",
        "A spoken text has an abbreviation that voices may not know.",
        "Write the word out.",
        """
        title: Short
        before: Relax your abd. muscles.
        steps: [rest]
        """,
        """
        title: Short
        before: Relax your abdominal muscles.
        steps: [rest]
        """,
    )
    DIVIDED_BY_COMMA = (
        "R112",
        "A comma inside brackets divides a text into two.",
        "Between brackets, a comma begins the next entry, and the two are spoken apart. Put the "
        "text in quotes, or write each on a line of its own.",
        """
        title: Short
        before: [Lie down, please.]
        steps: [rest]
        """,
        """
        title: Short
        before: ["Lie down, please."]
        steps: [rest]
        """,
    )
    UNSPOKEN_LANGUAGE = (
        "R113",
        "No voice that comes with the program speaks the language.",
        "Its texts would be read as if they were English. 'guide voices' lists what can be spoken.",
        """
        title: Short
        language: xx
        steps: [{rest: 20s}]
        """,
        """
        title: Short
        language: en
        steps: [{rest: 20s}]
        """,
    )
    CUT_BY_COMMENT = (
        "R114",
        "A spoken text ends at what YAML takes for a comment.",
        "Behind a space, `#` begins a comment, which is not spoken. Put the whole text in quotes, "
        "or write the word: number 2. A comment that has a space after the `#` is not told about.",
        """
        title: Short
        before: Bring mat #2 and a towel.
        steps: [rest]
        """,
        """
        title: Short
        before: "Bring mat #2 and a towel."
        steps: [rest]
        """,
    )
    NOT_FILLED_IN = (
        "R115",
        "A spoken text has a name that is not filled in.",
        "A dollar sign and a name are replaced by a parameter's value where the routine has one of "
        "that name, and it is a single value. Braces that are written twice are spoken; names in "
        "single braces are filled in.",
        """
        - {title: Reach, say: "Reach up for {{duration}}.", hold: 20s}
        """,
        """
        - {title: Reach, say: "Reach up for {duration}.", hold: 20s}
        """,
    )
    SEVERAL_READINGS = (
        "R116",
        "A spoken text has notation that can be read in several ways.",
        'Marks such as 10" are seconds or inches, 1:30 a length or a time of day, 05/10 a date or '
        "a share. Where the words around them do not tell, they are left to the voice. Write out "
        "what is meant.",
        """
        title: Short
        before: 'Bring a 10" one.'
        steps: [rest]
        """,
        """
        title: Short
        before: 'Bring a 10 in. block.'
        steps: [rest]
        """,
    )
    UNUSED_PARAMETER = (
        "R117",
        "A parameter is not used.",
        "Whatever is given for it changes nothing. Perhaps its name is written otherwise where it "
        "belongs, or without its dollar sign.",
        """
        title: Short
        with: {hold: 20s}
        steps:
          - {title: Reach, say: Reach up., hold: 30s}
        """,
        """
        title: Short
        with: {hold: 20s}
        steps:
          - {title: Reach, say: Reach up., hold: $hold}
        """,
    )
    NO_CATALOGUE = (
        "R118",
        "The program has no words of its own in the language.",
        "What it says beside the texts of the routine, such as how to go on after a pause, is "
        "English then, read by a voice of the routine's language. Sides are said by themselves, "
        "and what is counted in digits, which that voice reads rightly; lengths of time, "
        "which stand for {duration} and {remaining}, are English too. The program speaks and shows "
        f"{all_named(WITH_WORDS)}.",
        """
        title: Breve
        language: la
        steps: [{rest: 20s}]
        """,
        """
        title: Kurz
        language: de
        steps: [{rest: 20s}]
        """,
    )
    OTHER_LANGUAGE = (
        "R119",
        "A text looks like another language than the voice that reads it.",
        "Texts that do not name their language are in the `language` of their file; without that, "
        "a routine is English, and a move is in the language of the routine that uses it.",
        """
        title: Abend
        before: Leg dich auf den Boden und atme mit der Nase ein.
        steps: [rest]
        """,
        """
        title: Abend
        language: de
        before: Leg dich auf den Boden und atme mit der Nase ein.
        steps: [{title: Ruhe, say: Bleib liegen., hold: 1m}]
        """,
    )


BY_NAME = {name: code for code in Code for name in (code.id.lower(), code.label)}
"""Every code by what a person may call it, in small letters."""
