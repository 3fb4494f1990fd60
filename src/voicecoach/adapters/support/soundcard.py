"""The one file that knows miniaudio: find, open and close sound devices.

Rule 1. Back ends are always named: with none named, miniaudio falls back to a
        device that plays into nothing, without a word.
Rule 2. Devices are opened with the error output shut: ALSA writes some thirty
        lines there before it says that there is no card.
Rule 3. Two separate streams for speaker and microphone, never a duplex one:
        they are two clocks, and duplex streams lost and inserted samples.
Rule 4. Opening and closing have a time limit: a sound server that hangs answers never.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from difflib import get_close_matches
from enum import Enum
from typing import Any, Protocol

from voicecoach.adapters.support.limits import within
from voicecoach.adapters.support.quiet import Quiet
from voicecoach.errors import DeviceError

RETRY_AFTER = 0.3
"""Seconds; PulseAudio refuses clients for a moment when many start in the same instant."""
BUFFERED_BLOCKS = 3
"""Periods that a device keeps ready; three survive a late block without a gap."""

OPENS_WITHIN = 6.0
"""Seconds; a Bluetooth headset that has to be woken takes three."""
CLOSES_WITHIN = 2.0
"""Seconds; what is not closed then is left behind."""
DUMMIES = frozenset({"dummy output", "null output", "auto_null"})
"""Names of devices that PulseAudio and PipeWire make up when no other is left: sound goes nowhere
there, and nothing tells so."""

_quiet = Quiet()


class Kind(Enum):
    """Which way the sound goes; the value is the word for messages."""

    SPEAKER = "speaker"
    MICROPHONE = "microphone"


class Device(Protocol):
    """What is used of miniaudio's two device classes."""

    backend: str

    def start(self, callback_generator: Any) -> None:  # noqa: ANN401 - a started generator; the library has no types
        """Begin to call the generator from a thread of the library."""
        ...

    def close(self) -> None:
        """Stop and free the device."""
        ...


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
    try:
        devices = within(OPENS_WITHIN, lambda: _devices(load(), kind))
    except TimeoutError as exc:
        raise _no_answer() from exc
    return tuple(device["name"] for device in devices)


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
        chosen = _find(miniaudio, kind, name)
    return max((form["channels"] for form in chosen["formats"]), default=0)


def open_device(kind: Kind, rate: int, block_ms: int, name: str = "", *, wide: int = 1) -> Device:
    """Open a 16-bit device that works in blocks of ``block_ms`` at ``rate``.

    The library converts to the device's own rate and channels. ``name`` is any
    part of a device's name, in any case; empty for the system's default.
    ``wide`` is the number of channels that are handed over or taken.

    Raises:
        DeviceError: No such device, no device at all, or no sound system.
    """
    miniaudio = load()

    def attempt() -> Device:
        try:
            return _open(miniaudio, kind, rate, block_ms, name, wide)
        except miniaudio.MiniaudioError:
            time.sleep(RETRY_AFTER)
        return _open(miniaudio, kind, rate, block_ms, name, wide)

    try:
        return within(OPENS_WITHIN, attempt, late=close_device)
    except TimeoutError as exc:
        raise _no_answer() from exc
    except miniaudio.MiniaudioError as exc:
        raise DeviceError(
            f"No {kind.value} can be opened ({_reason(exc)}); plug one in or start the sound "
            f"server, then try again."
        ) from exc


def start_device(kind: Kind, device: Device, feed: object) -> None:
    """Let ``device`` call the generator ``feed``; it is closed if it does not start.

    Raises:
        DeviceError: It does not start.
    """
    try:
        within(OPENS_WITHIN, lambda: device.start(feed))
    except (load().MiniaudioError, TimeoutError) as exc:
        close_device(device)
        raise DeviceError(
            f"The {kind.value} does not start; is another program using it alone?"
        ) from exc


def close_device(device: Device) -> None:
    """Close a device and the connection to the sound server that it was opened with."""

    def close() -> None:
        device.close()
        context = getattr(device, "_context", None)
        if context is not None:
            # close() leaves the connection open (miniaudio 1.71): each reopening would add one,
            # until PulseAudio refuses every client.
            load().lib.ma_context_uninit(context)

    with suppress(TimeoutError):
        within(CLOSES_WITHIN, close)


def only_dummies() -> bool:
    """Return whether all loudspeakers are made up by the sound server; False if it cannot be told.

    So it is on Linux after the last one was unplugged.
    """
    try:
        names = device_names(Kind.SPEAKER)
    except DeviceError:  # then something else tells that it does not work
        return False
    return bool(names) and all(name.lower() in DUMMIES for name in names)


def _no_answer() -> DeviceError:
    _quiet.open()  # what hangs has shut it
    return DeviceError(
        f"The sound server does not answer within {OPENS_WITHIN:g} seconds; restart it, or log in "
        f"again."
    )


def _open(  # noqa: PLR0917 - as `open_device`
    miniaudio: Any,  # noqa: ANN401 - as above
    kind: Kind,
    rate: int,
    block_ms: int,
    name: str,
    wide: int,
) -> Device:
    chosen = _find(miniaudio, kind, name)["id"] if name else None
    common = {
        "nchannels": wide,
        "sample_rate": rate,
        "buffersize_msec": block_ms,
        "callback_periods": BUFFERED_BLOCKS,
        "device_id": chosen,
        "backends": _backends(miniaudio),
        "app_name": "voicecoach",
    }
    with _quiet.shut():
        if kind is Kind.SPEAKER:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16, **common
            )
        else:
            device = miniaudio.CaptureDevice(input_format=miniaudio.SampleFormat.SIGNED16, **common)
    if device.backend == "Null":
        close_device(device)
        raise miniaudio.MiniaudioError("only the null back end is left")
    return device  # type: ignore[no-any-return]  # the library has no types


def _find(miniaudio: Any, kind: Kind, name: str) -> dict[str, Any]:  # noqa: ANN401 - as above
    devices = _devices(miniaudio, kind)
    for same in (lambda has: has == name.lower(), lambda has: name.lower() in has):
        for device in devices:
            if same(device["name"].lower()):
                return device
    known = [device["name"] for device in devices]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known) or 'none'}."
    raise DeviceError(f'There is no {kind.value} with "{name}" in its name; {hint}')


def _devices(miniaudio: Any, kind: Kind) -> list[dict[str, Any]]:  # noqa: ANN401 - as above
    try:
        with _quiet.shut():
            listing = miniaudio.Devices(_backends(miniaudio))
            found = listing.get_playbacks() if kind is Kind.SPEAKER else listing.get_captures()
    except miniaudio.MiniaudioError as exc:
        raise DeviceError(
            f"No sound system answers ({_reason(exc)}); on Linux, PulseAudio, PipeWire or ALSA "
            f"must be installed and running."
        ) from exc
    return list(found)


def _backends(miniaudio: Any) -> list[Any]:  # noqa: ANN401 - as above
    known = miniaudio.Backend
    if sys.platform == "win32":
        return [known.WASAPI, known.DSOUND, known.WINMM]
    if sys.platform == "darwin":
        return [known.COREAUDIO]
    return [known.PULSEAUDIO, known.ALSA, known.JACK]


def _reason(exc: Exception) -> str:
    """Return what the library said: a text and, where there is one, its number."""
    return " ".join(str(part) for part in exc.args)
