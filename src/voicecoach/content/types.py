"""The kinds of value in a level file: how each is read, and what an editor is told of it.

A reader takes what the file holds and raises `UnfitError`; pydantic adds the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from voicecoach.content.guess import did_you_mean
from voicecoach.content.units import (
    DURATION_PATTERN,
    DURATION_RANGE_PATTERN,
    RANGE_PATTERN,
    UnfitError,
    count_range,
    duration,
    duration_range,
    shown,
)
from voicecoach.core.programme import Position, Range, Sides
from voicecoach.core.units import Ms

MAX_TEXT = 500
"""Characters of one text; a sentence of 20 words has about 120."""
MAX_TEXTS = 60
"""Sentences in one list."""
MAX_WORDS = 60
"""Characters of the words on a beat."""
LEAST_MOVE = Ms(500)
"""Shortest way into or out of a position: half a second."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")

Schema = dict[str, Any]


def read_text(value: object, *, most: int = MAX_TEXT) -> str:
    """Return one text, its white space folded."""
    if not isinstance(value, str):
        raise UnfitError(f"a text is wanted, not {shown(value)}{_quote_hint(value)}")
    text = " ".join(value.split())
    if not text:
        raise UnfitError("the text is empty")
    if len(text) > most:
        raise UnfitError(f"the text has {len(text)} characters; {most} are the most")
    return text


def read_whole(value: object, *, most: int) -> int:
    """Return a whole number from 1 to ``most``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitError(f"a whole number is wanted, not {shown(value)}")
    if not 1 <= value <= most:
        raise UnfitError(f"a number from 1 to {most} is wanted, not {value}")
    return value


def read_format(value: object) -> int:
    """Return the version of the format, which is 1."""
    if isinstance(value, int) and value is not True and value == 1:
        return 1
    raise UnfitError(f"this voicecoach reads format 1, not {shown(value)}")


def read_id(value: object) -> str:
    """Return an id: lower case, digits and hyphens."""
    if isinstance(value, str) and _ID.fullmatch(value) and len(value) <= MAX_WORDS:
        return value
    raise UnfitError(
        f"an id of lower-case letters, digits and hyphens is wanted, such as 'pelvic-tilt', "
        f"not {shown(value)}"
    )


def read_language(value: object) -> str:
    """Return a BCP 47 tag: language, script, region, variants."""
    if isinstance(value, str) and _LANGUAGE.fullmatch(value):
        return value
    raise UnfitError(f"a language tag is wanted, such as 'en' or 'pt-BR', not {shown(value)}")


def _choose(kind: type[StrEnum], value: object) -> StrEnum:
    if isinstance(value, str) and value in set(kind):
        return kind(value)
    names = ", ".join(f"'{name}'" for name in kind)
    raise UnfitError(f"one of {names} is wanted, not {shown(value)}{did_you_mean(value, kind)}")


def _quote_hint(value: object) -> str:
    if isinstance(value, dict | list):
        return "; put a text that starts with { or [ or holds a colon in quotes"
    return "" if value is None else "; put it in quotes"


def _listed(value: object) -> object:
    """Return a single text as a list of one."""
    if value is None or (isinstance(value, list) and len(value) > MAX_TEXTS):
        raise UnfitError(f"one to {MAX_TEXTS} texts are wanted; or remove the key")
    return tuple(value) if isinstance(value, list) else (value,)


def _read(reader: Callable[..., object], schema: Schema, **limits: object) -> tuple[Any, Any]:
    return PlainValidator(partial(reader, **limits)), WithJsonSchema(schema)


_STRING: Schema = {"type": "string", "minLength": 1}
_TEXT: Schema = _STRING | {"maxLength": MAX_TEXT}
_DURATION: Schema = {"type": "string", "pattern": DURATION_PATTERN}
_RANGE_OF_TIMES: Schema = {
    "anyOf": [
        {"type": "string", "pattern": DURATION_RANGE_PATTERN},
        {"type": "array", "items": _DURATION, "minItems": 2, "maxItems": 2},
    ]
}


def _range_schema(top: int) -> Schema:
    whole: Schema = {"type": "integer", "minimum": 1, "maximum": top}
    return {
        "anyOf": [
            whole,
            {"type": "string", "pattern": RANGE_PATTERN},
            {"type": "array", "items": whole, "minItems": 2, "maxItems": 2},
        ]
    }


def _whole_schema(top: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": top}


Text = Annotated[str, *_read(read_text, _TEXT)]
BeatWords = Annotated[str, *_read(read_text, _STRING | {"maxLength": MAX_WORDS}, most=MAX_WORDS)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "maxItems": MAX_TEXTS}]}),
]
Id = Annotated[str, *_read(read_id, _STRING | {"pattern": f"^{_ID.pattern}$"})]
Language = Annotated[str, *_read(read_language, _STRING | {"pattern": f"^{_LANGUAGE.pattern}$"})]
SideChoice = Annotated[
    Sides, *_read(partial(_choose, Sides), {"type": "string", "enum": [*map(str, Sides)]})
]
PositionChoice = Annotated[
    Position, *_read(partial(_choose, Position), {"type": "string", "enum": [*map(str, Position)]})
]
Format = Annotated[int, *_read(read_format, {"type": "integer", "const": 1})]
Number = Annotated[int, *_read(read_whole, _whole_schema(99), most=99)]
Version = Annotated[int, *_read(read_whole, _whole_schema(9999), most=9999)]
Sets = Annotated[Range, *_read(count_range, _range_schema(10), top=10)]
Repetitions = Annotated[Range, *_read(count_range, _range_schema(50), top=50)]
Lifts = Annotated[Range, *_read(count_range, _range_schema(20), top=20)]
HoldTimes = Annotated[Range, *_read(duration_range, _RANGE_OF_TIMES)]
Duration = Annotated[Ms, *_read(duration, _DURATION)]
Move = Annotated[Ms, *_read(duration, _DURATION, least=LEAST_MOVE)]
