"""YAML text to nodes, within bounds that hold before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.composer import Composer as Nodes

MAX_DEPTH = 20
"""Levels of lists and mappings inside one another; a level file needs six."""
MAX_NODES = 20_000
"""Keys and values, aliases counted as if written out; a level file has about 1 000."""

_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
}


class BoundError(Exception):
    """A bound of this module is broken."""

    def __init__(self, message: str, event: yaml.Event) -> None:
        super().__init__(message)
        self.message = message
        self.mark = event.start_mark
        """Where, counted from 0; None if unknown."""


class Bounded(Nodes):
    """Composes nodes, never objects, and knows the full size of each as it is made.

    An alias is the very node that it repeats: its size is known, so a file that
    would unfold to a billion values is refused at the first line that does.

    A base of a class that has one of PyYAML's readers behind it, which gives the events.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._full: dict[int, tuple[int, int]] = {}
        """By id of each finished node: nodes in it, and levels below it, aliases written out."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose one node and all below it.

        Raises:
            BoundError: a bound is broken, a tag is not a plain one, or an alias
                stands inside the part that it repeats.
            yaml.YAMLError: it is not YAML.
        """
        event = self.peek_event()  # type: ignore[attr-defined]  # of the reader that it is put before
        _refuse_tag(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = f"The file is nested deeper than {MAX_DEPTH} levels; make it flatter."
            raise BoundError(message, event)
        node = super().compose_node(parent, index)
        if node is not None:
            self._bound(node, event)
        self._depth -= 1
        return node

    def _bound(self, node: yaml.Node, event: yaml.Event) -> None:
        if id(node) not in self._full:
            if _is_open(node):
                message = "This alias stands inside the very part that it repeats; remove it."
                raise BoundError(message, event)
            self._full[id(node)] = self._size(node)
        nodes, levels = self._full[id(node)]
        if nodes > MAX_NODES:
            message = f"The file holds over {MAX_NODES} values, aliases included; shorten it."
            raise BoundError(message, event)
        if self._depth + levels > MAX_DEPTH:
            message = f"With this alias the file is nested deeper than {MAX_DEPTH} levels."
            raise BoundError(message, event)

    def _size(self, node: yaml.Node) -> tuple[int, int]:
        below = [self._full[id(child)] for child in _children(node)]
        nodes = 1 + sum(count for count, _ in below)
        return nodes, 1 + max((levels for _, levels in below), default=-1)


class Composer(Bounded, yaml.SafeLoader):
    """Composes nodes of the events of PyYAML's own reader."""

    def __init__(self, text: str) -> None:
        yaml.SafeLoader.__init__(self, text)
        Bounded.__init__(self)


def _is_open(node: yaml.Node) -> bool:
    """Whether a list or mapping is still being composed: it has no end yet."""
    return isinstance(node, yaml.CollectionNode) and node.end_mark is None


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield value
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _refuse_tag(event: yaml.Event) -> None:
    tag = getattr(event, "tag", None)
    if tag is None or tag == "!" or tag in _TAGS:
        return
    shown = str(tag).replace("tag:yaml.org,2002:", "!!")[:40]
    raise BoundError(f"The tag {shown} is not allowed; write a plain value.", event)
