"""What is wrong in a file of an author, and how people and programs are told.

Whoever finds something wrong makes a ``Problem``: a ``Code``, a place, one sentence, and a hint.
Where the hint has but one way to be followed, it carries the edits that do so, made in the same
line as its words: so what ``guide check --fix`` writes is what the hint says. It may name other
places, and carries the lines of its file, so that rendering it needs nothing else. JSON, GitHub
annotations and SARIF are other views of the same problem.

No problem follows from another: beside an unknown key none is missing, and keys of two forms of a
step are one problem.
"""
