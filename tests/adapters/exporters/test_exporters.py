"""What every exporter promises (`ports.Exporter`), asked of every format there is."""

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from albums import COVER, ENGINES
from voicecoach.adapters import exporters
from voicecoach.core.filenames import file_name
from voicecoach.core.transcript import plain_text
from voicecoach.core.webvtt import captions
from voicecoach.errors import DeviceError

PROJECT = Path(__file__).parents[3] / "pyproject.toml"
POINTS = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]
SOUNDS = {".mp3", ".m4b", ".opus", ".flac", ".wav"}
BOOKS = {"daisy", "epub"}


@pytest.fixture(params=ENGINES)
def name(request):
    return request.param


def files(folder):
    return {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}


def hashes(folder):
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in files(folder).items()}


def test_every_engine_here_is_an_entry_point_and_every_entry_point_is_here():
    here = {name: f"{exporters.__name__}.{name}:ENGINE" for name in ENGINES}

    assert POINTS["voicecoach.exporters"] == here


def test_it_needs_a_codec_that_there_is(name):
    assert ENGINES[name].needs in POINTS["voicecoach.codecs"]
    assert ENGINES[name].summary.endswith(".")
    assert ENGINES[name].status().ready


def test_the_same_album_gives_the_same_bytes(name, made, written, tmp_path):
    ENGINES[name].make().write(made, tmp_path)

    assert hashes(tmp_path) == hashes(written(name)) != {}


def test_it_leaves_only_final_names_that_every_system_takes(name, written):
    folder = written(name)
    for path in folder.rglob("*"):
        assert file_name(path.name) == path.name
        assert path.is_file() or any(path.iterdir())
        assert path.is_dir() or path.stat().st_size


def test_beside_each_sound_stands_what_is_said(name, made, written):
    found = files(written(name))
    album = made.album
    texts = {plain_text(each, album.source) for each in (album.whole, *album.parts)}
    tracks = {captions(each) for each in (album.whole, *album.parts)}
    sounds = [path for path in found.values() if path.suffix in SOUNDS]

    assert sounds or name == "epub"
    for path in sounds if name not in BOOKS else ():
        assert path.with_suffix(".txt").read_bytes().decode() in texts
        assert path.with_suffix(".vtt").read_bytes().decode() in tracks


def test_a_disk_that_refuses_is_told(name, made, tmp_path):
    folder = tmp_path / "full"
    folder.write_text("no folder", encoding="utf-8")

    with pytest.raises(DeviceError):
        ENGINES[name].make().write(made, folder)


def test_the_cover_is_a_small_square():
    data = COVER.read_bytes()

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == int.from_bytes(data[20:24]) == 1000
    assert len(data) < 60_000
