"""The kinds of value in a level file: how each is read, and what editors and people are told.

The reader of a kind raises `UnfitError`, to which pydantic adds the place. The
schema of a kind holds its description in words as ``$comment``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from voicecoach.content.aims import read_aim, read_degrees, read_limb, read_trunk
from voicecoach.content.readers import (
    ID,
    LANGUAGE,
    MAX_TEXT,
    MAX_TEXTS,
    MAX_WORDS,
    RULE,
    listed,
    read_choice,
    read_choices,
    read_flag,
    read_format,
    read_id,
    read_language,
    read_reasons,
    read_text,
    read_whole,
)
from voicecoach.content.units import (
    DURATION_PATTERN,
    DURATION_RANGE_PATTERN,
    RANGE_PATTERN,
    count_range,
    duration,
    duration_range,
)
from voicecoach.core.figure import Aim, Limb, Place, Seen, Support
from voicecoach.core.programme import Position, Range, Sides
from voicecoach.core.units import Ms

LEAST_MOVE = Ms(500)
"""Shortest way into or out of a position: half a second."""

Schema = dict[str, Any]

_STRING: Schema = {"type": "string", "minLength": 1}
_TEXT = _STRING | {"maxLength": MAX_TEXT}
_TIME: Schema = {"type": "string", "pattern": DURATION_PATTERN}
_TIME_WORDS = "a time with its unit, such as `500 ms`, `1.5 s` or `1 min`"


def _kind(
    words: str, reader: Callable[..., object], schema: Schema, **limits: object
) -> tuple[Any, Any]:
    return PlainValidator(partial(reader, **limits)), WithJsonSchema({"$comment": words} | schema)


def _pair(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


def _text(most: int) -> tuple[Any, Any]:
    words = f"a text of up to {most} characters"
    return _kind(words, read_text, _STRING | {"maxLength": most}, most=most)


def _whole(top: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": top}


def _number(top: int) -> tuple[Any, Any]:
    return _kind(f"a whole number from 1 to {top}", read_whole, _whole(top), most=top)


def _range(top: int) -> tuple[Any, Any]:
    words = f"a whole number from 1 to {top}, or a range such as `2 to 3` or `[2, 3]`"
    written = {"type": "string", "pattern": RANGE_PATTERN}
    choices = [_whole(top), written, _pair(_whole(top))]
    return _kind(words, count_range, {"anyOf": choices}, top=top)


def _choice(kind: type[StrEnum]) -> tuple[Any, Any]:
    names = [str(each) for each in kind]
    words = "one of " + ", ".join(f"`{name}`" for name in names)
    return _kind(words, read_choice, {"type": "string", "enum": names}, kind=kind)


Text = Annotated[str, *_text(MAX_TEXT)]
BeatWords = Annotated[str, *_text(MAX_WORDS)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(listed),
    WithJsonSchema(
        {
            "$comment": f"a text, or a list of up to {MAX_TEXTS} texts, "
            f"each of up to {MAX_TEXT} characters",
            "anyOf": [
                _TEXT,
                {"type": "array", "items": _TEXT, "minItems": 1, "maxItems": MAX_TEXTS},
            ],
        }
    ),
]
Id = Annotated[
    str,
    *_kind(
        "lower-case letters, digits and hyphens",
        read_id,
        _STRING | {"maxLength": MAX_WORDS, "pattern": f"^{ID.pattern}$"},
    ),
]
Language = Annotated[
    str,
    *_kind(
        "a tag such as `en` or `pt-BR`",
        read_language,
        _STRING | {"pattern": f"^{LANGUAGE.pattern}$"},
    ),
]
Reasons = Annotated[
    dict[str, str],
    *_kind(
        "lines of a rule's id and the reason, such as `C35: the hands differ on purpose`",
        read_reasons,
        {
            "type": "object",
            "propertyNames": {"pattern": f"^{RULE.pattern}$"},
            "additionalProperties": _TEXT,
            "minProperties": 1,
        },
    ),
]
SideChoice = Annotated[Sides, *_choice(Sides)]
PositionChoice = Annotated[Position, *_choice(Position)]
Format = Annotated[int, *_kind("`1`", read_format, {"type": "integer", "const": 1})]
Flag = Annotated[bool, *_kind("`true` or `false`", read_flag, {"type": "boolean"})]
Number = Annotated[int, *_number(99)]
Version = Annotated[int, *_number(9999)]
Sets = Annotated[Range, *_range(10)]
Repetitions = Annotated[Range, *_range(50)]
Lifts = Annotated[Range, *_range(20)]
HoldTimes = Annotated[
    Range,
    *_kind(
        "a time of at least one second with its unit, such as `10 s`, or a range such as "
        "`10 s to 30 s`",
        duration_range,
        {"anyOf": [{"type": "string", "pattern": DURATION_RANGE_PATTERN}, _pair(_TIME)]},
    ),
]
Duration = Annotated[Ms, *_kind(f"{_TIME_WORDS}; ten minutes at most", duration, _TIME)]
Move = Annotated[
    Ms,
    *_kind(f"{_TIME_WORDS}; half a second at least", duration, _TIME, least=LEAST_MOVE),
]

_DEGREES: Schema = {"type": "number", "minimum": -360, "maximum": 360}
_AIM: Schema = {"anyOf": [_DEGREES, _pair(_DEGREES)]}
_AIM_WORDS = (
    "degrees in the picture (0 right, 90 up, 180 left, 270 down), or a pair such as `[90, 30]` "
    "whose second number is by how much it points towards the viewer, below 0 away"
)


def _aims(least: int, most: int) -> Schema:
    return {"type": "array", "items": _AIM, "minItems": least, "maxItems": most}


SeenChoice = Annotated[Seen, *_choice(Seen)]
SupportChoice = Annotated[Support, *_choice(Support)]
PlaceChoice = Annotated[Place, *_choice(Place)]
PlaceChoices = Annotated[
    tuple[Place, ...],
    *_kind(
        "a list of " + ", ".join(f"`{name}`" for name in map(str, Place)),
        read_choices,
        {"type": "array", "items": {"type": "string", "enum": [str(each) for each in Place]}},
        kind=Place,
    ),
]
Turn = Annotated[float, *_kind("degrees, -180 to 180", read_degrees, _DEGREES, least=-180, top=180)]
Height = Annotated[float, *_kind("degrees, 0 to 90", read_degrees, _DEGREES, least=0, top=90)]
Direction = Annotated[Aim, *_kind(_AIM_WORDS, read_aim, _AIM)]
Trunk = Annotated[
    tuple[Aim, Aim, Aim],
    *_kind(
        "one direction of a straight back, or a list of three: lower back, middle, chest; "
        f"a direction is {_AIM_WORDS}",
        read_trunk,
        {"anyOf": [_DEGREES, _aims(3, 3)]},
    ),
]
Arm = Annotated[
    Limb,
    *_kind(
        f"a list of two or three directions: upper arm, forearm, hand; each {_AIM_WORDS}",
        read_limb,
        _aims(2, 3),
        least=2,
    ),
]
Leg = Annotated[
    Limb,
    *_kind(
        f"a list of three directions: thigh, shin, foot; each {_AIM_WORDS}",
        read_limb,
        _aims(3, 3),
        least=3,
    ),
]
