"""Whether a screen reader runs: by a process, by the desktop's own switch, by a variable."""

import asyncio
import sys
from threading import Event, Thread

import pytest

from bus_server import bus_server, missing  # noqa: F401 - a fixture
from voicecoach.adapters.support.screen_reader import screen_reader

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere: processes of Linux")


def test_the_variable_that_other_programs_read_says_so(tmp_path):
    assert "ACCESSIBLE" in screen_reader({"ACCESSIBLE": "1"}, tmp_path)
    assert "ACCESSIBLE" not in screen_reader({"ACCESSIBLE": "0"}, tmp_path)


@LINUX
def test_a_process_that_reads_the_screen_is_found_and_no_other(tmp_path):
    for number, name in (("12", "bash"), ("13", "brltty"), ("x", "orca")):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(f"{name}\n")
    assert screen_reader({}, tmp_path) == ""

    (tmp_path / "12" / "comm").write_text("orca\n")
    assert screen_reader({}, tmp_path) == "Orca"


@pytest.mark.skipif(bool(missing()), reason=missing() or "never")
@pytest.mark.parametrize("enabled", [True, False])
def test_the_switch_of_the_desktop_is_asked_for(bus_server, tmp_path, enabled):  # noqa: F811
    nobody = {"DBUS_SESSION_BUS_ADDRESS": bus_server.address}
    assert screen_reader(nobody, tmp_path) == ""

    with Desktop(bus_server.address, enabled=enabled):
        assert ("desktop" in screen_reader(nobody, tmp_path)) is enabled


class Desktop:
    """Has the switch on the bus while its block lasts."""

    def __init__(self, address, *, enabled):
        self._address, self._enabled = address, enabled
        self._ready, self._done = Event(), None
        self._thread = Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self):
        self._thread.start()
        assert self._ready.wait(5)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join()

    async def _serve(self):
        from dbus_fast.aio import MessageBus
        from dbus_fast.service import PropertyAccess, ServiceInterface, dbus_property

        enabled = self._enabled

        class Status(ServiceInterface):
            @dbus_property(access=PropertyAccess.READ, name="ScreenReaderEnabled")
            def reader(self) -> "b":  # noqa: F821 - a signature of D-Bus
                return enabled

        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        bus = await MessageBus(bus_address=self._address).connect()
        bus.export("/org/a11y/bus", Status("org.a11y.Status"))
        await bus.request_name("org.a11y.Bus")
        self._ready.set()
        await self._done.wait()
        bus.disconnect()
