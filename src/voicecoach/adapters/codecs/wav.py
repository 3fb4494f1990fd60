"""WAV: what every player and every editor reads; needs no library."""

from __future__ import annotations

from pathlib import Path
from struct import pack

from voicecoach.adapters.codecs._blocks import blocks, samples
from voicecoach.adapters.codecs._sink import sink
from voicecoach.adapters.codecs._tags import Tags, tags
from voicecoach.ports import CodecEngine, Status, Take

_BLOCK = 1 << 16
_PLAIN = 1
_MOST = 0xFFFFFFFF


class Wav:
    """Writes WAV, mono 16 bit, at the rate of the voice: the words are those of the voice."""

    suffix = ".wav"
    trouble = ""
    """Nothing is kept, so nothing can go wrong with it."""

    def __init__(self, folder: Path) -> None:
        """Need no ``folder``: nothing is encoded."""

    def write(self, take: Take, path: Path) -> None:
        """Write ``take`` to ``path``; raises DeviceError."""
        facts = _chunk(b"LIST", b"INFO" + _facts(tags(take)))
        size = 2 * samples(take, take.rate)
        form = pack("<HHIIHH", _PLAIN, 1, take.rate, 2 * take.rate, 2, 16)
        head = b"WAVE" + _chunk(b"fmt ", form) + facts + b"data" + pack("<I", size)
        with sink(path) as file:
            file.write(b"RIFF" + pack("<I", len(head) + size) + head)
            for block in blocks(take, take.rate, _BLOCK):
                file.write(block.astype("<i2").tobytes())


def _facts(facts: Tags) -> bytes:
    said = {
        b"INAM": facts.title,
        b"IPRD": facts.album,
        b"IART": facts.artist,
        b"IGNR": facts.genre,
        b"ILNG": facts.language,
        b"ITRK": f"{facts.number}/{facts.total}",
    }
    return b"".join(_chunk(name, text.encode() + b"\0") for name, text in said.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + pack("<I", len(content)) + content + bytes(len(content) % 2)


ENGINE = CodecEngine(
    name="wav",
    summary="Uncompressed, exact to the sample; about 3 MB a minute.",
    status=lambda: Status(ready=True, detail="Needs nothing."),
    make=Wav,
)
