"""Settings: defaults, then the file, then the environment, then the command line.

The file is ``config.yaml`` in the folder that the platform keeps settings in;
each setting has an environment variable ``VOICECOACH_NAME`` and an option.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

import yaml

from voicecoach.core.typed_paths import path_fault
from voicecoach.errors import ConfigError, quoted

APP = "voicecoach"
PREFIX = "VOICECOACH_"
MAX_BYTES = 64 * 1024
"""A settings file is small; a larger one is not a settings file."""
MAX_FAULTS = 20
"""Faults that are told; who has more has another kind of file."""
MAX_NUMBER = 40
"""Characters of an emergency number: it is said again and again, to somebody who needs it."""
_FOLDERS = frozenset({"programmes", "data_dir", "music"})


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, checked."""

    level: str = "auto"
    """Level number, level id, path of a level file, or ``auto``: what the log recommends, and
    level 1 where no log is asked for."""
    check_in: str = "auto"
    """Questions before and after a session for the back: ``auto`` or ``off``. While the programme
    is locked they are always asked."""
    voice: str = "hibari"
    """Engine, or ``engine:voice``."""
    speed: float = 1.0
    """Of speech; 0.7 to 1.6 (C30)."""
    recognizer: str = "auto"
    """Engine, or ``sr:NAME`` for any that the package SpeechRecognition knows; ``auto`` takes the
    best that works here; ``none`` listens to keys only."""
    listening: str = "auto"
    """When the coach listens: ``full``: always; ``half``: only while it is silent itself;
    ``auto``: always, where it can tell your voice from its own; ``wake``: to commands after the
    wake word, and to safety words; ``push``: for 5 seconds after a key; ``off``: never."""
    microphone: str = "default"
    """``default``, ``none``, a device's name, or ``file:PATH``."""
    speaker: str = "default"
    """``default``, ``none``, a device's name, or ``file:PATH``."""
    captions: str = "auto"
    """What is written while the coach speaks: ``full``: every sentence; ``quiet``: only what is
    not said; ``auto``: quiet where a screen reader runs, else full."""
    setup: str = "auto"
    """The spoken set-up at the first start in a terminal: ``auto`` or ``off``."""
    media_keys: str = "auto"
    """Media keys and headset buttons, where the desktop passes them on: ``auto`` or ``off``."""
    other_sound: str = "auto"
    """Sound of other programs while the coach speaks: ``auto``: quieter, where that works; ``off``:
    left alone."""
    music: str = ""
    """Folder with your own music, played under a session; empty for none."""
    block_ms: int = 50
    """Length of a sound block: 20, 50 or 100; longer for slow machines."""
    detail: str = "auto"
    """How exercises are described: ``full``, ``short``, or ``auto``: in full the first time, and
    after a break of four weeks."""
    language: str = "en"
    """Of what the coach says outside level files."""
    country: str = ""
    """Two letters of ISO 3166, such as NO: `emergency_number` is then that of its ambulances."""
    emergency_number: str = "112"
    """Said after an emergency word; the program cannot call. It beats `country`."""
    programmes: str = ""
    """Folder with your own level files."""
    data_dir: str = ""
    """Where the log is kept; empty for the platform's place."""


CHOICES: Mapping[str, tuple[str, ...]] = {
    "listening": ("auto", "full", "half", "wake", "push", "off"),
    "detail": ("auto", "full", "short"),
    "media_keys": ("auto", "off"),
    "other_sound": ("auto", "off"),
    "check_in": ("auto", "off"),
    "captions": ("auto", "full", "quiet"),
    "setup": ("auto", "off"),
}
RANGES: Mapping[str, tuple[float, float]] = {"speed": (0.7, 1.6), "block_ms": (20, 100)}
NAMES = tuple(field.name for field in fields(Config))
RENAMED: Mapping[str, str] = {"duplex": "listening"}
"""Settings by the names that they once had: those are understood still."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The settings that somebody made, where each comes from, and what is wrong with them."""

    values: Mapping[str, object]
    """Of those that were made and can be used; for all others the defaults hold."""
    origins: Mapping[str, str]
    """Name of a setting -> the path of the file, the variable, or the option."""
    faults: tuple[str, ...]
    """A line each."""

    @property
    def config(self) -> Config:
        """The settings in force, those that are wrong left out."""
        values = dict(self.values)
        if values.get("country"):
            number = ambulances()[str(values["country"])].number
            values.setdefault("emergency_number", number)
        return replace(Config(), **values)  # type: ignore[arg-type]  # each was checked by _take


def trace_config(
    file: Path, environment: Mapping[str, str], options: Mapping[str, object]
) -> Traced:
    """Return what `load_config` makes the settings of; never raises."""
    faults: list[str] = []
    values: dict[str, object] = {}
    origins: dict[str, str] = {}

    def take(name: str, value: object, where: str) -> None:
        kept = _take(values, name, value, where, faults)
        origins.update(dict.fromkeys(kept, where))

    for name, value in _read(file, faults).items():
        take(name, value, f"{file}")
    for name in (*RENAMED, *NAMES):
        if (text := environment.get(PREFIX + name.upper())) is not None:
            take(name, text, PREFIX + name.upper())
    for name, value in options.items():
        if value is not None and name in NAMES:
            take(name, value, "--" + name.replace("_", "-"))
    more = len(faults) - MAX_FAULTS
    told = faults[:MAX_FAULTS] + ([f"There are {more} more faults."] if more > 0 else [])
    return Traced(values, origins, tuple(told))


def load_config(
    file: Path, environment: Mapping[str, str], options: Mapping[str, object]
) -> Config:
    """Return the settings in force.

    Args:
        file: the settings file; may be absent.
        environment: variables such as ``VOICECOACH_VOICE``.
        options: from the command line; None for what was not given.

    Raises:
        ConfigError: every fault of file, environment and options, a line each.
    """
    traced = trace_config(file, environment, options)
    if traced.faults:
        raise ConfigError("\n".join(traced.faults))
    return traced.config


@dataclass(frozen=True, slots=True)
class Ambulance:
    """How an ambulance is called in one country."""

    number: str
    names: tuple[str, ...]
    """Of the country, in English, the best first."""
    source: str
    """Which public body says so."""


def ambulances() -> Mapping[str, Ambulance]:
    """Return how an ambulance is called, by ISO 3166 code of the country."""
    text = (files("voicecoach") / "emergency" / "numbers.yaml").read_text(encoding="utf-8")
    found = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    return {
        code: Ambulance(row["number"], (row["name"], *row.get("also", ())), row["source"])
        for code, row in found.items()
    }


def _country(text: str) -> str:
    """Return the code of a country whose number is known, or nothing for nothing."""
    code, known = text.strip()[:100].upper(), ambulances()
    if not code or code in known:
        return code
    codes = {name.upper(): each for each, row in known.items() for name in row.names}
    near = get_close_matches(code, codes, 1, 0.8)
    if near:
        found = codes[near[0]]
        raise ValueError(f"is {quoted(text)}; did you mean {found!r}, {known[found].names[0]}?")
    raise ValueError(
        f"is {quoted(text)}; known are {', '.join(known)}. For any other, set emergency_number."
    )


def _read(file: Path, faults: list[str]) -> dict[str, object]:
    try:
        if not file.is_file():
            return {}
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            faults.append(f"{file}: too big for a settings file; remove it to start afresh.")
            return {}
        found = yaml.load(data.decode(), yaml.BaseLoader) or {}  # noqa: S506 - BaseLoader makes only text
    except (OSError, yaml.YAMLError, ValueError, OverflowError, RecursionError) as exc:
        # ValueError, OverflowError: no UTF-8; PyYAML on an escape or a version out of range
        problem = " ".join(str(exc).split())[:100]
        faults.append(f"{file}: cannot be read ({problem}); mend it or remove it.")
        return {}
    if not isinstance(found, dict):
        faults.append(f"{file}: must hold settings such as 'voice: hibari', one a line.")
        return {}
    return {str(name): value for name, value in found.items()}


def _take(
    values: dict[str, object], name: str, value: object, where: str, faults: list[str]
) -> tuple[str, ...]:
    """Check one setting and keep it, or note what is wrong; return its name if it was kept."""
    name = RENAMED.get(name, name)
    if name not in NAMES:
        near = get_close_matches(name, NAMES, 1) if len(faults) < MAX_FAULTS else ()
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(NAMES)}."
        faults.append(f"{where}: there is no setting {quoted(name)}; {hint}")
        return ()
    try:
        values[name] = _checked(name, value)
    except ValueError as exc:
        faults.append(f"{where}: {name} {exc}")
        return ()
    return (name,)


def _checked(name: str, value: object) -> object:
    kind = type(getattr(Config(), name))
    if not isinstance(value, str | int | float):
        raise ValueError("must be a single value.")  # noqa: TRY004 - the caller collects ValueError
    if name == "country":
        return _country(str(value))
    if kind is str:
        return _text(name, str(value))
    low, high = RANGES[name]
    try:
        number = kind(value)
    except (ValueError, OverflowError):
        raise ValueError(
            f"is {quoted(value)}; it must be a number from {low:g} to {high:g}."
        ) from None
    if not low <= number <= high:
        raise ValueError(f"is {quoted(value)}; it must be from {low:g} to {high:g}.")
    return number


def _text(name: str, text: str) -> str:
    """Return a text that can be used, or raise ValueError: every text may end in a path."""
    if name in CHOICES and text not in CHOICES[name]:
        raise ValueError(f"is {quoted(text)}; choose one of {', '.join(CHOICES[name])}.")
    if fault := path_fault(text):
        raise ValueError(f"is {quoted(text)}, which {fault}.")
    if name == "emergency_number" and (len(text) > MAX_NUMBER or not any(map(str.isalnum, text))):
        raise ValueError(
            f"is {quoted(text)}; it must be a number that can be said, of at most {MAX_NUMBER} "
            "characters."
        )
    if name in _FOLDERS:
        try:
            Path(text).expanduser()
        except RuntimeError:  # ~somebody, who has no account here
            raise ValueError(
                f"is {quoted(text)}, which has no known home; write its whole path."
            ) from None
    return text
