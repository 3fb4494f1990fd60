"""Everything that reads a file, in one table: a new loader is tested by being listed here.

A loader is given a file of any content. It returns what it made of it or raises one of our
own errors; anything else, and a file that is not as it was, is a fault.
"""

from __future__ import annotations

import json
import re
import tempfile
import wave
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np

from fuzz import telling
from program import SHORT_LEVEL
from tunes import KINDS, tune
from voicecoach.adapters.codecs._shelf import Shelf
from voicecoach.adapters.journals._files import ACTIVITIES, SESSIONS
from voicecoach.adapters.journals._lines import encode_line
from voicecoach.adapters.journals.archive import read_history
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.adapters.music._endless import endless
from voicecoach.adapters.music._in_step import MusicInStep
from voicecoach.adapters.other_sound._notes import parse as parse_note
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.adapters.voices.silent import ENGINE
from voicecoach.cli.checking import Checker
from voicecoach.cli.export_folder import read_manifest
from voicecoach.cli.export_loudness import read as _read_loudness
from voicecoach.cli.settings_file import write_settings
from voicecoach.config import load_config, trace_config
from voicecoach.content import activities, advice, glossary, language
from voicecoach.content.bounded import read_text
from voicecoach.content.levels import load_level, shipped_folder
from voicecoach.content.lint import pronunciations
from voicecoach.content.lint.estimate import estimate
from voicecoach.core import manifest
from voicecoach.core.other_volume import LOWERED, quieter, was_left
from voicecoach.core.portable import document, parse
from voicecoach.errors import VoicecoachError
from voicecoach.ports import VoiceChoice
from voicecoach.sound.containers import read_sound

AT = datetime(2026, 11, 22, 18, 30, 5, 120_000, tzinfo=UTC)
TEXT = "Lift your hips."
NOTE = (
    b'{"format": 1, "run": "984a552b", "streams": [[7, [65536, 51234]]], '
    b'"memory": [["sink-input-by-application-name:paplay", [65536, 65536]]]}'
)
SETTINGS = """\
# Settings
voice: hibari
speed: 0.9
block_ms: 50
level: '2'
listening: auto
country: NO
emergency_number: 112
language: en
data_dir: ''
microphone: "default"
"""


@dataclass(frozen=True, slots=True)
class Loader:
    """One way to read a file."""

    name: str
    load: Callable[[Path], object]
    """Reads the file, and uses what it read as the program would."""
    seeds: Callable[[], tuple[bytes, ...]]
    """Files that are read without a fault: what is damaged."""
    file: str = "file.yaml"
    """Name of the file below a folder of its own."""
    seal: Callable[[bytes], bytes] | None = None
    """Makes the sums of a damaged file right again, so that the damage is read."""
    keeps: bool = True
    """Whether the file is to be as it was afterwards."""
    share: int = 10
    """Of all inputs, how many it gets beside the others: slow ones get fewer."""


def _yaml(load: Callable[[str, str], object]) -> Callable[[Path], object]:
    return lambda path: load(read_text(path), str(path))


def _files(*paths: Path) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple(path.read_bytes() for path in paths)


def _noted(path: Path) -> object:
    note = parse_note(path.read_bytes())
    for _, volume in (*note.streams, *note.memory) if note else ():
        was_left(volume, quieter(volume, LOWERED))
    return note


def _level_seeds() -> tuple[bytes, ...]:
    shipped = (path.read_bytes() for path in sorted(shipped_folder().glob("*.yaml")))
    return (SHORT_LEVEL.encode(), SHORT_LEVEL.encode(), *shipped)


def _short_level() -> tuple[bytes, ...]:
    return (SHORT_LEVEL.encode(),)


# --- logs -----------------------------------------------------------------------


def _session() -> tuple[bytes, ...]:
    done = {"exercise": "bridge", "name": "Bridge", "set": 1, "side": None, "reps": 8, "asked": 8}
    lines = [
        ("answered", {"question": "pain_now", "value": 2, "exercise": ""}),
        ("answered", {"question": "flag_bladder", "value": False, "exercise": ""}),
        ("session_started", {"programme": "low-back", "level": "low-back-1", "level_version": 1,
                             "number": 1}),
        ("set_done", done | {"hold_ms": 5000, "way": 0}),
        ("set_done", done | {"set": 2, "side": "right"}),
        ("set_skipped", done | {"set": 3}),
        ("skip_undone", {}),
        ("pain", {"exercise": "bridge", "set": 2, "side": "left", "words": "it hurts", "score": 4}),
        ("pain_rated", {"score": 5}),
        ("feedback", {"exercise": "bridge", "felt": "too_hard"}),
        ("locked", {"tier": 2, "question": "flag_bladder"}),
        ("unlocked", {}),
        ("answered", {"question": "worst_pain", "value": 3, "exercise": ""}),
        ("session_ended", {"outcome": "completed"}),
    ]  # fmt: skip
    return (b"".join(encode_line(name, facts, AT) for name, facts in lines),)


def _activity() -> tuple[bytes, ...]:
    facts = {"kind": "walk", "minutes": 20, "pain": 2, "effort": 3, "day": "2026-11-22", "note": ""}
    return (encode_line("activity", facts, AT),)


def sealed(data: bytes) -> bytes:
    """Return a log with the sum of every line as it should be."""
    lines = (re.sub(rb"^[0-9a-f]{8} ", b"", line) for line in data.split(b"\n"))
    return b"\n".join(b"%08x %s" % (zlib.crc32(line), line) if line else line for line in lines)


def _taken_along(path: Path) -> None:
    """Export the log that ``path`` belongs to and read the export back: nothing gets lost."""
    history, _ = read_history(path.parent.parent)
    text = json.dumps(document(history, "2026-11-25T00:00:00Z"), ensure_ascii=False)
    back, faults = parse(json.loads(text.encode("utf-8", "backslashreplace")))
    if not faults:
        assert len(back.sessions) == len(history.sessions)


@cache
def _history_seed() -> tuple[bytes, ...]:
    entry = {"at": "2026-11-22T18:30:05.120Z", "entry": "set_done", "facts": {"reps": 8, "set": 1}}
    damaged_line = {"line": 2, "fault": "line 2 is damaged and was left out.", "text": "xyz"}
    log = {"id": "2026-11-22T18-30-05Z-a1b2", "entries": [entry, entry], "damaged": [damaged_line]}
    whole = {"format": "voicecoach-history", "version": 2, "exported": "2026-11-25T00:00:00Z",
             "sessions": [log], "activities": [log | {"damaged": []}]}  # fmt: skip
    return (json.dumps(whole, indent=2).encode(),)


def _manifest_seed() -> tuple[bytes, ...]:
    files = (manifest.Written("01 Welcome.mp3", 1234, "0" * 64), manifest.Written("a/b", 1, "f"))
    made = manifest.Manifest("low-back-1", "Level 1", "en", "source", "voice", made=(
        manifest.Made("mp3", "key", files),))  # fmt: skip
    return (json.dumps(manifest.document(made), indent=1).encode(),)


# --- sound ----------------------------------------------------------------------


_SAMPLES = (np.sin(np.arange(800) / 9) * 9000).astype(np.int16)


def _wav(rate: int) -> bytes:
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(_SAMPLES.tobytes())
    return made.getvalue()


def _sounds() -> tuple[bytes, ...]:
    common = (1).to_bytes(2, "big") + (200).to_bytes(4, "big") + (16).to_bytes(2, "big")
    rate = (16383 + 13).to_bytes(2, "big") + (8000 << 51).to_bytes(8, "big")
    sound = bytes(8) + _SAMPLES[:200].astype(">i2").tobytes()
    chunks = b"COMM" + (18).to_bytes(4, "big") + common + rate
    chunks += b"SSND" + len(sound).to_bytes(4, "big") + sound
    aiff = b"FORM" + (4 + len(chunks)).to_bytes(4, "big") + b"AIFF" + chunks
    return _wav(16_000), _wav(44_100), aiff


def _microphone(path: Path) -> int:
    return len(FileMicrophone(path).read(512))


@cache
def _spoken() -> tuple[object, str, bytes]:
    """Return a voice, the name of the file that keeps `TEXT`, and the file as it should be."""
    voice = ENGINE.make(VoiceChoice())
    with tempfile.TemporaryDirectory() as folder:
        CachedVoice(voice, Path(folder)).render(TEXT)
        (path,) = Path(folder).iterdir()
        return voice, path.name, path.read_bytes()


def _cached(path: Path) -> None:
    """Whatever stands in the cache, what is heard is what was meant."""
    voice, name, _ = _spoken()
    path.with_name(name).write_bytes(path.read_bytes())
    clip = CachedVoice(voice, path.parent).render(TEXT)
    right = voice.render(TEXT)
    assert (clip.rate, clip.attack) == (right.rate, right.attack)
    assert np.array_equal(clip.pcm, right.pcm)


@cache
def _runs() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder), "x")
        for key, frames in RUNS.items():
            shelf.put(key, frames)
        shelf.save()
        (path,) = Path(folder).iterdir()
        return path.read_bytes()


RUNS = {bytes([n]) * 32: tuple(bytes([n]) * size for size in (3, 0, 70)) for n in range(3)}


def _shelved(path: Path) -> None:
    """A run is as it was encoded, or is missing."""
    shelf = Shelf(path.parent, "x")
    shelf._prefix = ""
    shelf.load()
    for key, frames in RUNS.items():
        assert key not in shelf or shelf.get(key) == frames


def _written(path: Path) -> None:
    """Settings are changed in a file that is read as it was meant, or the file is left alone."""
    before = path.read_bytes()
    try:
        write_settings(path, {"voice": "espeak"})
    except VoicecoachError:
        assert path.read_bytes() == before
        raise
    assert trace_config(path, {}, {}).values["voice"] == "espeak"


@cache
def _music() -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in KINDS]
        for path in paths:
            tune(path, seconds=0.3, channels="mono")
        return tuple(path.read_bytes() for path in paths)


def _played(path: Path) -> int:
    """Music is played as far as it can be read, and the rest is told."""
    told: list[str] = []
    music = endless([path], 16_000, lambda part, _sentence: told.append(part))
    sound = MusicInStep(music).read(16_000)
    assert len(sound) == 16_000 or told[-1] == "music"
    return len(sound)


# --- the table ------------------------------------------------------------------

_CHECKER = Checker(lambda _folder: (), lambda _language: estimate)

LOADERS = (
    Loader("level", load_level, _level_seeds, share=6),
    Loader("check", _CHECKER.check, _short_level, share=2),
    Loader(
        "language",
        _yaml(language.load_language_text),
        _files(language.languages_folder() / "en.yaml"),
        share=1,
    ),
    Loader(
        "glossary",
        _yaml(glossary.load_glossary_text),
        _files(glossary.glossaries_folder() / "en.yaml"),
        share=1,
    ),
    Loader(
        "advice",
        _yaml(advice.load_advice_text),
        _files(advice.advice_folder() / "en.yaml"),
        share=2,
    ),
    Loader(
        "activity words",
        _yaml(activities.load_activity_words_text),
        _files(activities.activities_folder() / "en.yaml"),
        share=2,
    ),
    Loader(
        "pronunciations",
        _yaml(pronunciations.load_pronunciations_text),
        _files(pronunciations.pronunciations_folder() / "en.yaml"),
        share=2,
    ),
    Loader(
        "settings", lambda path: load_config(path, {}, {}), lambda: (SETTINGS.encode(),), share=20
    ),
    Loader("session log", telling.session, _session, f"{SESSIONS}/a.jsonl", seal=sealed, share=20),
    Loader(
        "activity log", telling.activity, _activity, f"{ACTIVITIES}/a.jsonl", seal=sealed, share=20
    ),
    Loader("log taken along", _taken_along, _session, f"{SESSIONS}/a.jsonl", seal=sealed, share=20),
    Loader("history", telling.history, _history_seed, "history.json", share=20),
    Loader(
        "export.json",
        lambda path: read_manifest(path.parent),
        _manifest_seed,
        manifest.NAME,
        share=20,
    ),
    Loader("voice cache", _cached, lambda: (_spoken()[2],), "clip.wav", share=20),
    Loader("encoded runs", _shelved, lambda: (_runs(),), "0-0.runs", share=20),
    Loader("note of loudness", _read_loudness, lambda: (b"-16.5 -1.4\n",), "ab.loudness", share=20),
    Loader("settings changed", _written, lambda: (SETTINGS.encode(),), keeps=False, share=10),
    Loader("note of lowered programs", _noted, lambda: (NOTE,), "17.json", share=20),
    Loader("microphone file", _microphone, _sounds, "in.wav", share=20),
    Loader("music", _played, _music, "music.mp3", share=2),
    Loader("sound file", lambda path: _read_sound(path.read_bytes()), _sounds, "in.aiff", share=20),
)


def _read_sound(blob: bytes) -> object:
    try:
        return read_sound(blob)
    except ValueError:  # what its callers turn into a sentence
        return None
