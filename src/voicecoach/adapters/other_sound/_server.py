"""The sound server as PulseAudio's library shows it; PipeWire answers the same calls.

Rule 1. Nothing is started: a server that does not run is not there.
Rule 2. A call that fails because its stream has just ended changes nothing. One that fails because
        the server has gone is a DeviceError, and this object is of no use any more.
Rule 3. The server may hang, and then so does each call: whoever calls needs a time limit.
"""

from __future__ import annotations

import math
import select
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from voicecoach.adapters.other_sound._facts import (
    NONE,
    Programs,
    facts_of,
    names_of,
    program_of,
    raw,
    stream_of,
)
from voicecoach.adapters.other_sound._sounds import Remembered
from voicecoach.core.other_streams import Listener, Stream
from voicecoach.core.other_volume import AS_IT_IS, Volume
from voicecoach.errors import DeviceError

SHORTEST = 0.001
"""Seconds that are waited at least."""
ABSENT = "No sound server of PulseAudio or PipeWire answers here."
GONE = "The sound server has gone; the sound of other programs stays as it is."


def load() -> Any:  # noqa: ANN401 - a module without type information
    """Return the module pulsectl.

    Raises:
        DeviceError: it is not installed, or PulseAudio's library is not.
    """
    try:
        import pulsectl
    except ImportError as exc:
        raise DeviceError(
            "The package pulsectl is not installed; run `python -m pip install pulsectl`."
        ) from exc
    except (OSError, AttributeError) as exc:  # libpulse is missing, or very old
        raise DeviceError(
            "The library libpulse is not installed; install it with the system's packages."
        ) from exc
    return pulsectl


class Server:
    """A connection to the sound server, for one thread; `close` ends it."""

    def __init__(self, ours: Callable[[int], bool] = lambda _program: False) -> None:
        """Connect.

        Args:
            ours: whether the process of a number is the coach or was started by it.

        Raises:
            DeviceError: there is no server here.
        """
        self._module = load()
        self._ours = ours
        self._watched: tuple[int, ...] = ()
        self._changed = True
        self._pulse = self._module.Pulse("voicecoach", connect=False)
        self._pulse.set_poll_func(self._poll)
        try:
            self._pulse.connect()  # with a time limit it would take all of that (pulsectl 24.12.0)
            self._pulse.event_callback_set(self._note)
            self._pulse.event_mask_set("sink_input", "source_output")
            self._remembers = bool(self._can_remember())
            about = self._pulse.server_info()
        except (self._module.PulseError, self._module.PulseDisconnected) as exc:
            self.close()
            raise DeviceError(ABSENT) from exc
        self.name: str = about.server_name
        self.run = f"{about.cookie:08x}"
        """Differs each time that the server is started."""
        self.blind = "PipeWire" in self.name
        """There the session manager remembers, and tells nobody what."""

    def close(self) -> None:
        """Leave the server; a second call does nothing."""
        self._pulse.close()

    def streams(self) -> tuple[Stream, ...]:
        """Return all that plays; raises DeviceError if the server has gone."""
        with self._asked():
            clients = self._clients()
            return tuple(
                stream_of(each, clients, self._ours) for each in self._pulse.sink_input_list()
            )

    def listeners(self) -> frozenset[Listener]:
        """Return who records from a microphone; raises DeviceError if the server has gone."""
        with self._asked():
            clients = self._clients()
            echoes = {s.index for s in self._pulse.source_list() if s.monitor_of_sink != NONE}
            return frozenset(
                Listener(program_of(facts), names_of(facts))
                for each in self._pulse.source_output_list()
                if each.source not in echoes and not each.corked
                for facts in (facts_of(each, clients),)
            )

    def put(self, number: int, volume: Volume) -> None:
        """Set the volume of a stream; raises DeviceError if the server has gone."""
        with self._asked(), self._unless_ended():
            self._pulse.sink_input_volume_set(number, self._volume(volume))

    def memory(self) -> dict[str, Remembered]:
        """Return what the server remembers of streams, by its name for each kind of them.

        Nothing, if it does not remember. Raises DeviceError if the server has gone.
        """
        if not self._remembers or self.blind:
            return {}
        with self._asked():
            return {
                each.name: Remembered(
                    raw(each.volume), tuple(each.channel_list), bool(each.mute), each.device
                )
                for each in self._pulse.stream_restore_read()
            }

    def remember(self, name: str, what: Remembered) -> None:
        """Have the server remember a volume; no stream changes now.

        Raises:
            DeviceError: the server has gone.
        """
        if not self._remembers:
            return
        volumes = [what.volume]
        if self.blind and what.volume:  # WirePlumber ignores what was written last: so change it
            volumes.insert(0, tuple(abs(channel - 1) for channel in what.volume))
        with self._asked(), self._unless_ended():
            for volume in volumes:
                self._pulse.stream_restore_write(self._entry(name, what, volume), mode="replace")

    def _entry(self, name: str, what: Remembered, volume: Volume) -> Any:  # noqa: ANN401 - as below
        return self._module.PulseExtStreamRestoreInfo(
            name, volume=self._volume(volume), channel_list=list(what.channels) if volume else [],
            mute=what.muted, device=what.device,
        )  # fmt: skip

    def wait(self, seconds: float | None, watched: Sequence[int]) -> None:
        """Wait until a stream begins, changes or ends, a file can be read, or time is up.

        Args:
            seconds: None for no limit.
            watched: numbers of open files.

        Raises:
            DeviceError: the server has gone.
        """
        if self._changed:
            self._changed = False
            return
        self._watched = tuple(watched)
        try:
            with self._asked():
                # 0 would wait for ever (pulsectl 24.12.0)
                self._pulse.event_listen(None if seconds is None else max(seconds, SHORTEST))
        finally:
            self._watched = ()
        self._changed = False

    def _note(self, _event: object) -> None:
        self._changed = True
        raise self._module.PulseLoopStop

    def _poll(self, files: list[Any], timeout: float) -> int:
        """Wait for the library's files, and for those that are watched."""
        waiting = select.poll()
        for each in files:
            waiting.register(each.fd, each.events)
        for watched in self._watched:
            waiting.register(watched, select.POLLIN)
        ready = dict(waiting.poll(None if timeout < 0 else math.ceil(timeout * 1000)))
        for each in files:
            each.revents = ready.get(each.fd, 0)
        if ready.keys() & set(self._watched):
            self._pulse.event_listen_stop()
        return sum(1 for each in files if each.revents)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Turn whatever the library says of a server that has gone into our own error."""
        pulse = self._module
        try:
            yield
        except (pulse.PulseError, pulse.PulseDisconnected, _call_error()) as exc:
            raise DeviceError(GONE) from exc
        if not self._pulse.connected:
            raise DeviceError(GONE)

    @contextmanager
    def _unless_ended(self) -> Iterator[None]:
        try:
            yield
        except self._module.PulseOperationFailed:
            if not self._pulse.connected:
                raise

    def _can_remember(self) -> bool:
        try:
            return self._pulse.stream_restore_test() is not None
        except self._module.PulseOperationFailed:  # the module is not loaded
            return False

    def _volume(self, volume: Volume) -> Any:  # noqa: ANN401 - a class of pulsectl
        return self._module.PulseVolumeInfo([channel / AS_IT_IS for channel in volume])

    def _clients(self) -> Programs:
        """Return what programs say of themselves; PipeWire's own do not say it of a stream."""
        return {each.index: each.proplist for each in self._pulse.client_list()}


def _call_error() -> type[Exception]:
    """Return the error that pulsectl raises where libpulse refuses a call."""
    from pulsectl._pulsectl import LibPulse

    error: type[Exception] = LibPulse.CallError
    return error
