"""The loudspeaker or headphone of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from voicecoach.adapters.support.pace import Watch
from voicecoach.adapters.support.soundcard import (
    BUFFERED_BLOCKS,
    Device,
    Kind,
    close_device,
    device_names,
    load,
    only_made_up,
    open_device,
    start_device,
)
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError

if TYPE_CHECKING:
    from voicecoach.sound.clip import Pcm


def devices() -> tuple[str, ...]:
    """Return the names of the loudspeakers; raises `DeviceError` if no sound system answers."""
    return device_names(Kind.SPEAKER)


def nowhere() -> str:
    """Return why nobody can hear what is played, though it is played; empty if all is well."""
    if only_made_up(Kind.SPEAKER):
        return "No loudspeaker is left, so the sound goes nowhere; plug one in."
    return ""


class DeviceSpeaker:
    """Plays through the sound system: PulseAudio, PipeWire, ALSA, Core Audio, WASAPI.

    After `close` it can be started again, for instance when a device is back.
    """

    real = True

    def __init__(self, rate: int, block_ms: int = 50, device: str = "") -> None:
        """Check that the sound library is here; the device itself is opened by `start`.

        Args:
            rate: Samples a second of what is rendered; the device may have another.
            block_ms: 20, 50 or 100. Longer ones survive a busy machine, shorter ones pause
                sooner; 50 was silent 68 ms after a pause and never missed a beat.
            device: Any part of the device's name; empty for the default one.

        Raises:
            DeviceError: miniaudio is not installed.
        """
        load()
        self.name = device or "default speaker"
        self._rate = rate
        self._block_ms = block_ms
        self._wanted = device
        self._watch = Watch(rate, "speaker")
        self._device: Device | None = None

    def start(self, render: Callable[[int], Pcm]) -> None:
        """Open the device and begin to pull sound; raises `DeviceError` if there is none."""
        if self._device is not None:
            raise DeviceError("The speaker is already playing; close it first.")
        device = open_device(Kind.SPEAKER, self._rate, self._block_ms, self._wanted)
        feed = self._feed(render)
        next(feed)
        self._watch.begin()
        try:
            start_device(Kind.SPEAKER, device, feed)
        except DeviceError:
            self._watch.end()
            raise
        self._device = device

    def latency(self) -> Ms:
        """Return the length of our buffer; a Bluetooth device adds 150 to 250 ms unseen."""
        return Ms(BUFFERED_BLOCKS * self._block_ms)

    def alive(self) -> bool:
        """Return whether sound is being pulled; false 1 s after the last time it was."""
        return self._device is not None and self._watch.alive()

    @property
    def problem(self) -> str:
        """Why `alive` is false: what is wrong and what to do; empty if all is well or closed."""
        return self._watch.problem

    def close(self) -> None:
        """Stop and free the device; a second call does nothing."""
        device, self._device = self._device, None
        if device is not None:
            close_device(device)
            self._watch.end()

    def _feed(self, render: Callable[[int], Pcm]) -> Generator[bytes, int, None]:
        wanted = yield b""
        while True:
            wanted = yield self._block(render, wanted)

    def _block(self, render: Callable[[int], Pcm], wanted: int) -> bytes:
        """Return ``wanted`` samples as bytes; an exception here would end the sound for good."""
        silence = bytes(2 * wanted)
        if not self._watch.moved(wanted):
            time.sleep(self._block_ms / 1000)  # a device in a hurry would take a whole core
            return silence
        try:
            return _as_bytes(render(wanted), wanted)
        except Exception as exc:  # noqa: BLE001 - told through `problem`, and logged
            self._watch.fail(exc)
            return silence


def _as_bytes(pcm: Pcm, wanted: int) -> bytes:
    if pcm.shape != (wanted,) or pcm.dtype.name != "int16":
        raise ValueError(f"{wanted} samples asked for, {pcm.shape} {pcm.dtype} rendered")
    return pcm.tobytes()
