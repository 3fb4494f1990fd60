"""One folder of an export: what is up to date is left, the rest is made."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from voicecoach import __version__
from voicecoach.adapters.drawings.svg import drawings
from voicecoach.cli.export_folder import put, read_manifest, up_to_date
from voicecoach.cli.export_loudness import loudness
from voicecoach.cli.export_report import Report
from voicecoach.cli.export_sound import Sound, make_album, record_level
from voicecoach.cli.places import Places
from voicecoach.cli.voice import open_voice, tell_trouble
from voicecoach.cli.wording import wording
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.core.batch import Order
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES, Profile
from voicecoach.core.programme import Level
from voicecoach.core.recordings import Album, Recording
from voicecoach.ports import ExporterEngine, Music, Production
from voicecoach.registry import codec_engine, exporter_engine

SILENCE = -199.0
"""In LUFS; what is quieter is the voice ``silent``."""
LIBRARIES = ("av", "numpy", "pydub", "soxr")
"""Packages that have a part in the bytes of a recording: another version makes it anew."""


@dataclass(frozen=True, slots=True)
class Work:
    """An order with the settings that it leads to."""

    order: Order
    level: Level
    config: Config
    places: Places
    formats: tuple[str, ...]
    output: Path
    force: bool
    music: Music | None = None
    watch: Callable[[Recording], None] | None = None
    """Given the session as one recording, also where all is up to date; None for nobody."""

    @property
    def profile(self) -> Profile:
        """For whom it is recorded."""
        return PROFILES[self.order.profile or "plain"]


def export(work: Work, report: Report) -> None:
    """Bring the folder of ``work`` up to date.

    Raises:
        ConfigError: no such level, voice or format; or a file is in the way.
        ContentError: the level cannot be used.
        DeviceError: voice, encoder or disk failed; formats that were finished before stay.
    """
    level, book = work.level, load_language(work.level.language)
    engines = [exporter_engine(name) for name in work.formats]
    folder = work.output / work.order.folder(level.id)
    report("folder", folder=str(folder))
    chosen = replace(wording(work.config, level), medium=Medium.FILE)
    manifest = read_manifest(folder)
    with closing(open_voice(work.config, work.places, level.language)) as voice:
        base = _base(work, book, chosen, voice.fingerprint)
        keys = {engine.name: _key(base, engine) for engine in engines}
        due = [e for e in engines if not up_to_date(folder, manifest, e.name, keys[e.name])]
        for engine in engines:
            if engine not in due:
                report("current", format=engine.name)
        if not due and not work.watch:
            return
        timeline, library = record_level(level, book, chosen, voice, report)
        album = make_album(level, book, timeline, library, work.profile)
        tell_trouble(voice)
    # The voice is closed by now: its model is large, and an encoder needs room too.
    if work.watch:
        work.watch(album.whole)
    pictures = {card.id: drawings(card) for card in level.everything if card.figure}
    encoded = work.places.cache / "encoded"
    sound = Sound(library, work.profile, encoded, cover(), work.music)
    manifest = replace(
        manifest, level=level.id, title=level.title, language=level.language,
        source=level.source, voice=voice.fingerprint, length=album.whole.length,
    )  # fmt: skip
    if manifest.sound != base:
        loud, peak = loudness(encoded, base, lambda: sound.metered(album.whole))
        manifest = replace(manifest, sound=base, loudness=loud, true_peak=peak)
    for index, engine in enumerate(due):
        record = _recorder(sound, album, engine.name, (index, len(due)), report)
        production = Production(album, record, voice.name, pictures, cover())
        write = partial(engine.make().write, production)
        made = put(folder, manifest, engine.name, keys[engine.name], write, force=work.force)
        manifest = manifest.having(made)
        for file in made.files:
            report("file", format=engine.name, path=str(folder / file.path), bytes=file.size)
    for sentence in sound.troubles:
        print(sentence, file=sys.stderr)
    report("length", ms=album.whole.length)
    if manifest.loudness > SILENCE:
        report("loudness", lufs=manifest.loudness, peak=manifest.true_peak)


def cover() -> bytes:
    """Return the picture that every recording carries, as PNG."""
    return (files("voicecoach") / "covers" / "cover.png").read_bytes()


def _recorder(
    sound: Sound, album: Album, name: str, place: tuple[int, int], report: Report
) -> Callable[[Recording, Path], None]:
    """Return a function that writes a recording and tells how far the folder is.

    Args:
        sound: writes it.
        album: what the recordings belong to.
        name: of the format that they are for.
        place: of the format among those of the folder, from 0, and how many there are.
        report: is told.
    """
    index, total = place
    reached = 0

    def record(recording: Recording, path: Path) -> None:
        nonlocal reached
        done = (index + (recording.number - 1) / recording.total) / total
        reached = max(reached, round(100 * done))
        report(
            "writing", format=name, part=recording.number, parts=recording.total, percent=reached
        )
        sound.write(recording, album.title, path)

    return record


def _base(work: Work, book: Catalogue, chosen: Options, voice: str) -> str:
    """Return the key of all that decides the sound, whatever the format."""
    return _hash(
        __version__,
        [_version(name) for name in LIBRARIES],
        repr(replace(work.level, file="")),
        sorted(book.texts.items()),
        repr(chosen),
        voice,
        repr(work.profile),
        work.music.fingerprint if work.music else "",
        hashlib.sha256(cover()).hexdigest(),
    )


def _key(base: str, engine: ExporterEngine) -> str:
    return _hash(base, engine.name, engine.recipe, codec_engine(engine.needs).recipe)


def _hash(*facts: object) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
