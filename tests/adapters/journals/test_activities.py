import stat
import sys
from datetime import UTC, date, datetime

import pytest

from voicecoach.adapters.journals.activities import read_activities, write_activity
from voicecoach.core.activities import Activity, Kind
from voicecoach.errors import DeviceError

AT = datetime(2026, 11, 25, 18, 30, 5, tzinfo=UTC)
DONE = Activity("", "", date(2026, 11, 24), Kind.RIDE, 20, 2, None, "with the dog")


def test_what_is_written_is_read_back_with_its_id_and_time(tmp_path):
    name = write_activity(tmp_path, DONE, AT)
    activities, problems = read_activities(tmp_path)

    assert problems == ()
    assert activities == (
        Activity(
            name, "2026-11-25T18:30:05.000Z", DONE.day, Kind.RIDE, 20, 2, None, "with the dog"
        ),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: Windows has no such modes")
def test_nobody_else_can_read_it(tmp_path):
    write_activity(tmp_path / "data", DONE, AT)
    (path,) = (tmp_path / "data" / "activities").iterdir()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_activities_are_read_by_day_and_damage_is_told(tmp_path):
    for day in (3, 1, 2):
        write_activity(tmp_path, Activity("", "", date(2026, 11, day), Kind.WALK, 20), AT)
    folder = tmp_path / "activities"
    (folder / "cut.jsonl").write_bytes(b"0000")
    (folder / "folder.jsonl").mkdir()
    activities, problems = read_activities(tmp_path)

    assert [activity.day.day for activity in activities] == [1, 2, 3]
    assert len(problems) == 2


def test_without_a_folder_there_is_nothing(tmp_path):
    assert read_activities(tmp_path) == ((), ())


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "activities").write_text("a file is in the way")
    with pytest.raises(DeviceError, match="cannot be logged"):
        write_activity(tmp_path, DONE, AT)
