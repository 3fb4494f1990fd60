"""Everything that is said, and every change, as one plain line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from voicecoach.core.events import Announce, Effect, Event, Heard, Note, Say, Source
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms


def captions(
    show: Callable[[str], None], names: Mapping[str, str]
) -> Callable[[Ms, Event | Effect], None]:
    """Return a watcher that shows a session as lines.

    Args:
        show: takes one line.
        names: how a command is called in a caption, by its value.
    """

    def watch(_at: Ms, what: Event | Effect) -> None:
        match what:
            case Announce(_, cue):
                show("(chime)" if cue.kind is CueKind.CHIME else cue.text)
            case Say(texts=texts):
                for text in texts:
                    show(text)
            case Note(_, text):
                show(text)
            case Heard(_, command, source, _, _):
                verb = {Source.VOICE: "Heard", Source.KEY: "Key", Source.TYPED: "Typed"}[source]
                show(f"{verb}: {names.get(command, command)}")
            case _:
                pass

    return watch
