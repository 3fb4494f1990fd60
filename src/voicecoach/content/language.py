"""Language files: what the coach says outside level files, and what it understands.

A language file has `language`, `texts`, `commands` (what one can say for each
command), `keys` (single keys) and `numbers`; see `voicecoach.core.catalogue`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from voicecoach.content import bounded
from voicecoach.content.document import Plain
from voicecoach.content.faults import in_order, sentence
from voicecoach.content.guess import did_you_mean
from voicecoach.content.language_checks import phrase, problems
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.errors import ConfigError, ContentError


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that come with voicecoach, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def load_language(tag: str) -> Catalogue:
    """Return the catalogue of a language that comes with voicecoach, for instance ``en``.

    Raises:
        ConfigError: there is no such language.
        ContentError: its file cannot be used; holds all its faults.
    """
    known = languages()
    if tag not in known:
        guess = did_you_mean(tag, known) or f"; there are {', '.join(known)}"
        raise ConfigError(f"There is no language '{tag}'{guess}.".replace("?.", "?"))
    path = _folder() / f"{tag}.yaml"
    return load_language_text(bounded.read_text(path), str(path))


def load_language_text(text: str, file: str = "") -> Catalogue:
    """Return the catalogue in YAML ``text``; ``file`` is for messages only.

    Raises:
        ContentError: it cannot be used; holds all its faults, in file order.
    """
    document = bounded.parse(text, file)
    faults = list(document.faults)
    for problem in problems(document.data):
        message = sentence(document.data, problem.place, problem.message)
        faults.append(document.fault(problem.path, message, at_key=problem.at_key))
    if faults:
        raise ContentError(in_order(faults))
    return _catalogue(document.data)


def _folder() -> Path:
    return Path(str(files("voicecoach") / "languages"))


def _catalogue(data: Plain) -> Catalogue:
    """Return the catalogue in ``data``, which has no problems."""
    assert isinstance(data, dict)
    return Catalogue(
        language=_text(data["language"]),
        texts={key: _text(value) for key, value in _items(data["texts"])},
        phrases={
            Command(key): tuple(phrase(_text(item)) for item in _listed(value))
            for key, value in _items(data["commands"])
        },
        keys={key: Command(_text(value)) for key, value in _items(data["keys"])},
        numbers=tuple(map(_text, _listed(data["numbers"]))),
    )
