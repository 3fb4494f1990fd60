"""The feed of all episodes in a folder, from what their exports have noted."""

from __future__ import annotations

from pathlib import Path

from voicecoach.adapters.exporters.feed import Channel, Episode, feed
from voicecoach.adapters.support.staging import told, write_whole
from voicecoach.cli.export_folder import read_manifest
from voicecoach.core.manifest import Manifest, Written
from voicecoach.core.units import length_text
from voicecoach.errors import DeviceError

FORMAT = "podcast"
NAME = "feed.xml"
TITLE = "voicecoach: floor exercises for the lower back"
SUMMARY = (
    "Sessions of a voice coach that counts every repetition. It is not a medical device, "
    "makes no diagnosis and cannot call for help. Stop if something hurts."
)


def write_feed(output: Path, url: str) -> Path:
    """Write ``feed.xml`` over every episode below ``output``, by folder, and return its path.

    Args:
        output: the folder of the exports.
        url: where it will be served; empty for addresses relative to the feed.

    Raises:
        DeviceError: there is no episode, or the disk refuses.
    """
    found = [(folder, read_manifest(folder)) for folder in sorted(output.glob("*/"))]
    episodes = [each for folder, manifest in found for each in _episode(folder.name, manifest)]
    if not episodes:
        raise DeviceError(f"There is no episode in {output}, so no feed was written.")
    language = next(manifest.language for _, manifest in found if manifest.find(FORMAT))
    cover = episodes[0].sound.rpartition("/")[0] + "/cover.png"
    path = output / NAME
    with told(output):
        write_whole(path, feed(Channel(TITLE, SUMMARY, language, url, cover), episodes))
    return path


def _episode(folder: str, manifest: Manifest) -> list[Episode]:
    made = manifest.find(FORMAT)
    if made is None:
        return []
    by_end = {_end(file): file for file in made.files}
    if "mp3" not in by_end:
        return []
    sound = by_end["mp3"]
    texts = (by_end[end].path for end in ("vtt", "txt") if end in by_end)
    chapters = by_end.get("chapters.json")
    return [
        Episode(
            title=manifest.title,
            summary=f"{manifest.source} Length: {length_text(manifest.length)}.".strip(),
            sound=f"{folder}/{sound.path}",
            size=sound.size,
            sha256=sound.sha256,
            length=manifest.length,
            language=manifest.language,
            chapters=f"{folder}/{chapters.path}" if chapters else "",
            transcripts=tuple(f"{folder}/{path}" for path in texts),
        )
    ]


def _end(file: Written) -> str:
    """Return the end of a file's name; those of chapters are two words."""
    stem, _, end = file.path.rpartition(".")
    return f"chapters.{end}" if stem.endswith(".chapters") else end
