"""Media keys and headset buttons on Linux: the session is a media player on D-Bus (MPRIS 2.2).

The desktop hands the keys to the player that plays. Volume keys stay with the system.
Needs the package dbus-fast (the extra ``mpris``) and a session bus; where one is missing,
`status` says so and the session does without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING, Any

from voicecoach.adapters.hands._buttons import Button, command_of
from voicecoach.adapters.hands._player import NAME, Player, Values
from voicecoach.adapters.hands._replies import answer, changed_signal
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import Status

if TYPE_CHECKING:
    import asyncio

PATIENCE = 2.0
"""Seconds that the bus may take to let us in."""
_KEYBOARD = "Use the keyboard, or a device that sends its keys."
_DESKTOP = "Start voicecoach within a desktop session, or with dbus-run-session."


def status() -> Status:
    """Return whether media keys can reach a session here."""
    if sys.platform in {"win32", "darwin"}:
        return Status(ready=False, detail="Media keys work on Linux only.", remedy=_KEYBOARD)
    if find_spec("dbus_fast") is None:
        remedy = "python -m pip install dbus-fast"
        return Status(ready=False, detail="The package dbus-fast is not installed.", remedy=remedy)
    if not bus_address():
        return Status(ready=False, detail="There is no D-Bus session here.", remedy=_DESKTOP)
    return Status(ready=True, detail="The session is a media player to the desktop (MPRIS).")


def bus_address() -> str:
    """Return the address of the session bus; empty if there is none."""
    if address := os.environ.get("DBUS_SESSION_BUS_ADDRESS", ""):
        return address
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return f"unix:path={folder}/bus" if folder and Path(folder, "bus").exists() else ""


class MediaKeys:
    """Shows the session as a media player and hands over its buttons as commands.

    `allow` and `show` may be called from any thread, before `start` too.
    """

    def __init__(self) -> None:
        """Prepare; the bus is not touched before `start`."""
        self._player = Player()
        self._on_command: Callable[[Command], None] = lambda _command: None
        self._thread: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._serving: asyncio.Task[None] | None = None
        self._bus: Any = None
        self._settled = Event()
        self._problem = ""

    def start(self, on_command: Callable[[Command], None]) -> None:
        """Begin to call ``on_command(command)`` from a thread of its own, within `PATIENCE`.

        Raises:
            DeviceError: there is no bus, or it does not let us in.
        """
        here = status()
        if not here.ready:
            raise DeviceError(f"{here.detail} {here.remedy}")
        self._on_command = on_command
        self._thread = Thread(target=self._run, name="media-keys", daemon=True)
        self._thread.start()
        if not self._settled.wait(PATIENCE) or self._problem:
            problem = self._problem or "it does not answer"
            self.close()
            raise DeviceError(f"The D-Bus session refuses the media keys ({problem}). {_DESKTOP}")

    @property
    def alive(self) -> bool:
        """Whether buttons still come."""
        return self._bus is not None

    def allow(self, commands: frozenset[Command]) -> None:
        """Say what can be asked for now: it decides what "play or pause" means."""
        self._change(replace(self._player, commands=commands))

    def show(self, level: str, part: str, number: int) -> None:
        """Show the title of the level and the name and number of its part."""
        self._change(replace(self._player, level=level, part=part, number=number))

    def close(self) -> None:
        """Leave the bus; a second call does nothing."""
        thread, self._thread = self._thread, None
        if thread is None or thread is current_thread():
            return
        if self._serving is not None:
            self._call(self._serving.cancel)
        thread.join(PATIENCE)

    def _run(self) -> None:
        import asyncio

        try:
            asyncio.run(self._serve())
        except asyncio.CancelledError:  # closed
            self._problem = "closed"
        except Exception as exc:  # noqa: BLE001 - whatever the library raises, the session goes on
            self._problem = str(exc) or type(exc).__name__
        finally:
            self._bus = None
            self._settled.set()

    async def _serve(self) -> None:
        """Be a player until the bus goes away or `close` is called."""
        import asyncio

        from dbus_fast.aio import MessageBus

        self._loop, self._serving = asyncio.get_running_loop(), asyncio.current_task()
        if self._thread is None:  # closed meanwhile
            return
        bus: Any = MessageBus(bus_address=bus_address())
        async with asyncio.timeout(PATIENCE):
            await bus.connect()
            bus.add_message_handler(self._answer)
            await self._take_name(bus)
        self._bus = bus
        self._settled.set()
        gone = asyncio.ensure_future(bus.wait_for_disconnect())
        try:
            await asyncio.shield(gone)
        finally:
            self._bus = None
            bus.disconnect()
            await asyncio.wait([gone], timeout=PATIENCE)

    async def _take_name(self, bus: Any) -> None:  # noqa: ANN401 - a class of dbus-fast
        """Take the name of the player; a second session at once takes one of its own."""
        from dbus_fast import NameFlag, RequestNameReply

        for name in (NAME, f"{NAME}.instance{os.getpid()}"):
            reply = await bus.request_name(name, NameFlag.DO_NOT_QUEUE)
            if reply is RequestNameReply.PRIMARY_OWNER:
                return
        raise OSError("the name of the player is taken")

    def _change(self, player: Player) -> None:
        earlier, self._player = self._player, player
        changed = player.changes(earlier)
        if changed and self._bus is not None:
            self._call(lambda: self._tell(changed))

    def _call(self, what: Callable[[], object]) -> None:
        """Run ``what`` in the thread of the bus, if that still runs."""
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(what)
            except RuntimeError:  # the loop has just closed
                return

    def _tell(self, changed: Values) -> None:
        if self._bus is not None:
            self._bus.send(changed_signal(changed))

    def _answer(self, message: Any) -> Any:  # noqa: ANN401 - classes of dbus-fast
        return answer(message, self._player, self._press)

    def _press(self, button: Button) -> None:
        command = command_of(button, self._player.commands)
        if command is not None:
            self._on_command(command)
