"""An audiobook as MP4: one track of AAC, one of chapter titles, tags before the sound.

Our own writer, for PyAV learned late to set chapters, and older Macs have its older versions
only. The tables stand before the sound, so that a player on a network can start at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from struct import pack

from voicecoach.adapters.codecs._boxes import SECOND, Track, box, full_box, track_box
from voicecoach.adapters.codecs._languages import three_letters
from voicecoach.adapters.codecs._mp4_tags import user_data
from voicecoach.adapters.codecs._tags import Chapter, Tags
from voicecoach.core.units import Ms

_SOUND, _TITLES = 1, 2
_FRAME = 1024
_CHUNK = 43
"""Frames in a chunk, about a second."""
_UTF8 = pack(">I", 12) + b"encd" + pack(">I", 0x100)
"""Ends a title, and says how it is written."""


@dataclass(frozen=True, slots=True)
class Aac:
    """Encoded sound."""

    frames: Sequence[bytes]
    """1024 samples each."""
    setup: bytes
    """What a decoder must know first (AudioSpecificConfig)."""
    rate: int
    """Samples a second."""
    delay: int
    """Samples that the encoder has put before the sound."""
    length: Ms
    """How long the listener is to hear."""


def audiobook(
    sound: Aac, tags: Tags, chapters: tuple[Chapter, ...], cover: bytes
) -> tuple[bytes, ...]:
    """Return the file in pieces.

    Args:
        sound: all that is heard.
        tags: title and the like.
        chapters: in order; there is at least one.
        cover: PNG; empty for none.
    """
    titles = [_title(chapter.title) for chapter in chapters]
    language, length = three_letters(tags.language), sound.length
    tracks = (_sound(sound, language), _contents(chapters, titles, language))
    kind = box("ftyp", b"M4B ", pack(">I", 0x200), b"M4B M4A mp42isom")
    data = user_data(tags, chapters, cover)
    # The tables hold places in the file, and these depend on how long the tables are.
    ahead = len(kind) + len(_movie(tracks, data, (0, 0), length)) + 8
    size = sum(tracks[0].sizes)
    head = _movie(tracks, data, (ahead, ahead + size), length)
    start = pack(">I", 8 + size + sum(tracks[1].sizes)) + b"mdat"
    return (kind, head, start, b"".join(chain(sound.frames, titles)))


def _movie(tracks: tuple[Track, Track], data: bytes, offsets: tuple[int, int], length: Ms) -> bytes:
    times = pack(">IIIIIH10x", 0, 0, SECOND, length, 0x10000, 0x100)
    flat = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    return box(
        "moov",
        full_box("mvhd", times, flat, bytes(24), pack(">I", len(tracks) + 1)),
        *(track_box(track, offset) for track, offset in zip(tracks, offsets, strict=True)),
        data,
    )


def _sound(sound: Aac, language: str) -> Track:
    sizes = [len(frame) for frame in sound.frames]
    heard = sound.delay - (-sound.length * sound.rate // 1000)
    last = min(_FRAME, heard - _FRAME * (len(sizes) - 1))
    second = 8 * sound.rate / _FRAME
    rates = round(max(sizes) * second), round(sum(sizes) / len(sizes) * second)
    entry = pack(">6xH8xHHIHH", 1, 1, 16, 0, sound.rate, 0)
    return Track(
        id=_SOUND,
        handler="soun",
        language=language,
        scale=sound.rate,
        sizes=sizes,
        durations=[*[_FRAME] * (len(sizes) - 1), last],
        chunk=_CHUNK,
        edits=((sound.length, sound.delay),),
        media=full_box("smhd", bytes(4)),
        entry=box("mp4a", entry, full_box("esds", _decoder(sound.setup, rates))),
        refers=box("tref", box("chap", pack(">I", _TITLES))),
    )


def _decoder(setup: bytes, rates: tuple[int, int]) -> bytes:
    """Return the descriptors (ISO/IEC 14496-1) that name AAC and carry ``setup``.

    ``rates`` are the highest and the usual one, in bits a second.
    """
    how = _descriptor(5, setup)
    what = _descriptor(4, pack(">BB3xII", 0x40, 0x15, *rates) + how)
    return _descriptor(3, pack(">HB", _SOUND, 0) + what + _descriptor(6, b"\x02"))


def _descriptor(tag: int, content: bytes) -> bytes:
    return bytes((tag, len(content))) + content


def _contents(chapters: tuple[Chapter, ...], titles: list[bytes], language: str) -> Track:
    lengths = [chapter.end - chapter.start for chapter in chapters]
    # A track begins at 0 and the first chapter does not: nothing is played until then.
    before = ((chapters[0].start, -1),) if chapters[0].start else ()
    return Track(
        id=_TITLES,
        handler="text",
        language=language,
        scale=SECOND,
        sizes=[len(title) for title in titles],
        durations=lengths,
        chunk=len(titles),
        edits=(*before, (sum(lengths), 0)),
        media=box("gmhd", full_box("gmin", pack(">HHHHhH", 0x40, *[0x8000] * 3, 0, 0))),
        entry=box("text", pack(">6xHII6x8x8xHHx2x6xB", 1, 1, 1, 0, 0, 0)),
        enabled=False,
    )


def _title(title: str) -> bytes:
    text = title.encode()
    return pack(">H", len(text)) + text + _UTF8
