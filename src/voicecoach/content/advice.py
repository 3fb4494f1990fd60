"""Files of advice: short spoken pieces, each with its sources.

A file of advice has `language` and `pieces`; see `voicecoach.core.advice`. The
cueing rules on sentences are asked by ``voicecoach check``, as for levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from voicecoach.content import advice_model, bounded
from voicecoach.content.document import KeyPath, Plain
from voicecoach.content.faults import in_order, model_faults, sentence
from voicecoach.content.tags import nearest, tags_in
from voicecoach.core.advice import Advice
from voicecoach.errors import ContentError

FEWEST, MOST = 3, 6
"""Sentences of a piece that rotates: 10 to 25 s when spoken."""
MOST_SIGNS = 9
"""Sentences of a piece that does not: a list of signs is said whole, however long it takes."""


def advice_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have advice, sorted."""
    return tags_in(advice_folder())


def advice_folder() -> Path:
    """Return the folder of the advice that comes with voicecoach."""
    return Path(str(files("voicecoach") / "advice"))


def load_advice(language: str) -> tuple[Advice, ...]:
    """Return the pieces for a BCP 47 tag; ``en`` serves ``en-GB`` if there is no nearer one.

    Raises:
        ConfigError: the language has no advice.
        ContentError: its file cannot be used; holds all its faults.
    """
    path = nearest(advice_folder(), language, "There is no advice in the language")
    return load_advice_text(bounded.read_text(path), str(path))


def load_advice_text(text: str, file: str = "") -> tuple[Advice, ...]:
    """Return the pieces in YAML ``text``, in file order; ``file`` is for messages only.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    document = bounded.parse(text, file)
    faults = list(document.faults)
    made: tuple[Advice, ...] = ()
    try:
        made = advice_model.Pieces.model_validate(document.data).value()
    except ValidationError as error:
        faults += model_faults(document, error, advice_model.Pieces)
    for path, problem in _problems(document.data):
        place = document.settled(path)
        faults.append(document.fault(place, sentence(document.data, place, problem)))
    if faults:
        raise ContentError(in_order(faults))
    return made


def _problems(data: Plain) -> Iterator[tuple[KeyPath, str]]:
    """Yield what concerns several keys at once, in plain data, whatever else is wrong there."""
    listed = data.get("pieces") if isinstance(data, dict) else None
    pieces = [
        (("pieces", index), piece)
        for index, piece in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(piece, dict)
    ]
    seen: set[str] = set()
    for path, piece in pieces:
        name = piece.get("id")
        if isinstance(name, str) and name in seen:
            yield (*path, "id"), f"another piece of this file has the id '{name[:40]}' already"
        seen |= {name} if isinstance(name, str) else set()
        yield from _lengths(path, piece)
    if pieces and not any(piece.get("rotate") is not False for _, piece in pieces):
        yield ("pieces",), "no piece rotates, so no session could end with one"


def _lengths(path: KeyPath, piece: dict[str, Plain]) -> Iterator[tuple[KeyPath, str]]:
    say = piece.get("say")
    most = MOST_SIGNS if piece.get("rotate") is False else MOST
    many = 1 if isinstance(say, str) else len(say) if isinstance(say, list) else None
    if many and not FEWEST <= many <= most:
        yield (*path, "say"), f"{FEWEST} to {most} sentences are wanted, not {many}"
