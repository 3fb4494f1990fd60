"""Media keys over a real D-Bus daemon, as a desktop sends them."""

import queue
import subprocess
import sys
import threading
import time

import pytest

from bus_server import NAME, PLAYER, PROPERTIES
from voicecoach.adapters.hands import media_keys
from voicecoach.adapters.hands.media_keys import MediaKeys, status
from voicecoach.core.commands import Command
from voicecoach.core.phases import Phase, allowed
from voicecoach.errors import DeviceError

WAIT = 5.0
NOTICED = 0.25
"""Seconds from a call to its command on a busy machine; a free one takes 0.001."""


@pytest.fixture
def pressed():
    return queue.Queue()


@pytest.fixture
def keys(bus_server, pressed):
    keys = MediaKeys()
    keys.allow(allowed(Phase.WORKING))
    keys.show("Level one", "bridge", 3)
    keys.start(pressed.put)
    yield keys
    keys.close()


def values(bus_server, *names, interface=PLAYER):
    calls = [(PROPERTIES, "Get", "ss", [interface, name]) for name in names]
    return [answer.body[0].value for answer in bus_server.desktop(*calls)]


def test_every_button_is_a_command(keys, bus_server, pressed):
    bus_server.desktop("PlayPause", "Stop", "Next", "Previous", "Pause")

    assert [pressed.get(timeout=WAIT) for _ in range(5)] == [
        Command.PAUSE,
        Command.STOP,
        Command.NEXT,
        Command.BACK,
        Command.PAUSE,
    ]


def test_play_or_pause_depends_on_what_the_session_does(keys, bus_server, pressed):
    bus_server.desktop("Play", "PlayPause")
    keys.allow(allowed(Phase.PAUSED))
    bus_server.desktop("Pause", "PlayPause", "Play")

    assert pressed.get(timeout=WAIT) is Command.PAUSE
    assert [pressed.get(timeout=WAIT) for _ in range(2)] == [Command.RESUME] * 2
    assert pressed.empty()


def test_a_desktop_sees_a_player_with_the_part_of_the_level(keys, bus_server):
    status_, metadata, can_next, control = values(
        bus_server, "PlaybackStatus", "Metadata", "CanGoNext", "CanControl"
    )

    assert (status_, can_next, control) == ("Playing", True, True)
    assert metadata["xesam:title"].value == "bridge"
    assert metadata["xesam:album"].value == "Level one"
    assert metadata["mpris:trackid"].value == "/voicecoach/part/3"
    assert values(bus_server, "Identity", interface="org.mpris.MediaPlayer2") == ["voicecoach"]


def test_all_properties_come_at_once(keys, bus_server):
    (answer,) = bus_server.desktop((PROPERTIES, "GetAll", "s", [PLAYER]))

    assert set(answer.body[0]) >= {"PlaybackStatus", "Metadata", "CanPlay", "CanPause", "Volume"}


def test_a_desktop_is_told_what_changes_and_only_that(keys, bus_server):
    def change():
        keys.allow(allowed(Phase.PAUSED))
        keys.show("Level one", "side plank", 4)

    paused, shown = bus_server.desktop(watch=2, meanwhile=change)

    assert {name: value.value for name, value in paused.items()} == {"PlaybackStatus": "Paused"}
    assert set(shown) == {"Metadata"}
    assert shown["Metadata"].value["xesam:title"].value == "side plank"


def test_what_it_has_not_is_refused_and_breaks_nothing(keys, bus_server, pressed):
    answers = bus_server.desktop(
        (PROPERTIES, "Get", "ss", [PLAYER, "LoopStatus"]),
        (PROPERTIES, "Get", "ss", ["org.example.Nothing", "Volume"]),
        (PROPERTIES, "Get", "", []),
        (PLAYER, "OpenUri", "s", ["file:///song.ogg"]),
        (PLAYER, "Seek", "x", [5]),
        ("org.mpris.MediaPlayer2", "Quit", "", []),
        "Next",
    )

    errors = [answer.error_name is not None for answer in answers]
    assert errors == [True, True, True, True, True, False, False]
    assert pressed.get(timeout=WAIT) is Command.NEXT


def test_its_description_names_every_button_and_property(keys, bus_server):
    from dbus_fast.introspection import Node

    (answer,) = bus_server.desktop(("org.freedesktop.DBus.Introspectable", "Introspect", "", []))
    node = Node.parse(answer.body[0])
    player = next(each for each in node.interfaces if each.name == PLAYER)
    (everything,) = bus_server.desktop((PROPERTIES, "GetAll", "s", [PLAYER]))

    assert {each.name for each in player.methods} >= {"PlayPause", "Next", "Previous", "Stop"}
    assert {each.name for each in player.properties} == set(everything.body[0])
    assert {
        each.name: each.signature for each in player.properties
    } == {name: value.signature for name, value in everything.body[0].items()}  # fmt: skip


def test_a_second_session_takes_a_name_of_its_own(keys, bus_server, pressed):
    second, heard = MediaKeys(), queue.Queue()
    second.start(heard.put)
    try:
        names = bus_names(bus_server)
        (other,) = names - {NAME}
        bus_server.desktop("Stop", name=other)
    finally:
        second.close()

    assert other.startswith(f"{NAME}.instance")
    assert heard.get(timeout=WAIT) is Command.STOP
    assert pressed.empty()


def bus_names(bus_server):
    command = [
        "dbus-send", f"--bus={bus_server.address}", "--print-reply", "--dest=org.freedesktop.DBus",
        "/", "org.freedesktop.DBus.ListNames",
    ]  # fmt: skip
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {word.strip('"') for word in told.split() if word.startswith(f'"{NAME}')}


def test_after_closing_the_name_is_free_and_a_second_time_does_nothing(keys, bus_server):
    keys.close()
    keys.close()

    assert bus_names(bus_server) == set()
    assert not keys.alive
    keys.allow(allowed(Phase.PAUSED))
    keys.show("Level one", "bridge", 3)


def test_a_bus_that_goes_away_ends_the_keys_and_nothing_else(keys, bus_server, capfd):
    bus_server.stop()
    until = time.monotonic() + WAIT
    while keys.alive and time.monotonic() < until:
        time.sleep(0.005)

    assert not keys.alive
    keys.allow(allowed(Phase.PAUSED))
    keys.close()
    assert capfd.readouterr().err == ""


def test_a_button_acts_within_a_moment(keys, bus_server):
    heard = []
    keys._on_command = lambda command: heard.append(time.monotonic())
    for _ in range(5):
        bus_server.desktop("Stop")
    sent = bus_server.timed("Stop", 20)

    delays = sorted(there - here for here, there in zip(sent, heard[5:], strict=True))
    assert delays[len(delays) // 2] < NOTICED, delays


@pytest.mark.parametrize(
    ("setting", "value", "detail"),
    [
        ("platform", "darwin", "Media keys work on Linux only."),
        ("platform", "win32", "Media keys work on Linux only."),
    ],
)
def test_elsewhere_it_is_a_status_with_a_remedy(monkeypatch, setting, value, detail):
    monkeypatch.setattr(sys, setting, value)
    here = status()

    assert not here.ready
    assert here.detail == detail
    assert "keyboard" in here.remedy


def test_without_a_bus_it_is_a_status_with_a_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(media_keys, "find_spec", lambda _name: True)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    assert not status().ready
    assert "desktop session" in status().remedy
    with pytest.raises(DeviceError, match="no D-Bus session"):
        MediaKeys().start(print)

    (tmp_path / "bus").touch()
    assert status().ready


def test_without_its_package_it_is_a_status_with_a_remedy(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(media_keys, "find_spec", lambda _name: None)

    assert status().remedy == "python -m pip install dbus-fast"
    with pytest.raises(DeviceError, match="dbus-fast"):
        MediaKeys().start(print)


@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", "nonsense", "tcp:host=::,port=x"])
def test_a_bus_that_cannot_be_reached_is_a_sentence(monkeypatch, bus_server, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    keys = MediaKeys()

    with pytest.raises(DeviceError, match="refuses the media keys"):
        keys.start(print)
    assert not keys.alive
    assert "media-keys" not in {thread.name for thread in threading.enumerate()}
