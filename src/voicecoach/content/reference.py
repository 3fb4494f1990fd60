"""The keys of a level file in Markdown, generated from the model; one fact a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from voicecoach.content.figure_model import Figure, Pose
from voicecoach.content.model import Exercise, Holds, Level, Reps, Tempo, Variant, Words
from voicecoach.content.part import Part
from voicecoach.content.schema import level_schema

_PARTS: tuple[tuple[str, type[Part]], ...] = (
    ("The level", Level),
    ("An exercise", Exercise),
    ("A counted dose", Reps),
    ("Its tempo", Tempo),
    ("A timed dose", Holds),
    ("The words on the beat", Words),
    ("An easier or harder way", Variant),
    ("A figure", Figure),
    ("A position", Pose),
)
_HEADINGS = {part.__name__: heading for heading, part in _PARTS}


def level_reference() -> str:
    """Return every key of a level file: its kind, unit, limits, default and meaning."""
    schema: dict[str, Any] = level_schema()
    lines: list[str] = []
    for heading, part in _PARTS:
        shape = schema if part is Level else schema["$defs"][part.__name__]
        lines += [f"## {heading}", "", *_about(part), ""]
        needed = shape.get("required", ())
        for key, field in shape["properties"].items():
            lines += [f"### `{key}`", "", *_facts(field, needed=key in needed), ""]
    return "\n".join(lines)


def _about(part: type[Part]) -> Iterator[str]:
    yield (part.__doc__ or "").strip()


def _facts(field: dict[str, Any], *, needed: bool) -> Iterator[str]:
    yield f"- Meaning: {field.get('description', '')}"
    yield f"- Value: {_kind(field)}."
    if needed:
        yield "- Needed: yes."
    elif "default" in field:
        yield f"- Needed: no; without it, `{field['default']}`."
    else:
        yield "- Needed: no."


def _kind(field: dict[str, Any]) -> str:
    """Return what a value looks like, in words: its type's own, or the parts it is made of."""
    if "$comment" in field:
        return str(field["$comment"])
    if field.get("type") == "array":
        low, top = field.get("minItems", 0), field["maxItems"]
        return f"a list of {low} to {top}, each {_kind(field['items'])}"
    return "a mapping, see " + " or ".join(_links(field))


def _links(field: dict[str, Any]) -> Iterator[str]:
    """Yield a link to each part that ``field`` may be."""
    if "$ref" in field:
        heading = _HEADINGS[field["$ref"].rpartition("/")[2]]
        yield f"[{heading}](#{heading.lower().replace(' ', '-')})"
    for choice in (*field.get("oneOf", ()), *field.get("anyOf", ())):
        yield from _links(choice)
