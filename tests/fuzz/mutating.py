"""Damage to a file, at any byte and in any part: a pure function of a seed.

Half of the damage is blind. The other half knows what such files are made of: it puts in what
has broken readers before, repeats parts, nests them, and makes numbers huge.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"\xe2\x80\xae", b"\r", b"\t"),
    *(b"9" * 400, b"9" * 5000, b"-1", b"0", b"1e400", b"NaN", b"Infinity", b"-Infinity", b".inf"),
    *(b"null", b"~", b"true", b"[]", b"{}", b"''", b'""', b"!!python/name:os.system", b"!x y"),
    *(
        b"&a [*a]",
        b"*a",
        b"<<: *a",
        b"? [a]",
        b"%YAML 9.9",
        b"---\n",
        b"...\n",
        b"# ",
        b": ",
        b"- ",
    ),
    *(b"../../x", b"..\\x", b"/etc/passwd", b"~nobody", b"con", b"{side}", b"{", b"}", b"{0.x}"),
    *(b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", b"0000-00-00", b"2026-11-25"),
    *(b"(" * 40 + b"a" * 40, b"[" * 300, b'{"a":' * 300, b"x" * 3000),
)
"""What is put in somewhere."""
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_QUOTED = re.compile(rb'(?<=")[^"\\\n]*(?=")')
_VALUE = re.compile(rb'"(?:[^"\\\n]|\\.)*"|(?<=[:\[,] )[^\s\[\]{},][^\n\[\]{},]*|-?\d+')

Damage = Callable[[random.Random, bytes], bytes]


def damaged(seed: int, data: bytes) -> bytes:
    """Return ``data`` with one to four pieces of damage; the same for the same ``seed``."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        data = chance.choice(_KINDS)(chance, data)
    return data


def _changed(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def _flipped(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(chance: random.Random, data: bytes) -> bytes:
    first, last = _stretch(chance, data)
    return data[:first] + data[last:]


def _repeated(chance: random.Random, data: bytes) -> bytes:
    first, last = _stretch(chance, data)
    return data[:last] + data[first:last] * chance.choice((1, 1, 3, 50)) + data[last:]


def _moved(chance: random.Random, data: bytes) -> bytes:
    first, last = _stretch(chance, data)
    rest = data[:first] + data[last:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + data[first:last] + rest[place:]


def _zeros(chance: random.Random, data: bytes) -> bytes:
    first, last = _stretch(chance, data)
    return data[:first] + bytes(last - first) + data[last:]


def _token(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(TOKENS) + data[place:]


def _number(chance: random.Random, data: bytes) -> bytes:
    return _replaced(chance, data, _NUMBER)


def _value(chance: random.Random, data: bytes) -> bytes:
    return _replaced(chance, data, _VALUE)


def _quoted(chance: random.Random, data: bytes) -> bytes:
    """Put something else between two quotes, so that all around it is still read."""
    return _replaced(chance, data, _QUOTED)


def _line(chance: random.Random, data: bytes) -> bytes:
    """Drop, repeat, indent or move one line."""
    lines = data.split(b"\n")
    place = chance.randrange(len(lines))
    one = lines.pop(place)
    kind = chance.randrange(4)
    if kind == 1:
        lines[place:place] = [one, one]
    elif kind == 2:
        lines.insert(place, b"  " + one)
    elif kind == 3:
        lines.insert(chance.randrange(len(lines) + 1), one)
    return b"\n".join(lines)


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes]) -> bytes:
    hits = list(pattern.finditer(data))
    if not hits:
        return data
    hit = chance.choice(hits)
    return data[: hit.start()] + chance.choice(TOKENS) + data[hit.end() :]


def _stretch(chance: random.Random, data: bytes) -> tuple[int, int]:
    first = chance.randrange(len(data) + 1)
    return first, min(len(data), first + chance.choice((1, 2, 8, 40, 400)))


_KINDS: tuple[Damage, ...] = (
    *(_changed, _flipped, _cut, _without, _repeated, _moved, _zeros),
    *(_token, _token, _number, _number, _value, _value, _quoted, _quoted, _line),
)
