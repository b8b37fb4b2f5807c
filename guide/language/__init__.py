"""What the program itself says, in which language, and how texts are read aloud.

Whatever the program says or shows in a session comes from ``Words``, chosen by the plan's
language: screens find it by ``Now.language``, the page and the sheet by that of the routine.
Commands speak to authors in English, from the same texts.

Sentences are written in English where they are used, and are the keys of gettext catalogues in
``catalogues``. So English needs no file, and a start reads none. Each catalogue brings its plural
rule along. A text in a table is a ``Message``, which has a context: "next" is a button, a row of
the screen, or a key. Nothing is inflected: sides and titles are filled in as their author wrote
them, hence "Jetzt: links." and lengths of time only where they stand by themselves.

``make catalogues`` collects the sentences and compiles the catalogues, which are kept beside their
sources, so that a checkout needs no build.

In a language without a catalogue what is said most often needs no English: a side by itself,
"sinistrum.", and numbers in digits, which its voice reads rightly. The rest is English, whatever
voice reads it: silence would be worse, and a second voice for single words is none that one lies
still to. A check warns of that.
"""
