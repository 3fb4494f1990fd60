"""What a key or a typed line does in a live session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from voicecoach.cli.stage import Stage
from voicecoach.cli.typed import command_of
from voicecoach.core.commands import SAFETY
from voicecoach.core.events import Chime, Heard, Source
from voicecoach.flows.live import Live

if TYPE_CHECKING:
    from voicecoach.cli.hearing import Hearing


def on_keys(stage: Stage, live: Live, hearing: Hearing) -> Callable[[str, bool], None]:
    """Return what takes a key, or a line, and makes a command of it.

    Where listening is asked for by hand, every key asks for it, save those of the safety
    words; lines are commands as ever.
    """
    by_hand = stage.config.listening == "push" and hearing.works

    def on_text(text: str, is_line: bool) -> None:  # noqa: FBT001 - the port's signature
        command = command_of(text, stage.book, is_line=is_line)
        if by_hand and not is_line and command not in SAFETY:
            stage.deck.ring(Chime.OK)
            hearing.push()
            return
        if command is None:
            print(f"No command: {text.strip() or 'this key'}. Press h for help.")
            stage.deck.ring(Chime.NO)
            return
        source = Source.TYPED if is_line else Source.KEY
        live.put(Heard(live.now(), command, source, text))

    return on_text
