"""Which sound devices there are, as miniaudio tells; `soundcard` opens them.

Rule 1. Back ends are always named: with none named, miniaudio falls back to a
        device that plays into nothing, without a word.
Rule 2. The library is asked with the error output shut: ALSA writes some thirty
        lines there before it says that there is no card.
Rule 3. Asking has a time limit: a sound server that hangs answers never.
"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from enum import Enum
from typing import Any

from voicecoach.adapters.support.limits import within
from voicecoach.adapters.support.quiet import Quiet
from voicecoach.errors import DeviceError, quoted

OPENS_WITHIN = 6.0
"""Seconds; a Bluetooth headset that has to be woken takes three."""
DUMMY = b"auto_null"
"""How PulseAudio and PipeWire know the loudspeaker that they make up when no other is left: sound
goes nowhere there, and nothing tells so."""
MONITOR = b".monitor"
"""How a microphone is known there that only hears what a loudspeaker plays: the end of its name."""

quiet = Quiet()
"""Holds the error output while the library works."""


class Kind(Enum):
    """Which way the sound goes; the value is the word for messages."""

    SPEAKER = "speaker"
    MICROPHONE = "microphone"


def load() -> Any:  # noqa: ANN401 - a module without type information
    """Return the miniaudio module.

    Raises:
        DeviceError: There is no wheel for this system and none was built.
    """
    try:
        import miniaudio
    except ImportError as exc:
        raise DeviceError(
            "The sound library miniaudio is not installed, so there is no live sound here; "
            "install a C compiler and run `pip install miniaudio`, or use `voicecoach export`."
        ) from exc
    return miniaudio


def device_names(kind: Kind) -> tuple[str, ...]:
    """Return the names of the devices of ``kind``, as the system gives them.

    Raises:
        DeviceError: miniaudio is missing, or no sound system answers.
    """
    return tuple(device["name"] for device in _listed(kind))


def _listed(kind: Kind) -> list[dict[str, Any]]:
    try:
        return within(OPENS_WITHIN, lambda: _devices(load(), kind))
    except TimeoutError as exc:
        raise no_answer() from exc


def channels(kind: Kind, name: str = "") -> int:
    """Return how many channels a device has; 0 if it cannot be told, as for the default one.

    Raises:
        DeviceError: no such device, or no sound system.
    """
    miniaudio = load()
    if not name:
        every = _devices(miniaudio, kind)
        chosen = every[0] if len(every) == 1 else {"formats": []}
    else:
        chosen = find_device(miniaudio, kind, name)
    return max((form["channels"] for form in chosen["formats"]), default=0)


def only_made_up(kind: Kind) -> bool:
    """Return whether no device of ``kind`` is real; False if that cannot be told.

    So it is on Linux after the last one was unplugged: the sound server makes one up.
    """
    try:
        ids = [_id(device) for device in _listed(kind)]
    except DeviceError:  # then something else tells that it does not work
        return False
    made_up = {
        Kind.SPEAKER: lambda known: known == DUMMY,
        Kind.MICROPHONE: lambda known: known.endswith(MONITOR),
    }
    return bool(ids) and all(map(made_up[kind], ids))


def _id(device: dict[str, Any]) -> bytes:
    """Return how the sound system knows a device; unlike its name, it is not translated."""
    return bytes(load().ffi.buffer(device["id"])).split(b"\0")[0]


def no_answer() -> DeviceError:
    """Return the error for a sound server that hangs; the error output works again."""
    quiet.open()  # what hangs has shut it
    return DeviceError(
        f"The sound server does not answer within {OPENS_WITHIN:g} seconds; restart it, or log in "
        f"again."
    )


def find_device(miniaudio: Any, kind: Kind, name: str) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Return the device with ``name`` in its name; raises DeviceError if there is none."""
    devices = _devices(miniaudio, kind)
    for same in (lambda has: has == name.lower(), lambda has: name.lower() in has):
        for device in devices:
            if same(device["name"].lower()):
                return device
    known = [device["name"] for device in devices]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known) or 'none'}."
    raise DeviceError(f"There is no {kind.value} with {quoted(name)} in its name; {hint}")


def _devices(miniaudio: Any, kind: Kind) -> list[dict[str, Any]]:  # noqa: ANN401 - as above
    try:
        with quiet.shut():
            listing = miniaudio.Devices(backends(miniaudio))
            found = listing.get_playbacks() if kind is Kind.SPEAKER else listing.get_captures()
    except miniaudio.MiniaudioError as exc:
        raise DeviceError(
            f"No sound system answers ({reason(exc)}); on Linux, PulseAudio, PipeWire or ALSA "
            f"must be installed and running."
        ) from exc
    return list(found)


def backends(miniaudio: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return the back ends of this system, the one that is wanted first."""
    known = miniaudio.Backend
    if sys.platform == "win32":
        return [known.WASAPI, known.DSOUND, known.WINMM]
    if sys.platform == "darwin":
        return [known.COREAUDIO]
    return [known.PULSEAUDIO, known.ALSA, known.JACK]


def reason(exc: Exception) -> str:
    """Return what the library said: a text and, where there is one, its number."""
    return " ".join(str(part) for part in exc.args)
