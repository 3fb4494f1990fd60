"""scripts/_venv.py: where the environment stands and how it is made."""

import sys
from pathlib import Path, PurePosixPath

import pytest

from _venv import (
    SetupError,
    base_python,
    begin,
    cache_folder,
    clean_environment,
    finish,
    finished,
    installer,
    make,
    pip_version,
    python_of,
    venv_folder,
    works,
)


def _need_host_pip():
    if pip_version(base_python()) < (22, 3):
        pytest.skip("elsewhere: the Python outside has no pip that can install into another")


def test_the_environment_stands_beside_the_sources(tmp_path):
    assert venv_folder(tmp_path) == tmp_path / ".venv"


def test_where_the_sources_cannot_be_written_it_stands_in_the_cache(tmp_path):
    environ = {"HOME": str(tmp_path)}
    here = venv_folder(tmp_path / "not" / "there", "linux", environ)
    there = venv_folder(tmp_path / "nor" / "there", "linux", environ)

    assert here.parent == tmp_path / ".cache" / "voicecoach"
    assert here != there


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: needs a colon in a file name")
def test_a_path_that_venv_refuses_is_not_used(tmp_path):
    (tmp_path / "a:b").mkdir()

    assert venv_folder(tmp_path / "a:b", "linux", {"HOME": "/h"}).is_relative_to("/h/.cache")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "relative"}, "/h/.cache"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches"),
        ("win32", {"USERPROFILE": "/u"}, "/u/AppData/Local"),
        ("win32", {"USERPROFILE": "/u", "LOCALAPPDATA": "/l"}, "/l"),
    ],
)
def test_the_cache_folder_follows_the_platform(platform, environ, expected):
    assert PurePosixPath(cache_folder(platform, environ).as_posix()) == PurePosixPath(expected)


def test_the_interpreter_is_where_the_platform_puts_it():
    assert python_of(Path("v"), "linux") == Path("v/bin/python")
    assert python_of(Path("v"), "win32") == Path("v/Scripts/python.exe")


def test_what_would_lead_pip_astray_is_kept_from_it(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_FIND_LINKS", "/kept")
    environment = clean_environment()

    assert not {"PYTHONPATH", "PIP_TARGET"} & environment.keys()
    assert environment["PIP_FIND_LINKS"] == "/kept"
    assert environment["PIP_USER"] == "0"


def test_something_that_is_no_environment_does_not_work(tmp_path):
    assert not works(tmp_path)
    assert not works(tmp_path / "not there")


def test_what_was_begun_is_not_finished_until_it_is_said(tmp_path):
    assert finished(tmp_path / "v")
    begin(tmp_path / "v")
    assert not finished(tmp_path / "v")
    finish(tmp_path / "v")
    assert finished(tmp_path / "v")


def test_an_environment_without_pip_is_reached_by_the_pip_outside(tmp_path, monkeypatch):
    """The way of a Debian without python3-venv: venv works, its ensurepip does not."""
    _need_host_pip()
    venv = tmp_path / "v"
    _break_ensurepip(tmp_path, monkeypatch)
    make(venv)

    assert works(venv)
    assert not pip_version(str(python_of(venv)))
    assert installer(venv)[1:4] == ["-m", "pip", "--python"]


def test_a_broken_environment_is_replaced(tmp_path, monkeypatch):
    _need_host_pip()
    _break_ensurepip(tmp_path, monkeypatch)
    venv = tmp_path / "v"
    (venv / "bin").mkdir(parents=True)
    (venv / "rubbish").touch()
    make(venv)

    assert works(venv)
    assert not (venv / "rubbish").exists()


def test_without_any_way_one_sentence_names_the_cure(tmp_path, monkeypatch):
    monkeypatch.setattr("_venv.base_python", lambda: str(tmp_path / "no-python"))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SetupError, match=r"cannot make a virtual environment\. .*nstall"):
        make(tmp_path / "v")
    assert not (tmp_path / "v").exists()


def _break_ensurepip(folder, monkeypatch):
    """Stand a Python before the real one that cannot make an environment with pip in it."""
    if sys.platform == "win32":
        pytest.skip("elsewhere: the stand-in is a shell script")
    stand_in = folder / "python"
    stand_in.write_text(
        "#!/bin/sh\n"
        'if [ "$2" = venv ] && [ "$3" != --without-pip ]; then exit 1; fi\n'
        f'exec "{base_python()}" "$@"\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    monkeypatch.setattr("_venv.base_python", lambda: str(stand_in))
