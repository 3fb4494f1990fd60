"""The page around a recording: player, chapters, transcript, drawings. It loads nothing else.

Without a script it is a text with a plain player, and its chapters open the sound at their
place. The script adds the rest. Nothing is fetched but the sound: the page names the hashes
of its style and its script, and the browser runs no other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from voicecoach.adapters.exporters._markup import identifier, link, safe, seconds
from voicecoach.core.recordings import Depth
from voicecoach.core.transcript import Chapter, chapters, clock
from voicecoach.core.units import length_text
from voicecoach.ports import Production

LANGUAGE = "en"
"""Of the words of the page itself."""
SPEEDS = ("0.7", "0.8", "0.9", "1", "1.1", "1.2", "1.4", "1.6")
BUTTONS = (
    ("play", "Play", "K"),
    ("previous", "Previous chapter", "P"),
    ("next", "Next chapter", "N"),
    ("back", "Back 10 seconds", "J"),
    ("forward", "Forward 10 seconds", "L"),
    ("where", "Where am I?", "W"),
)
"""Id, name and key of each button."""
HINT = (
    "Each sentence is a button that plays from there. "
    "Tab comes to the sentence that is spoken; the arrow keys go up and down from it."
)
FOOTER = (
    "This page plays a recording. It cannot hear you: if it hurts, stop, rest and pause it.",
    "It works without a network. Keep it in one folder with its sound.",
)


def player_page(production: Production, sound: str, size: int) -> str:
    """Return the page for the whole session.

    Args:
        production: what is said, and the drawings.
        sound: name of the file of sound beside the page.
        size: of that file, in bytes.
    """
    album = production.album
    style, script = _resource("player.css"), _resource("player.js")
    found = chapters(album.whole)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{LANGUAGE}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<link rel="icon" href="data:,">',
        f"<title>{safe(album.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        f'<body data-book="{identifier(production)}">',
        '<a class="skip" href="#transcript">Skip to the transcript</a>',
        *_header(production, sound, size),
        "<main>",
        *_player(album.title, sound),
        *_chapters(production, found, sound),
        *_transcript(production, found),
        "</main>",
        "<footer>",
        *(f"<p>{text}</p>" for text in FOOTER),
        "</footer>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _resource(name: str) -> str:
    return (files("voicecoach.adapters.exporters") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return what the browser may load: this style, this script, and sound beside the page."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "media-src 'self' file:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _foreign(language: str) -> str:
    """Return the attribute for what is not in the language of the page."""
    same = language.partition("-")[0] == LANGUAGE
    return "" if same else f' lang="{safe(language)}"'


def _header(production: Production, sound: str, size: int) -> Iterator[str]:
    album = production.album
    foreign, length = _foreign(album.language), length_text(album.whole.length)
    yield "<header>"
    yield f"<h1{foreign}>{safe(album.title)}</h1>"
    if album.source:
        yield f"<p{foreign}>{safe(album.source)}</p>"
    facts = f"MP3, {size / 1_000_000:.1f} MB, {length}"
    yield f'<p><a href="{link(sound)}" download>Download the sound, {facts}</a></p>'
    yield "</header>"


def _player(title: str, sound: str) -> Iterator[str]:
    yield '<section aria-labelledby="player">'
    yield '<h2 id="player">Player</h2>'
    name = f'aria-label="{safe(title)}"'
    yield f'<audio controls preload="metadata" {name} src="{link(sound)}"></audio>'
    yield '<div id="controls" hidden>'
    yield '<p id="now"></p>'
    yield '<div class="buttons">'
    for key, name, _letter in BUTTONS:
        yield f'<button type="button" id="{key}">{name}</button>'
    yield "</div>"
    yield '<p id="status" role="status"></p>'
    yield from _settings()
    yield "</div>"
    yield "</section>"


def _settings() -> Iterator[str]:
    yield '<div class="setting"><label for="speed">Speed</label><select id="speed">'
    for speed in SPEEDS:
        selected = " selected" if speed == "1" else ""
        name = "1, as recorded" if speed == "1" else f"{speed} times"
        yield f'<option value="{speed}"{selected}>{name}</option>'
    yield "</select></div>"
    yield from _box("follow", "Keep the current sentence in view")
    yield "<details><summary>Keyboard shortcuts</summary>"
    yield from _box("shortcuts", "Use the keys below", " checked")
    yield "<dl>"
    for _key, name, letter in BUTTONS:
        yield f"<dt>{letter}</dt><dd>{'Play or pause' if name == 'Play' else name}</dd>"
    yield "</dl></details>"


def _box(name: str, text: str, more: str = "") -> Iterator[str]:
    yield f'<div class="setting"><input type="checkbox" id="{name}"{more}>'
    yield f'<label for="{name}">{text}</label></div>'


def _chapters(production: Production, found: tuple[Chapter, ...], sound: str) -> Iterator[str]:
    """Yield the chapters as links into the sound, which work without a script too."""
    yield '<nav aria-labelledby="chapters">'
    yield '<h2 id="chapters">Chapters</h2>'
    yield f"<ol{_foreign(production.album.language)}>"
    inside = False
    for index, chapter in enumerate(found):
        is_set = chapter.mark.depth is Depth.SET
        if is_set and not inside:
            yield "<ol>"
        elif index:
            yield "</li></ol></li>" if inside and not is_set else "</li>"
        inside = is_set
        yield _chapter(chapter, _part(found[: index + 1]), sound)
    yield "</li></ol></li></ol>" if inside else "</li></ol>"
    yield "</nav>"


def _chapter(chapter: Chapter, part: int, sound: str) -> str:
    title, start = safe(chapter.mark.title), chapter.mark.start
    facts = f'data-at="{start}" data-title="{title}" data-part="{part}"'
    address = f"{link(sound)}#t={seconds(start)}"
    return f'<li><a href="{address}" {facts}>{title}, {clock(start)}</a>'


def _part(found: Sequence[Chapter]) -> int:
    """Return the number of the part that the last of ``found`` is in; the first one is a title."""
    return max(1, sum(each.mark.depth is Depth.PART for each in found[1:]))


def _transcript(production: Production, found: tuple[Chapter, ...]) -> Iterator[str]:
    yield '<section id="transcript" aria-labelledby="text" tabindex="-1">'
    yield '<h2 id="text">Transcript</h2>'
    yield f'<p id="hint" hidden>{HINT}</p>'
    yield f"<div{_foreign(production.album.language)}>"
    for chapter in found:
        heading = "h3" if chapter.mark.depth is Depth.PART else "h4"
        yield f"<{heading}>{safe(chapter.mark.title)}</{heading}>"
        if chapter.mark.depth is Depth.PART:
            yield from _figures(production, chapter.mark.exercise)
        for phrase in chapter.phrases:
            yield f'<p class="phrase" data-at="{phrase.start}">{safe(phrase.text)}</p>'
    yield "</div>"
    yield "</section>"


def _figures(production: Production, exercise: str) -> Iterator[str]:
    pictures = production.pictures.get(exercise, ())
    if pictures:
        yield '<div class="figures">'
        for each in pictures:
            caption = f"<figcaption>{safe(each.caption)}</figcaption>"
            yield f"<figure>{each.svg}{caption}</figure>"
        yield "</div>"
