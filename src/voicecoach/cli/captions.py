"""Everything that is said, and every change, as one plain line each; or only what is not said.

Rule 1. Nothing is redrawn, coloured or blinks: a line is written once.
Rule 2. Quiet captions leave out what sounds, so that a screen reader and the coach do not talk
        over each other. As soon as it does not sound, they are full.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from voicecoach.core.events import Announce, Effect, Event, Failed, Heard, Note, Say, Source
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms

Watcher = Callable[[Ms, Event | Effect], None]
_VERBS = {Source.VOICE: "Heard", Source.KEY: "Key", Source.TYPED: "Typed"}


def captions(show: Callable[[str], None], names: Mapping[str, str]) -> Watcher:
    """Return a watcher that shows a session as lines.

    Args:
        show: takes one line.
        names: how a command is called in a caption, by its value.
    """

    def watch(_at: Ms, what: Event | Effect) -> None:
        for text in _spoken(what):
            show(text)
        match what:
            case Note(_, text):
                show(text)
            case Heard(_, command, source, _, _):
                show(f"{_VERBS[source]}: {names.get(command, command)}")
            case _:
                pass

    return watch


class QuietCaptions:
    """Shows what is not said: commands, changes and faults; all of it while nothing sounds."""

    def __init__(self, show: Callable[[str], None], names: Mapping[str, str]) -> None:
        """As `captions`."""
        self._show, self._full = show, captions(show, names)
        self._unheard = False
        self._voice_fails = False
        self._latest: tuple[str, ...] = ()

    def unheard(self) -> None:
        """From now on nothing sounds: there is no loudspeaker."""
        self._unheard = True

    def watch(self, at: Ms, what: Event | Effect) -> None:
        """Show ``what``, if it is not heard."""
        if isinstance(what, Failed):
            self._failed(what.part)
        texts = _spoken(what)
        if texts and not (self._unheard or self._voice_fails):
            self._latest = texts
        else:
            self._full(at, what)

    def _failed(self, part: str) -> None:
        """Note what cannot be heard any more, and show what may just have been lost."""
        if part == "speaker_back":
            self._unheard = False
        if part not in {"speaker", "voice"}:
            return
        self._unheard = self._unheard or part == "speaker"
        self._voice_fails = self._voice_fails or part == "voice"
        for text in self._latest:
            self._show(text)
        self._latest = ()


def _spoken(what: Event | Effect) -> tuple[str, ...]:
    """Return what sounds, as lines."""
    match what:
        case Announce(_, cue):
            return ("(chime)" if cue.kind is CueKind.CHIME else cue.text,)
        case Say(texts=texts):
            return texts
        case _:
            return ()
