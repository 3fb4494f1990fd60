"""A folder for a memory card: files that sort, and a playlist that names them."""

import re

import pytest


@pytest.fixture
def folder(written):
    return written("mp3") / "mp3"


def test_the_parts_sort_in_the_order_of_the_session(folder):
    assert sorted(path.name for path in folder.glob("*.mp3")) == [
        "01 Welcome.mp3",
        "02 Bridge up & down 2.mp3",
        "03 Side plank.mp3",
        "04 Goodbye.mp3",
    ]


def test_the_playlist_names_every_part_with_its_length(folder, made):
    lines = (folder / "short-1.m3u8").read_text(encoding="utf-8").splitlines()

    assert lines[:3] == ["#EXTM3U", "#EXTENC:UTF-8", "#PLAYLIST:Short level"]
    facts = [
        re.fullmatch(r"#EXTINF:(\d+),Short level - (.+)", line).groups() for line in lines[3::2]
    ]
    parts = made.album.parts
    assert [title for _length, title in facts] == [part.title for part in parts]
    assert all(
        abs(1000 * int(length) - part.length) <= 500
        for (length, _title), part in zip(facts, parts, strict=True)
    )
    assert lines[4::2] == sorted(path.name for path in folder.glob("*.mp3"))


def test_the_whole_stands_beside_the_folder(written):
    names = sorted(path.name for path in written("mp3").iterdir())

    assert names == ["mp3", "short-1.chapters.vtt", "short-1.mp3", "short-1.txt", "short-1.vtt"]
