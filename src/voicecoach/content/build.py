"""Nodes to plain data with places.

Rule 1. Texts stay texts. Only whole and decimal numbers, ``true``, ``false``
        and nothing (``null``, ``~`` or empty) have a type; ``no``, ``on``,
        ``1:30`` and ``08`` are what they look like.
Rule 2. Keys are always texts; the first of two equal keys counts, and the
        second is a fault.
"""

from __future__ import annotations

import re

import yaml

from voicecoach.content.document import Document, KeyPath, Mark, Plain
from voicecoach.errors import Fault

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNSAYABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of pairs: no voice, screen or file can take them."""


def build(root: yaml.Node, file: str) -> Document:
    """Return the document below ``root``, aliases written out; ``file`` is for messages."""
    builder = _Builder(file)
    data = builder.value(root, ())
    return Document(file, data, builder.keys, builder.values, tuple(builder.faults))


def typed(text: str) -> Plain:
    """Return an unquoted scalar with its type, by rule 1."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


class _Builder:
    """Walks the nodes once and collects places and faults."""

    def __init__(self, file: str) -> None:
        self.keys: dict[KeyPath, Mark] = {}
        self.values: dict[KeyPath, Mark] = {}
        self.faults: list[Fault] = []
        self._file = file

    def value(self, node: yaml.Node, path: KeyPath) -> Plain:
        self.values[path] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> Plain:
        made: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_node, "A key is one word; put a text that starts so in quotes.")
                continue
            key = str(key_node.value)
            if key in made:
                first = self.keys[(*path, key)].line
                self._fault(
                    key_node, f"The key '{key[:40]}' stands in line {first} already; keep one."
                )
                continue
            self.keys[(*path, key)] = _place(key_node)
            self._refuse_unsayable(key_node)
            made[key] = self.value(value_node, (*path, key))
        return made

    def _scalar(self, node: yaml.Node) -> Plain:
        self._refuse_unsayable(node)
        text = str(node.value)
        quoted = node.tag == "tag:yaml.org,2002:str"  # or plain, and nothing else even in YAML 1.1
        return text if quoted else typed(text)

    def _refuse_unsayable(self, node: yaml.Node) -> None:
        hit = _UNSAYABLE.search(str(node.value))
        if hit:
            self._fault(node, f"The character U+{ord(hit[0]):04X} cannot be said; remove it.")

    def _fault(self, node: yaml.Node, message: str) -> None:
        mark = _place(node)
        self.faults.append(Fault(message, self._file, mark.line, mark.column))


def _place(node: yaml.Node) -> Mark:
    return Mark(node.start_mark.line + 1, node.start_mark.column + 1)
