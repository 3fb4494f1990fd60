"""Speaks one text as a program of its own that begins cold, and leaves it in a cache.

python benchmarks/voice_parts/first.py ENGINE TEXT FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    engine, text, folder = sys.argv[1:]
    from voicecoach.adapters.voices.cached import CachedVoice
    from voicecoach.core.spoken import speakable
    from voicecoach.ports import VoiceChoice
    from voicecoach.registry import voice_engine

    voice = CachedVoice(voice_engine(engine).make(VoiceChoice()), Path(folder))
    if not len(voice.render(speakable(text)).pcm):
        sys.exit(f"The voice {engine} said nothing.")


if __name__ == "__main__":
    main()
