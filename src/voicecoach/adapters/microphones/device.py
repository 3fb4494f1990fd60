"""The microphone of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from voicecoach.adapters.support.pace import Watch
from voicecoach.adapters.support.soundcard import (
    Device,
    Kind,
    close_device,
    device_names,
    load,
    only_made_up,
    open_device,
    start_device,
)
from voicecoach.errors import DeviceError
from voicecoach.sound.stillness import Stillness

RATE = 16_000
"""Samples a second; the library converts from the device's own."""
BLOCK_MS = 32
BLOCK = RATE * BLOCK_MS // 1000 * 2
"""Bytes of a block: 512 samples, what the voice detector takes."""
SETTLING = 2 * RATE
"""Samples after which only zeros are no chance but a switched-off microphone."""


def devices() -> tuple[str, ...]:
    """Return the names of the microphones; raises `DeviceError` if no sound system answers."""
    return device_names(Kind.MICROPHONE)


def nowhere() -> str:
    """Return why nobody can be heard, though sound comes; empty if all is well."""
    if only_made_up(Kind.MICROPHONE):
        return "No microphone is there, so only what the loudspeaker plays is heard; plug one in."
    return ""


class DeviceMicrophone:
    """Listens through the sound system, in a stream of its own beside the speaker's.

    After `close` it can be started again, for instance when a device is back.
    """

    def __init__(self, device: str = "") -> None:
        """Check that the sound library is here; the device itself is opened by `start`.

        Args:
            device: Any part of the device's name; empty for the default one.

        Raises:
            DeviceError: miniaudio is not installed.
        """
        load()
        self.name = device or "default microphone"
        self._wanted = device
        self._watch = Watch(RATE, "microphone")
        self._device: Device | None = None
        self._rest = bytearray()
        self._samples = 0
        self._stillness = Stillness()

    def start(self, on_block: Callable[[bytes], None]) -> None:
        """Open the device and hand over blocks of 512 samples; `DeviceError` if there is none."""
        if self._device is not None:
            raise DeviceError("The microphone is already open; close it first.")
        missing = "" if self._wanted else nowhere()
        if missing:
            raise DeviceError(missing)
        device = open_device(Kind.MICROPHONE, RATE, BLOCK_MS, self._wanted)
        self._rest, self._samples, self._stillness = bytearray(), 0, Stillness()
        feed = self._feed(on_block)
        next(feed)
        self._watch.begin()
        try:
            start_device(Kind.MICROPHONE, device, feed)
        except DeviceError:
            self._watch.end()
            raise
        self._device = device

    def alive(self) -> bool:
        """Return whether blocks come; false 1 s after the last one."""
        return self._device is not None and self._watch.alive()

    @property
    def problem(self) -> str:
        """Why `alive` is false: what is wrong and what to do; empty if all is well or closed."""
        return self._watch.problem

    @property
    def only_zeros(self) -> bool:
        """Whether 2 s or more have come and no sample moved.

        No room is that quiet: the microphone is switched off, or macOS has not
        been given permission for this terminal, which it tells in no other way.
        """
        return not self._stillness.moved and self._samples >= SETTLING

    @property
    def stillness(self) -> Stillness:
        """How long nothing has moved: it may be switched off later, too."""
        return self._stillness

    def close(self) -> None:
        """Stop and free the device; a second call does nothing."""
        device, self._device = self._device, None
        if device is not None:
            close_device(device)
            self._watch.end()

    def _feed(self, on_block: Callable[[bytes], None]) -> Generator[None, bytearray, None]:
        while True:
            self._take(on_block, (yield))

    def _take(self, on_block: Callable[[bytes], None], data: bytearray) -> None:
        """Regroup ``data`` into blocks; an exception here would end the stream for good."""
        if not self._watch.moved(len(data) // 2):
            time.sleep(BLOCK_MS / 1000)  # a device in a hurry would take a whole core
            return
        self._samples += len(data) // 2
        self._stillness.push(data)
        self._rest += data
        try:
            while len(self._rest) >= BLOCK:
                block = bytes(self._rest[:BLOCK])
                del self._rest[:BLOCK]
                on_block(block)
        except Exception as exc:  # noqa: BLE001 - told through `problem`, and logged
            self._watch.fail(exc)
