"""Sound devices, opened and closed; `soundcards` finds them. These two know miniaudio.

Rule 1. Two separate streams for speaker and microphone, never a duplex one:
        they are two clocks, and duplex streams lost and inserted samples.
Rule 2. Opening and closing have a time limit: a sound server that hangs answers never.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any, Protocol

from voicecoach.adapters.support.limits import within
from voicecoach.adapters.support.soundcards import (
    OPENS_WITHIN,
    Kind,
    backends,
    channels,
    device_names,
    find_device,
    load,
    no_answer,
    only_made_up,
    quiet,
    reason,
)
from voicecoach.errors import DeviceError

__all__ = [
    "BUFFERED_BLOCKS", "Device", "Kind", "channels", "close_device", "device_names", "load",
    "only_made_up", "open_device", "start_device",
]  # fmt: skip

RETRY_AFTER = 0.3
"""Seconds; PulseAudio refuses clients for a moment when many start in the same instant."""
BUFFERED_BLOCKS = 3
"""Periods that a device keeps ready; three survive a late block without a gap."""
CLOSES_WITHIN = 2.0
"""Seconds; what is not closed then is left behind."""


class Device(Protocol):
    """What is used of miniaudio's two device classes."""

    backend: str

    def start(self, callback_generator: Any) -> None:  # noqa: ANN401 - a started generator; the library has no types
        """Begin to call the generator from a thread of the library."""
        ...

    def close(self) -> None:
        """Stop and free the device."""
        ...


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
        raise no_answer() from exc
    except miniaudio.MiniaudioError as exc:
        raise DeviceError(
            f"No {kind.value} can be opened ({reason(exc)}); plug one in or start the sound "
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


def _open(  # noqa: PLR0917 - as `open_device`
    miniaudio: Any,  # noqa: ANN401 - as above
    kind: Kind,
    rate: int,
    block_ms: int,
    name: str,
    wide: int,
) -> Device:
    chosen = find_device(miniaudio, kind, name)["id"] if name else None
    common = {
        "nchannels": wide,
        "sample_rate": rate,
        "buffersize_msec": block_ms,
        "callback_periods": BUFFERED_BLOCKS,
        "device_id": chosen,
        "backends": backends(miniaudio),
        "app_name": "voicecoach",
    }
    with quiet.shut():
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
