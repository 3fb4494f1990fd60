"""Engines by name, from entry points: ours come through the same door as anyone's.

A broken engine is a row with a status and a remedy, never a crash.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from voicecoach.errors import ConfigError, DeviceError, quoted
from voicecoach.ports import CodecEngine, ExporterEngine, RecognizerEngine, Status, VoiceEngine

VOICES = "voicecoach.voices"
RECOGNIZERS = "voicecoach.recognizers"
CODECS = "voicecoach.codecs"
EXPORTERS = "voicecoach.exporters"

Engine = TypeVar("Engine", VoiceEngine, RecognizerEngine, CodecEngine, ExporterEngine)


def names(group: str) -> tuple[str, ...]:
    """Return the names of the engines of ``group``, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def voice_engine(name: str) -> VoiceEngine:
    """Return the voice engine ``name``; raises ConfigError or DeviceError."""
    return _load(VOICES, "voice", name, VoiceEngine)


def recognizer_engine(name: str) -> RecognizerEngine:
    """Return the recognizer engine ``name``; raises ConfigError or DeviceError."""
    return _load(RECOGNIZERS, "recognizer", name, RecognizerEngine)


def codec_engine(name: str) -> CodecEngine:
    """Return the codec engine ``name``; raises ConfigError or DeviceError."""
    return _load(CODECS, "sound format", name, CodecEngine)


def exporter_engine(name: str) -> ExporterEngine:
    """Return the exporter engine ``name``; raises ConfigError or DeviceError."""
    return _load(EXPORTERS, "format", name, ExporterEngine)


def status_of(load: Callable[[str], Engine], name: str) -> tuple[Engine | None, Status]:
    """Return engine ``name`` and its status; no engine if it cannot even be loaded."""
    try:
        engine = load(name)
        return engine, engine.status()
    except (DeviceError, ConfigError) as error:
        return None, Status(ready=False, detail=str(error), remedy="Reinstall the package.")


def _load(group: str, kind: str, name: str, wanted: type[Engine]) -> Engine:
    points = {point.name: point for point in entry_points(group=group)}
    if name not in points:
        near = get_close_matches(name, points, 1)
        hint = (
            f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(sorted(points))}."
        )
        raise ConfigError(f"There is no {kind} called {quoted(name)}; {hint}")
    engine = _resolve(points[name], kind)
    if not isinstance(engine, wanted):
        raise DeviceError(f"The {kind} {name!r} is not a {wanted.__name__}; remove its package.")
    return engine


def _resolve(point: EntryPoint, kind: str) -> object:
    try:
        return point.load()
    except Exception as exc:  # a stranger's module may fail in any way at import
        raise DeviceError(
            f"The {kind} {point.name!r} cannot be loaded ({exc}); reinstall its package."
        ) from exc
