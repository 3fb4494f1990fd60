"""What a session is played with, live or over files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voicecoach.adapters.voices.understudy import Changed
from voicecoach.cli.eventlog import Row
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import Library
from voicecoach.ports import Journal
from voicecoach.sound.deck import Deck

if TYPE_CHECKING:
    from voicecoach.adapters.listeners.listener import Verdict
    from voicecoach.adapters.music.tunes import Tunes


@dataclass(frozen=True, slots=True)
class Stage:
    """Settings and parts that do not depend on the session."""

    config: Config
    book: Catalogue
    library: Library
    deck: Deck
    journal: Journal
    lines: bool = False
    """Whether commands come as whole lines even in a terminal."""
    write_row: Callable[[Row], None] | None = None
    """Takes rows for the log of events that are no event of the session."""
    on_voice_change: Callable[[Callable[[Changed], None]], None] = lambda _tell: None
    """Has a function told when another voice takes over."""
    unheard: Callable[[], None] = lambda: None
    """Called if it turns out that there is no loudspeaker: then every sentence is written."""
    keep: Callable[[Verdict], None] | None = None
    """Takes each piece of speech, where the user asked to keep its sound."""

    music: Tunes | None = None
    """The user's own music, to be laid under the session; None for none."""

    def with_rows(self, write: Callable[[Row], None]) -> Stage:
        """Return a stage that also writes rows."""
        return replace(self, write_row=write)

    def length_of(self, text: str) -> Ms:
        """Return how long a text sounds; 0 for one that the voice cannot say."""
        try:
            return self.library.clip(text).length
        except DeviceError:  # the director meets it too, and tells
            return Ms(0)

    def heard(self, at: Ms, verdict: Verdict) -> None:
        """Write down that a piece of speech was heard, if somebody wants to know."""
        if self.write_row:
            from voicecoach.cli.listening import heard_row

            self.write_row(heard_row(at, verdict.hypothesis))
        if self.keep:
            self.keep(verdict)
