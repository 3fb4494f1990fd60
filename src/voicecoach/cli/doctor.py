"""voicecoach doctor: whether each part works here, and what to do where one does not."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from voicecoach import __version__
from voicecoach.adapters.support.limits import within
from voicecoach.cli import options
from voicecoach.cli.doctor_devices import devices
from voicecoach.cli.doctor_engines import formats, recognizers, voices
from voicecoach.cli.doctor_folders import folders, log
from voicecoach.cli.doctor_music import music
from voicecoach.cli.doctor_settings import settings
from voicecoach.cli.doctor_versions import versions
from voicecoach.cli.places import find_places
from voicecoach.cli.setup import hold, sides_of
from voicecoach.config import Traced, trace_config
from voicecoach.core.health import Finding, State, line, summary

LIMIT = 8.0
"""Seconds that one look may take: longer than a sound server is waited for."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.voice(parser)
    options.listening(parser)
    options.captions(parser)
    options.live(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object, for programs")
    form.add_argument(
        "--sound", action="store_true",
        help="check the sound by ear too: both sides, and how well the coach hears",
    )  # fmt: skip


def main(args: argparse.Namespace) -> int:
    """Print a line for each part; 1 if one that is needed does not work, or is not heard well."""
    places = find_places()
    traced = trace_config(places.config / "config.yaml", os.environ, vars(args))
    found = list(_look(traced))
    if args.json:
        print(_as_json(found))
    else:
        for finding in found:
            print(line(finding))
        print(summary(found))
    works = not any(finding.failed for finding in found)
    if args.sound and traced.faults:
        print("The sound check is left out until the settings are mended.")
    elif args.sound:
        works = _by_ear(args) and works
    return 0 if works else 1


def _by_ear(args: argparse.Namespace) -> bool:
    """Hold the sound check, and return whether the coach hears well; raises VoicecoachError."""
    config, places = options.settings(args)
    return hold(config, places, ("sound",), sides=sides_of(config), lines=args.lines).hears


def _look(traced: Traced) -> Iterator[Finding]:
    """Look at each part; what fails in looking is a finding too."""
    places, config = find_places(), traced.config
    where = places.at(config.data_dir)
    yield from _each("version", versions)
    yield from _each("settings", lambda: settings(places.config / "config.yaml", traced))
    yield from _each("folder", lambda: folders(where))
    yield from _each("log", lambda: log(where.data))
    yield from _each("voice", lambda: voices(config))
    yield from _each("recognizer", lambda: recognizers(config))
    yield from _each("format", formats)
    yield from _each("music", lambda: music(config))
    yield from devices(config, LIMIT)


def _each(part: str, look: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    try:
        return within(LIMIT, lambda: tuple(look()))
    except Exception as error:  # noqa: BLE001 - whatever is broken here must become a line
        why = f"no answer within {LIMIT:g} seconds" if isinstance(error, TimeoutError) else error
        detail = f"It could not be looked at ({why})."
        return (Finding(part, "", State.BROKEN, detail, "Reinstall voicecoach.", needed=True),)


def _as_json(found: list[Finding]) -> str:
    facts = {
        "voicecoach": __version__,
        "ok": not any(finding.failed for finding in found),
        "findings": [asdict(finding) for finding in found],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)
