"""Which sounds of other programs may be made quieter while the coach speaks.

Rule 1. In doubt a stream is left alone: a call or a screen reader that is made quieter is an
        injury to its user, music that is not lowered is a nuisance.
Rule 2. A program that listens to a microphone is in a call, whatever it calls itself: browsers
        give the sound of a call no role.
Rule 3. Names of programs are data, below. They are looked for in the names that the program
        gives itself and in that of its file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voicecoach.core.other_volume import Volume

ROLES = {
    "a11y": "speech", "accessibility": "speech", "assistant": "speech",
    "phone": "call", "communication": "call",
    "event": "alert", "notification": "alert", "alert": "alert", "alarm": "alert",
    "emergency": "alert",
    "filter": "passed on", "abstract": "passed on", "dsp": "passed on",
    "production": "recording", "test": "test",
}  # fmt: skip
"""Roles that are left alone, and why. The first of each row are PulseAudio's, see its list of
properties of a client (``PA_PROP_MEDIA_ROLE``); the others those of PipeWire and WirePlumber."""
SPEECH = (
    "speech-dispatcher", "speech dispatcher", "speechd", "espeak", "emacspeak", "rhvoice",
    "festival", "flite", "mbrola", "svox", "pico2wave", "mimic", "piper", "voxin", "brltty",
    "nvda", "spd-say",
)  # fmt: skip
"""Parts of the names of programs that speak; a screen reader on Linux speaks through them."""
SPEECH_WORDS = frozenset({"orca", "fenrir", "espeakup", "kali", "jaws", "yasr"})
"""Names that are looked for as whole words only: they are parts of others."""
SPEECH_MODULE = "sd_"
"""How the files of the modules of Speech Dispatcher begin."""
CALLS = (
    "zoom", "teams", "skype", "discord", "linphone", "mumble", "teamspeak", "webex", "jitsi",
    "signal-desktop", "telegram", "whatsapp", "viber", "ekiga", "twinkle", "baresip", "jami",
    "gnome-calls", "slack", "nextcloud talk",
)  # fmt: skip
"""Parts of the names of programs whose sound is mostly that of calls, and which may have let go of
the microphone while their user is muted."""
COACH = "voicecoach"
"""Part of the names of a coach, this one or another."""
EFFECTS = ("easyeffects", "pulseeffects", "jamesdsp")
"""Programs that the sound of all others runs through, the coach's too."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One sound that a program plays through the sound server."""

    number: int
    """As the server counts; another one may have it after this one has ended."""
    volume: Volume
    """Of each channel; empty if it cannot be told or set."""
    names: tuple[str, ...] = ()
    """What the program calls itself, and the name of its file; the first is for messages."""
    role: str = ""
    """What the program says that it is for; most say nothing."""
    program: int = 0
    """Number of the process; 0 if it is not known, as for one on another machine."""
    ours: bool = False
    """Whether the coach plays it, or a program that it started."""
    inside: bool = False
    """Whether a part of the server itself plays it: it passes the sound of others on."""
    muted: bool = False
    paused: bool = False
    memory: str = ""
    """Under which name the server remembers its volume; empty if it does not."""
    channels: tuple[str, ...] = ()
    """Where each channel is, such as ``front-left``."""

    @property
    def name(self) -> str:
        """What the program is called in messages."""
        return self.names[0] if self.names else "another program"


@dataclass(frozen=True, slots=True)
class Listener:
    """A program that records from a microphone."""

    program: int = 0
    """Number of the process; 0 if it is not known."""
    names: tuple[str, ...] = ()


def left_alone(stream: Stream, listeners: frozenset[Listener] = frozenset()) -> str:
    """Return why ``stream`` must not be made quieter; empty if it may.

    Args:
        stream: what plays.
        listeners: programs that record from a microphone just now.
    """
    reasons = (
        "the coach" if stream.ours else "",
        "passed on" if stream.inside or not stream.volume else "",
        ROLES.get(stream.role.strip().lower(), ""),
        _by_name(stream.names),
        "call" if any(_same(stream, listener) for listener in listeners) else "",
        "muted" if stream.muted or not any(stream.volume) else "",
        "paused" if stream.paused else "",
    )
    return next(filter(None, reasons), "")


def _by_name(names: tuple[str, ...]) -> str:
    for name in (each.lower() for each in names):
        if COACH in name:
            return "the coach"
        spoken = any(part in name for part in SPEECH) or name.startswith(SPEECH_MODULE)
        if spoken or SPEECH_WORDS & set(re.split(r"[^a-z0-9]+", name)):
            return "speech"
        if any(part in name for part in CALLS):
            return "call"
        if any(part in name for part in EFFECTS):
            return "passed on"
    return ""


def _same(stream: Stream, listener: Listener) -> bool:
    """Return whether the program that plays is the one that listens."""
    if stream.program and stream.program == listener.program:
        return True
    return bool(set(stream.names) & set(listener.names))
