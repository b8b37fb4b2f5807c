"""Nodes -> a routine in one language, or every problem with its place.

``source`` is the front door. A text may be a mapping of languages, and the title tells which
there are; what was typed is a demand, what the user has settled is a wish, and else it is the
routine's own. ``LanguageReader`` chooses before a text is read, and each text gives its words in
that language or a problem: so a ``Routine`` is in one language, and nothing behind the reader
knows of more.

A move of the library is first read in any language, for what is wrong with it by itself, and then
in that of the routine, whose changes may have replaced what it lacks. A check asks for all
languages of the title in one reading, and then reads the others for what is wrong only there.
"""
