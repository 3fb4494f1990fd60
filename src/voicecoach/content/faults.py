"""What pydantic and our own checks found, as faults with places, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from voicecoach.content.document import Document, KeyPath, Plain
from voicecoach.content.guess import did_you_mean
from voicecoach.content.model import COUNTED, TIMED, Holds, Reps
from voicecoach.content.units import shown
from voicecoach.errors import Fault

_SECTIONS = {
    "exercises": "exercise",
    "warm_up": "warm-up exercise",
    "cool_down": "cool-down exercise",
    "pieces": "piece",
}
_DOSES: Mapping[str | int, type[BaseModel]] = {COUNTED: Reps, TIMED: Holds}


MAX_FAULTS = 100
"""Faults of one file that are told; who has more mends these first."""


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return each fault once, in file order; one that counts the rest ends a long list."""
    found = sorted(dict.fromkeys(faults), key=lambda f: (f.line, f.column, f.message))
    rest = found[MAX_FAULTS:]
    if not rest:
        return tuple(found)
    more = Fault(f"There are {len(rest)} more faults from here on.", *_place(rest[0]))
    return (*found[:MAX_FAULTS], more)


def _place(fault: Fault) -> tuple[str, int, int]:
    return fault.file, fault.line, fault.column


def model_faults(
    document: Document, error: ValidationError, model: type[BaseModel]
) -> Iterable[Fault]:
    """Yield the faults that ``model`` finds in ``document``."""
    for found in error.errors(include_url=False):
        loc, owner = _resolve(found["loc"], model)
        path = document.settled(loc)
        kind, given = found["type"], found["input"]
        if kind == "too_short" and given:
            continue  # pydantic counts only the good ones; the others have faults of their own
        if kind == "extra_forbidden":
            message = _unknown(path[-1], owner)
        elif kind == "missing":
            message = f"'{path[-1]}' is missing{_hint(owner, path[-1])}"
        else:
            message = _wrong(kind, given, found.get("ctx", {}))
        at_key = kind in ("extra_forbidden", "missing")
        below = path[:-1] if at_key else path
        yield document.fault(path, sentence(document.data, below, message), at_key=at_key)


def sentence(data: Plain, path: KeyPath, message: str) -> str:
    """Return ``message`` after its place in words: ``exercise 2 'bridge', dose: ...``."""
    words: list[str] = []
    rest = path
    if len(path) > 1 and path[0] in _SECTIONS and isinstance(path[1], int):
        words.append(f"{_SECTIONS[str(path[0])]} {path[1] + 1}{_id_at(data, path[:2])}")
        rest = path[2:]
    words += (f"text {part + 1}" if isinstance(part, int) else part[:40] for part in rest)
    where = ", ".join(words)
    full = f"{where}: {message}" if where else message[:1].upper() + message[1:]
    return full if full.endswith("?") else f"{full}."


def _id_at(data: Plain, path: KeyPath) -> str:
    here: Any = data
    try:
        for part in path:
            here = here[part]
        name = here["id"]
    except (KeyError, IndexError, TypeError):
        return ""
    return f" '{name[:40]}'" if isinstance(name, str) else ""


def _resolve(
    loc: tuple[int | str, ...], model: type[BaseModel]
) -> tuple[KeyPath, type[BaseModel] | None]:
    """Return pydantic's ``loc`` without its tags, and the model that owns the last key."""
    path: list[int | str] = []
    owner: type[BaseModel] | None = model
    below: type[BaseModel] | None = model
    for part in loc:
        if part in _DOSES:
            below = _DOSES[part]
            continue
        path.append(part)
        if isinstance(part, str):
            owner = below
            field = owner.model_fields.get(part) if owner else None
            below = _model_in(field.annotation) if field else None
    return tuple(path), owner


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _unknown(key: int | str, owner: type[BaseModel] | None) -> str:
    allowed = list(owner.model_fields) if owner else []
    guess = did_you_mean(key, allowed) or f"; there are {', '.join(allowed)}"
    return f"there is no key '{str(key)[:40]}'{guess}"


def _hint(owner: type[BaseModel] | None, key: int | str) -> str:
    field = owner.model_fields.get(str(key)) if owner else None
    return f": {(field.description or '').rstrip('.')}" if field else ""


def _wrong(kind: str, given: object, context: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return str(context["error"])
    if kind == "too_long":
        return f"{context['max_length']} are the most"
    if kind == "too_short":
        return "at least one is needed"
    if kind == "tuple_type":
        return f"a list is wanted (lines that start with '- '), not {shown(given)}"
    return f"a mapping is wanted (lines like 'key: value'), not {shown(given)}"
