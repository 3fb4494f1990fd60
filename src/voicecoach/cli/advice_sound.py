"""Pieces of advice as sound: one voice, every sentence rendered before the first is heard."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from voicecoach.adapters.support.staging import publish, staging
from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.cli.progress import Progress
from voicecoach.cli.reciting import Reciter
from voicecoach.cli.voice import open_voice, tell_trouble
from voicecoach.config import Config
from voicecoach.core.advice import Advice, recital
from voicecoach.core.profile import PROFILES
from voicecoach.core.recordings import alone
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import length_text
from voicecoach.errors import ConfigError
from voicecoach.flows.prepare import Library
from voicecoach.ports import CodecEngine, Take
from voicecoach.registry import codec_engine


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files are to be written, and how."""

    codec: CodecEngine
    paths: tuple[Path, ...]
    """One for each piece chosen, in order."""


def targets(chosen: Sequence[Advice], args: argparse.Namespace) -> Plan:
    """Return the files for ``chosen``.

    Raises:
        ConfigError: there is no such format, or a file is there already and is not to be replaced.
        DeviceError: the format does not work here.
    """
    codec = codec_engine(args.format)
    folder = path_of(args.output)
    paths = tuple(folder / f"advice-{each.id}.{codec.name}" for each in chosen)
    for path in () if args.force else paths:
        if path.exists():
            raise ConfigError(f"{path} is there already; add --force to replace it.")
    return Plan(codec, paths)


class Studio:
    """A voice and what it is to say; a context manager."""

    def __init__(self, config: Config, places: Places, pieces: tuple[Advice, ...]) -> None:
        self._config = config
        self._places = places
        self._pieces = pieces
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the voice and render every sentence; raises VoicecoachError."""
        with ExitStack() as stack:
            voice = open_voice(self._config, self._places, self._config.language)
            stack.callback(voice.close)
            stack.callback(tell_trouble, voice)
            self._library = Library(voice)
            texts = [text for piece in self._pieces for text in piece.spoken]
            with Progress("Speaking") as progress:
                self._library.fill(texts, progress)
            self._timelines = tuple(
                recital(piece, self._library.measure, self._config.language)
                for piece in self._pieces
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the voice."""
        self._stack.close()

    def write(self, plan: Plan) -> None:
        """Write one file a piece, and name each; raises DeviceError."""
        codec = plan.codec.make(self._places.cache / "encoded")
        for number, (timeline, path) in enumerate(zip(self._timelines, plan.paths, strict=True), 1):
            with staging(path.parent) as part:
                codec.write(self._take(timeline, number), part / path.name)
                publish(part, path.parent)
            print(f"File: {path}")
            print(f"Length: {length_text(timeline.end)}")

    def _take(self, timeline: Timeline, number: int) -> Take:
        voice = self._library.voice
        recording = alone(timeline, number, len(self._pieces))
        return Take(
            recording, self._library.clip, voice.rate, voice.fingerprint, PROFILES["plain"],
            "voicecoach advice",
        )  # fmt: skip

    def speak(self, show: Callable[[str], None]) -> None:
        """Speak every piece by the speaker of the settings; show its texts, then its sources."""
        with closing(Reciter(self._config, self._library)) as reciter:
            for piece, timeline in zip(self._pieces, self._timelines, strict=True):
                reciter.recite(timeline, show)
                for source in piece.sources:
                    show(f"Source: {source}")
