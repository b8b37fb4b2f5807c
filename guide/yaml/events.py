"""YAML text -> nodes, in one bounded pass over the parser's events.

Nothing here recurses and nothing is resolved, merged or constructed, so neither deep nesting
nor aliases nor tags can do harm: what is too deep, too large, or contains itself is a problem
as soon as it is seen. PyYAML's own loaders would fail on such files: deep nesting is a
RecursionError in the Python one and a crash of the interpreter in the C one, and 447 bytes of
merge keys keep both busy for more than half a minute.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import yaml

from guide.problems.codes import Code
from guide.problems.problem import Place, Problem, Related, RoutineError, quoted
from guide.syntax.nodes import ODD_SPACES, Mapping, Node, Scalar, Sequence, Source
from guide.yaml.commas import without_pieces
from guide.yaml.errors import CHECK_SIGNS, MAX_DEPTH, TOO_DEEP, not_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guide.yaml.errors import Mark

MAX_NODES = 150_000
"""Texts, lists and mappings of a file, those that aliases repeat included.

Ten thousand steps, each written out with half a dozen keys, are fewer; to read so many takes a
second or two.
"""

_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def compose(source: Source, problems: list[Problem]) -> Node | None:
    """Return the one node of a YAML text, or None if there is nothing in it.

    What is wrong but leaves the rest readable, such as a key twice, is added to ``problems``.

    Raises:
        RoutineError: it is no YAML, or more than the bounds allow.
    """
    try:
        return _composed(source, problems)
    except RoutineError as error:
        raise RoutineError(replace(one, stops=True) for one in error.problems) from None


def _composed(source: Source, problems: list[Problem]) -> Node | None:
    if not source.text.isascii() and any(space in source.text for space in ODD_SPACES):
        from guide.yaml.odd_characters import odd_indent  # noqa: PLC0415 - seldom needed

        if odd := odd_indent(source):
            raise RoutineError([odd])
    composer = _Composer(source, problems)
    try:
        for event in _events(source.text):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise RoutineError([not_yaml(source, error)]) from None
    except yaml.YAMLError as error:
        message = f"this is not YAML: {error}".splitlines()[0]
        place = Place(source.file, 1, 1)
        raise RoutineError([source.problem(Code.NOT_YAML, place, message, CHECK_SIGNS)]) from None
    return composer.root


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=_LOADER)


@dataclass
class _Open:
    """A collection whose end has not come yet."""

    event: yaml.Event
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 1


class _Anchored(NamedTuple):
    node: Node
    size: int
    height: int


class _Composer:
    """Builds nodes from events, with a stack of its own."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.root: Node | None = None
        self._source = source
        self._problems = problems
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._size = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._check_tag(event)
            self._add(self._scalar(event), event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check_tag(event)
            if len(self._open) >= MAX_DEPTH:
                self._stop(event, *TOO_DEEP)
            self._open.append(_Open(event, event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._repeat(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                message = "a second document begins here"
                hint = "Put each routine into its own file."
                self._stop(event, Code.SECOND_DOCUMENT, message, hint)

    def _add(self, node: Node, anchor: str | None, size: int = 1, height: int = 0) -> None:
        self._size += size
        if self._size > MAX_NODES:
            message = f"this is more than {MAX_NODES} texts, lists and mappings in a file"
            hint = "An alias counts as all that it repeats."
            raise RoutineError([self._source.problem(Code.TOO_MUCH, node.place, message, hint)])
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, size, height)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.nodes.append(node)
        parent.size += size
        parent.height = max(parent.height, height + 1)

    def _close(self, end: yaml.Event) -> None:
        opened = self._open.pop()
        place = self._place(opened.event, end)
        node: Node
        if isinstance(opened.event, yaml.SequenceStartEvent):
            node = Sequence(tuple(opened.nodes), place, self._source)
        else:
            whole, problems = without_pieces(opened.nodes)
            self._problems += problems
            node = Mapping(self._entries(whole), place, self._source)
        self._size -= opened.size - 1  # its nodes were counted one by one
        self._add(node, opened.anchor, opened.size, opened.height)

    def _repeat(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        anchored = self._anchors.get(name)
        if any(opened.anchor == name for opened in self._open):
            message = f"*{name} stands inside what it repeats, so it would never end"
            hint = "Write the steps out, or name other ones."
            self._stop(event, Code.ALIAS, message, hint)
        elif anchored is None:
            self._stop(
                event,
                Code.ALIAS,
                f"there is no &{name} before this *{name}",
                "A text that begins with * needs quotes.",
            )
        elif len(self._open) + anchored.height > MAX_DEPTH:
            self._stop(event, *TOO_DEEP)
        else:
            self._add(anchored.node, None, anchored.size, anchored.height)

    def _entries(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                message = f"a key is a word, not {key.what}"
                hint = "Write a word, a colon and a space. A text with brackets needs quotes."
                self._tell(Code.KEY_IS_NO_WORD, key.place, message, hint)
            elif key.text in entries:
                first = self._source.related(entries[key.text][0].place, "first written here")
                message = f"the key {quoted(key.text)} is here twice"
                hint = "Keep one of the two."
                self._tell(Code.DUPLICATE_KEY, key.place, message, hint, (first,))
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def _check_tag(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._stop(
                event,
                Code.TAG,
                f"tags such as {quoted(tag.replace('tag:yaml.org,2002:', '!!'))} are not read",
                "Leave it out; a text that begins with ! needs quotes.",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _marks(event, event)
        place = self._place(event, event)
        return Scalar(event.value, not event.style, place, self._source, start.index, end.index)

    def _place(self, first: yaml.Event, last: yaml.Event) -> Place:
        start, end = _marks(first, last)
        if start.line == end.line:
            length = end.column - start.column
        else:
            length = len((self._source.line(start.line + 1) or "").rstrip()) - start.column
        return Place(self._source.file, start.line + 1, start.column + 1, max(1, length))

    def _tell(
        self,
        code: Code,
        place: Place,
        message: str,
        hint: str,
        related: tuple[Related, ...] = (),
    ) -> None:
        self._problems.append(self._source.problem(code, place, message, hint, related))

    def _stop(self, event: yaml.Event, code: Code, message: str, hint: str) -> None:
        place = self._place(event, event)
        raise RoutineError([self._source.problem(code, place, message, hint)])


def _marks(first: yaml.Event, last: yaml.Event) -> tuple[Mark, Mark]:
    """Return where ``first`` starts and ``last`` ends; the parser always knows."""
    assert first.start_mark is not None
    assert last.end_mark is not None
    return first.start_mark, last.end_mark
