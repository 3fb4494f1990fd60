"""What sounds when: a SMIL 1.0 file for one part of a DAISY 2.02 book."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.adapters.exporters._daisy_contents import GENERATOR, SMIL_HEAD, Book, meta
from voicecoach.adapters.exporters._daisy_items import Item, Volume
from voicecoach.adapters.exporters._markup import hours, safe, seconds


def smil(book: Book, volume: Volume) -> str:
    """Return the file of ``volume``."""
    facts = (
        ("dc:format", "Daisy 2.02"),
        ("dc:identifier", book.identifier),
        ("dc:title", book.title),
        ("title", volume.recording.title),
        ("ncc:generator", GENERATOR),
        ("ncc:totalElapsedTime", hours(volume.elapsed)),
        ("ncc:timeInThisSmil", hours(volume.recording.length)),
    )
    lines = [
        *SMIL_HEAD,
        *(meta(name, value) for name, value in facts),
        '<layout><region id="txtView" /></layout>',
        "</head>",
        "<body>",
        f'<seq dur="{seconds(volume.recording.length)}s">',
        *(line for item in volume.items for line in _item(volume, item)),
        "</seq>",
        "</body>",
        "</smil>",
    ]
    return "\n".join(lines) + "\n"


def _item(volume: Volume, item: Item) -> Iterator[str]:
    """Yield a heading with all that is said below it, a piece of sound for each phrase."""
    yield f'<par endsync="last" id="{item.id}">'
    yield f'<text src="ncc.html#h-{item.id}" id="t-{item.id}" />'
    yield f'<seq id="s-{item.id}">'
    for number, phrase in enumerate(item.phrases, 1):
        span = f'clip-begin="npt={seconds(phrase.start)}s" clip-end="npt={seconds(phrase.end)}s"'
        yield f'<audio src="{safe(volume.sound)}" {span} id="a-{item.id}-{number}" />'
    yield "</seq>"
    yield "</par>"
