"""What the sound server's library says of streams and programs, as our own values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from voicecoach.core.other_streams import Stream
from voicecoach.core.other_volume import AS_IT_IS, Volume

Facts = dict[str, str]
"""What is said of a thing, under PulseAudio's names."""
Programs = dict[int, Facts]
"""What programs say of themselves, by the number of each connection."""
NONE = 0xFFFF_FFFF
"""Number of a thing that is not there."""
DIGITS = 10
"""Most that the number of a process has."""


def stream_of(found: Any, programs: Programs, ours: Callable[[int], bool]) -> Stream:  # noqa: ANN401 - a class of pulsectl
    """Return a stream; ``ours`` says whether a process is the coach or was started by it."""
    facts = facts_of(found, programs)
    program = program_of(facts)
    return Stream(
        number=found.index,
        volume=raw(found.volume),
        names=names_of(facts),
        role=facts.get("media.role", ""),
        program=program,
        ours=bool(program) and ours(program),
        inside=found.client in {None, NONE},
        muted=bool(found.mute),
        paused=found.corked,
        memory=_memory_name(found.proplist),
        channels=tuple(found.channel_list),
    )


def raw(volume: Any) -> Volume:  # noqa: ANN401 - as above
    """Return a volume in the server's own numbers."""
    return tuple(round(channel * AS_IT_IS) for channel in volume.values)


def facts_of(stream: Any, programs: Programs) -> Facts:  # noqa: ANN401 - as above
    """Return what is said of a stream, by itself and by its program."""
    own: Facts = stream.proplist
    return programs.get(stream.client, {}) | own


def program_of(facts: Facts) -> int:
    """Return the number of the process; 0 if it is not said."""
    text = facts.get("application.process.id", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def names_of(facts: Facts) -> tuple[str, ...]:
    """Return what the program calls itself, and the name of its file."""
    kinds = ("application.name", "application.process.binary", "application.id")
    return tuple(filter(None, (facts.get(kind, "") for kind in kinds)))


def _memory_name(facts: Facts) -> str:
    """Return the server's name for streams of this kind; made up as it does, where none is told."""
    if name := facts.get("module-stream-restore.id", ""):
        return name
    for kind in ("media.role", "application.id", "application.name", "media.name"):
        if value := facts.get(kind, ""):
            return f"sink-input-by-{kind.replace('.', '-')}:{value}"
    return ""
