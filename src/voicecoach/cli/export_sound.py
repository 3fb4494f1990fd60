"""The sound of an album: clips of one voice, and a codec for each kind of file."""

from __future__ import annotations

from pathlib import Path

from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.export_report import Report
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Options
from voicecoach.core.profile import Profile
from voicecoach.core.programme import Level
from voicecoach.core.recordings import Album, Recording, header_texts, parts, whole
from voicecoach.core.spoken import speakable
from voicecoach.core.timeline import Timeline
from voicecoach.flows.prepare import Library, draft, spoken_texts
from voicecoach.ports import Codec, Music, Take
from voicecoach.registry import codec_engine
from voicecoach.sound.metering import Metering, measured


class Sound:
    """Writes recordings; a codec is made when the first file of its kind is written."""

    def __init__(
        self, library: Library, profile: Profile, cache: Path, cover: bytes, music: Music | None
    ) -> None:
        """Prepare.

        Args:
            library: holds the clips of every text; its voice may be closed.
            profile: for whom it is recorded.
            cache: folder in which encoded phrases are kept.
            cover: a picture for every file, PNG.
            music: what sounds under the words.
        """
        self._library = library
        self._profile = profile
        self._cache = cache
        self._cover = cover
        self._music = music
        self._codecs: dict[str, Codec] = {}

    def write(self, recording: Recording, album: str, path: Path) -> None:
        """Write ``recording``, part of ``album``, to ``path``; raises DeviceError."""
        name = path.suffix.removeprefix(".")
        if name not in self._codecs:
            self._codecs[name] = codec_engine(name).make(self._cache)
        self._codecs[name].write(self.take(recording, album), path)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why a later export will take as long as this one, a sentence each, each once."""
        told = (codec.trouble for codec in self._codecs.values())
        return tuple(dict.fromkeys(sentence for sentence in told if sentence))

    def metered(self, recording: Recording) -> Metering:
        """Return how loud the words of ``recording`` are."""
        rate = self._library.voice.rate
        return measured(recording, self._library.clip, rate, self._profile.ceiling)

    def take(self, recording: Recording, album: str) -> Take:
        """Return ``recording`` with all that decides its bytes."""
        voice = self._library.voice
        return Take(
            recording, self._library.clip, voice.rate, voice.fingerprint, self._profile, album,
            self._cover, self._music,
        )  # fmt: skip


def record_level(
    level: Level, book: Catalogue, chosen: Options, voice: CachedVoice, report: Report
) -> tuple[Timeline, Library]:
    """Render every sentence that any recording of ``level`` holds, and compile.

    What the voice says anew stays on disk until it is written: a large model and all clips at
    once would need a quarter more of memory.

    Raises:
        ContentError: words of the level do not fit their tempo.
        DeviceError: the voice fails.
    """
    shape, library = draft(level, book, chosen), Library(voice)
    texts = tuple(dict.fromkeys((*spoken_texts(shape), *header_texts(shape, book))))
    for done, text in enumerate(texts, 1):
        held = voice.holds(speakable(text))
        library.measure(text)
        if not held:
            library.release(text)
        report("speaking", percent=100 * done // len(texts))
    return compile_level(level, book, library.measure, chosen), library


def make_album(
    level: Level, book: Catalogue, timeline: Timeline, library: Library, profile: Profile
) -> Album:
    """Return the session of ``level`` as recordings."""
    return Album(
        level.id, level.title, level.programme, level.number, level.version, level.language,
        level.source, whole(timeline, book, library.measure, profile),
        parts(timeline, book, library.measure, profile),
    )  # fmt: skip
