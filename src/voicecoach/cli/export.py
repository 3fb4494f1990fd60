"""voicecoach export: the same timeline as live, to a file."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from voicecoach.cli import options
from voicecoach.cli.content import level_and_book
from voicecoach.cli.progress import progress
from voicecoach.cli.voice import open_voice, tell_trouble
from voicecoach.cli.wording import wording
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Announce
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Level
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import length_text
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.flows.prepare import Library, draft_texts
from voicecoach.flows.render import render
from voicecoach.registry import exporter_engine


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.session(parser)
    parser.add_argument("--format", default="mp3", metavar="NAME", help="mp3 or wav; default mp3")
    parser.add_argument(
        "--output", default="audio", metavar="DIR", help="folder for the file; default audio"
    )
    parser.add_argument("--events", metavar="FILE", help="write each cue with its time to FILE")
    parser.add_argument("--force", action="store_true", help="replace a file of the same name")


def main(args: argparse.Namespace) -> int:
    """Write the session and return the exit status; raises VoicecoachError."""
    config, places = options.settings(args)
    exporter = exporter_engine(args.format).make()
    level, book = level_and_book(config, places)
    target = Path(args.output) / f"{level.id}{exporter.suffix}"
    if target.exists() and not args.force:
        raise ConfigError(f"{target} is there already; add --force to replace it.")
    voice = open_voice(config, places, level.language)
    library = Library(voice)
    try:
        chosen = replace(wording(config, level), medium=Medium.FILE)
        timeline = _timeline(level, book, library, chosen)
        pcm = render(timeline, library.clip, voice.rate)
    finally:
        tell_trouble(voice)
        voice.close()
    exporter.write(pcm, voice.rate, _tags(level, timeline), target)
    if args.events:
        _write_events(timeline, Path(args.events))
    print(f"File: {target}")
    print(f"Length: {length_text(timeline.end)}")
    print(f"Parts: {len(timeline.blocks)}")
    return 0


def _timeline(level: Level, book: Catalogue, library: Library, chosen: Options) -> Timeline:
    library.fill(draft_texts(level, book, chosen), progress("Speaking"))
    return compile_level(level, book, library.measure, chosen)


def _tags(level: Level, timeline: Timeline) -> dict[str, str]:
    return {
        "title": timeline.title,
        "album": f"voicecoach {level.programme}",
        "artist": "voicecoach",
        "track": str(level.number),
        "genre": "Speech",
        "language": timeline.language,
    }


def _write_events(timeline: Timeline, path: Path) -> None:
    from voicecoach.cli.eventlog import row

    lines = [json.dumps(row(cue.start, Announce(cue.start, cue))) for cue in timeline.cues]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as exc:
        raise DeviceError(f"The events cannot be written to {path} ({exc.strerror}).") from exc
