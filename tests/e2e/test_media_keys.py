"""A whole session, without sound, steered by media keys over a private bus."""

import time

import pytest

from bus_server import bus_server  # noqa: F401 - pytest finds fixtures by their names here
from program import child, rows, short_level

LIMIT = 60.0


def until(true, process):
    """Wait until ``true()``; fail if the session ends or hangs before."""
    end = time.monotonic() + LIMIT
    while not true():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.slow
def test_a_session_is_paused_resumed_and_left_by_media_keys(bus_server, tmp_path):  # noqa: F811
    log = tmp_path / "events.jsonl"
    process = child(
        tmp_path, "start", "--level", str(short_level(tmp_path)), "--voice", "silent",
        "--speaker", "none", "--microphone", "none", "--lines", "--events", str(log),
        "--data-dir", str(tmp_path / "log"), stdin=-1,
    )  # fmt: skip

    def seen(**facts):
        if not log.exists():
            return 0
        whole = log.read_text(encoding="utf-8").rpartition("\n")[0]
        log_copy = tmp_path / "seen.jsonl"
        log_copy.write_text(whole, encoding="utf-8")
        return sum(facts.items() <= row.items() for row in rows(log_copy))

    try:
        until(lambda: seen(event="rolled"), process)
        bus_server.desktop("PlayPause")
        until(lambda: seen(event="log", entry="paused"), process)
        bus_server.desktop("PlayPause")
        until(lambda: seen(event="log", entry="resumed"), process)
        bus_server.desktop("Next")
        until(lambda: seen(event="command", command="next", source="key"), process)
        bus_server.desktop("Stop")
        until(lambda: seen(event="log", entry="stopped"), process)
    finally:
        process.terminate()
        process.communicate(timeout=LIMIT)
