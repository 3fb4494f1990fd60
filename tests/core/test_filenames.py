"""Names of files hold on every system, whatever the title."""

import re
import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.filenames import LIMIT, file_name, numbered_name

TITLES = st.text(max_size=200) | st.text('abc . /\\:*?"<>|\u0301\u200d\u202e\ud800', max_size=200)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Pelvic tilt", "Pelvic tilt.mp3"),
        ("Côté droit: 1/2", "Côté droit 1 2.mp3"),
        ("Co\u0302te", "C\u00f4te.mp3"),
        ("腰の運動", "腰の運動.mp3"),
        ("../../etc/passwd", "etc passwd.mp3"),
        ("-rf", "rf.mp3"),
        ("Rest...", "Rest.mp3"),
        ("con", "con_.mp3"),
        ("LPT1.old", "LPT1.old_.mp3"),
        ("console", "console.mp3"),
        ("", "untitled.mp3"),
        ("???", "untitled.mp3"),
        ("one\ttwo\nthree", "one two three.mp3"),
    ],
)
def test_a_title_is_kept_as_far_as_every_system_takes_it(title, name):
    assert file_name(title, ".mp3") == name


@given(TITLES)
def test_any_title_gives_a_name_that_every_system_takes(title):
    name = file_name(title, ".mp3")

    assert len(name.encode()) <= LIMIT
    assert name.endswith(".mp3")
    assert name == unicodedata.normalize("NFC", name)
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not re.match(
        r"[ .-]|(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name.lower().removesuffix(".mp3")
    )
    assert PureWindowsPath(name).name == name


@given(TITLES)
def test_a_folder_never_ends_with_a_dot_or_a_space(title):
    assert not file_name(title).endswith((".", " "))


@given(st.integers(1, 300), TITLES, TITLES)
def test_numbered_names_sort_by_their_numbers(number, one, other):
    names = [numbered_name(number, 300, one), numbered_name(number + 1, 301, other)]

    assert sorted(names) == names


def test_no_sign_is_torn_from_what_is_written_above_it():
    title = "e" * (LIMIT - 6) + "q\u0301" * 3

    assert file_name(title, ".mp3") == "e" * (LIMIT - 6) + ".mp3"
