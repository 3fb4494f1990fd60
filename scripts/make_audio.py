"""Writes audio/*.opus: one exercise of each level for the lower back, as a recording.

Run it with the project's own interpreter after a change of a level, of the default voice or
of the codec: ``.venv/bin/python scripts/make_audio.py``. ``tests/e2e/test_samples.py`` makes
them again and compares what is heard.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.export_report import plain_report
from voicecoach.cli.export_sound import Sound, make_album, record_level
from voicecoach.cli.places import find_places
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level, shipped_folder
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES
from voicecoach.core.programme import Level
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine

AUDIO = Path(__file__).resolve().parent.parent / "audio"
SHOWN = {1: "bridge", 2: "marching-bridge", 3: "front-plank"}
"""Level -> the exercise that is recorded, as somebody hears it who knows it."""
VOICE = "hibari"


def main() -> int:
    """Write the samples and name each with its size."""
    for number in SHOWN:
        path = AUDIO / f"low-back-{number}.opus"
        path.write_bytes(sample(number, find_places().cache))
        print(f"{path.name}: {path.stat().st_size} bytes.")
    return 0


def sample(number: int, cache: Path) -> bytes:
    """Return the sample of level ``number`` as the bytes of an Opus file.

    Args:
        number: 1 to 3.
        cache: folder in which clips and encoded phrases are kept.
    """
    level = _alone(load_level(shipped_folder() / f"low-back-{number}.yaml"), SHOWN[number])
    book, profile = load_language(level.language), PROFILES["plain"]
    chosen = Options(medium=Medium.FILE, short=frozenset({SHOWN[number]}))
    with closing(CachedVoice(voice_engine(VOICE).make(VoiceChoice()), cache / "voices")) as voice:
        timeline, library = record_level(level, book, chosen, voice, plain_report())
        album = make_album(level, book, timeline, library, profile)
    recording = replace(album.parts[1], number=1, total=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.opus"
        sound = Sound(library, profile, cache / "encoded", b"", None)
        sound.write(recording, album.title, path)
        return path.read_bytes()


def _alone(level: Level, shown: str) -> Level:
    """Return ``level`` with just the exercise ``shown``, and no words around it."""
    card = next(each for each in level.exercises if each.id == shown)
    return replace(
        level, exercises=(card,), warm_up=(), cool_down=(), welcome=(),
        space=(), get_down=(), get_up=(), goodbye=(), source="",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
