"""A private D-Bus session, and a desktop that sends media keys over it.

For tests that need a bus: it has an address of its own and touches no other. Use the
fixture `bus_server` (import it in a conftest.py), which also points this process at it.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

NAME = "org.mpris.MediaPlayer2.voicecoach"
PATH = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing() -> str:
    """Return why there can be no bus here, as the reason of a skip; empty if there can."""
    if sys.platform in {"win32", "darwin"}:
        return "elsewhere: D-Bus is a matter of Linux"
    if shutil.which("dbus-daemon") is None:
        return "needs dbus-daemon: apt-get install dbus"
    return "" if find_spec("dbus_fast") else "needs dbus-fast: pip install 'voicecoach[mpris]'"


class BusServer:
    """One dbus-daemon; started by `start`, ended by `stop`."""

    def __init__(self):
        # Not under pytest's tmp_path: the name of a socket may be 107 bytes long at most.
        self.folder = Path(tempfile.mkdtemp(prefix="vc-bus-"))
        self.address = f"unix:path={self.folder}/bus"
        self._process = None

    def start(self):
        """Start the daemon and wait until it tells its address."""
        config = self.folder / "bus.conf"
        config.write_text(CONFIG.format(folder=self.folder), encoding="utf-8")
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout.readline().startswith("unix:")

    def stop(self):
        """End the daemon, as the end of a desktop session does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(5)
            self._process.stdout.close()
            self._process = None

    def remove(self):
        """Stop, and remove the folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def desktop(self, *calls, name=NAME, watch=0, meanwhile=None):
        """Call the player as a desktop does and return the bodies of the answers.

        Args:
            calls: (interface, member, signature, body) each, or the name of a button.
            name: of the player.
            watch: how many signals of changed properties to wait for after the calls.
            meanwhile: called once signals would be noticed.
        """
        return asyncio.run(self._desktop(calls, name, watch, meanwhile))

    def timed(self, button, times):
        """Press ``button`` some times and return when each call was sent, as `time.monotonic`."""
        return asyncio.run(self._timed(button, times))

    async def _timed(self, button, times):
        from dbus_fast import Message
        from dbus_fast.aio import MessageBus

        bus = await MessageBus(bus_address=self.address).connect()
        sent = []
        for _ in range(times):
            sent.append(time.monotonic())
            await bus.call(Message(NAME, PATH, PLAYER, button))
        bus.disconnect()
        await bus.wait_for_disconnect()
        return sent

    async def _desktop(self, calls, name, watch, meanwhile):
        from dbus_fast import Message
        from dbus_fast.aio import MessageBus

        bus = await MessageBus(bus_address=self.address).connect()
        changes = asyncio.Queue()
        if watch:
            await bus.call(_match_rule())
            bus.add_message_handler(lambda message: _changes(message, changes))
        if meanwhile:
            meanwhile()
        answers = []
        for call in calls:
            interface, member, signature, body = (
                (PLAYER, call, "", []) if isinstance(call, str) else call
            )
            message = Message(name, PATH, interface, member, signature=signature, body=body)
            answers.append(await bus.call(message))
        answers += [await asyncio.wait_for(changes.get(), 5) for _ in range(watch)]
        bus.disconnect()
        await bus.wait_for_disconnect()
        return answers


def _match_rule():
    from dbus_fast import Message

    rule = f"type='signal',interface='{PROPERTIES}',path='{PATH}'"
    service = "org.freedesktop.DBus"
    return Message(
        service, "/org/freedesktop/DBus", service, "AddMatch", signature="s", body=[rule]
    )


def _changes(message, queue):
    if message.member == "PropertiesChanged":
        queue.put_nowait(message.body[1])


@pytest.fixture
def bus_server(monkeypatch):
    """A fresh bus; this process uses it while the test runs."""
    if reason := missing():
        pytest.skip(reason)
    server = BusServer()
    server.start()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", server.address)
    yield server
    server.remove()
