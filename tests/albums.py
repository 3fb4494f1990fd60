"""A short session as an album, spoken by espeak and written by the real codecs."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from program import short_level
from voicecoach.adapters import exporters
from voicecoach.adapters.voices import espeak
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.picture import Picture
from voicecoach.core.profile import PROFILES
from voicecoach.core.recordings import Album, parts, whole
from voicecoach.flows.prepare import Library
from voicecoach.ports import Production, Take, VoiceChoice

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" role="img" '
    'aria-labelledby="bridge-start-title" stroke="currentColor" fill="none">'
    '<title id="bridge-start-title">Bridge: Start</title><path d="M2 18L20 4L38 18"/></svg>'
)
PICTURE = Picture("bridge-start", SVG, "Hips & back on the floor.", "Start")
COVER = Path(__file__).parent.parent / "src" / "voicecoach" / "covers" / "cover.png"
SIGNS = 'Bridge: <"up"> & down/2'
"""A name that is markup in every format, and no name of a file on any system."""


def _engines():
    names = [module.name for module in pkgutil.iter_modules(exporters.__path__)]
    modules = [importlib.import_module(f"{exporters.__name__}.{name}") for name in names]
    return {m.ENGINE.name: m.ENGINE for m in modules if hasattr(m, "ENGINE")}


ENGINES = _engines()
"""Every exporter there is, found by walking the folder of adapters."""


def production(folder: Path) -> Production:
    """Return the short level as an exporter gets it; ``folder`` keeps the level and the phrases."""
    path = short_level(folder)
    text = path.read_text(encoding="utf-8").replace("name: bridge", f"name: '{SIGNS}'")
    path.write_text(text, encoding="utf-8")
    level = load_level(path)
    book = load_language(level.language)
    library = Library(espeak.ENGINE.make(VoiceChoice()))
    timeline = compile_level(level, book, library.measure, Options(Medium.FILE))
    facts = (timeline, book, library.measure, PROFILES["plain"])
    album = Album(
        level.id, level.title, level.programme, level.number, level.version, level.language,
        "A test & nothing else.", whole(*facts), parts(*facts),
    )  # fmt: skip

    def record(recording, path):
        codec = importlib.import_module(f"voicecoach.adapters.codecs.{path.suffix[1:]}").ENGINE
        voice = library.voice
        take = Take(
            recording, library.clip, voice.rate, voice.fingerprint, PROFILES["plain"], album.title,
            COVER.read_bytes(),
        )  # fmt: skip
        codec.make(folder / "phrases").write(take, path)

    pictures = {"bridge": (PICTURE,)}
    return Production(album, record, "espeak", pictures, COVER.read_bytes())
