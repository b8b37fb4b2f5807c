"""What keys there are, what they mean and which values they take.

The fields of the models in ``routine`` say which keys there are; a kind (``kinds``) says what a
value is, in one object that reads it (``read``), words what it expects (``expects``) and
describes it to editors (``schema``). ``guide schema`` and docs/reference.md are made from these
and nothing else, so neither can say what the reader does not do.

An editor takes ``010``, ``1:30`` and ``on`` for what YAML 1.2 makes of them; our reader takes
every scalar for the text that it is. The schema accepts whatever an editor makes of a legal
value, and tells what can be told without other files and without arithmetic:
tests/guide/format/test_schema.py lists the rest.
"""
