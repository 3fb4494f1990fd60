"""scripts/_setup.py: what is installed when, and what a start leaves behind."""

import shutil
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import _setup
from _install import OfflineError, run_quietly
from _setup import STAMP, Stamp, fits, group_requirements, read_stamp, ready, write_stamp
from _venv import UNFINISHED, SetupError, output, python_of, venv_folder, works

NOW = Stamp("/p/.venv", "/p", "3.11", "abc")


@given(st.sets(st.text()), st.sets(st.text()))
def test_a_stamp_fits_when_it_has_every_part_that_is_wanted(had, wanted):
    assert fits(replace(NOW, parts=tuple(had)), NOW, wanted) == (wanted <= had)


@pytest.mark.parametrize("field", ["venv", "project", "python", "settings"])
def test_a_stamp_of_other_circumstances_does_not_fit(field):
    assert not fits(replace(NOW, **{field: "other"}), NOW, set())


def test_a_stamp_is_read_as_it_was_written(tmp_path):
    stamp = replace(NOW, parts=("extra espeak", "group test"))
    write_stamp(tmp_path, stamp)

    assert read_stamp(tmp_path) == stamp


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"venv": 1', '{"parts": [], "other": 1}'])
def test_a_stamp_that_makes_no_sense_counts_as_none(tmp_path, text):
    (tmp_path / STAMP).write_text(text, encoding="utf-8")

    assert read_stamp(tmp_path) is None


def test_a_dependency_group_brings_the_groups_that_it_includes(project):
    assert group_requirements(project, "dev") == ["pytest>=8", "ruff"]


def test_an_installer_that_fails_shows_its_last_lines(capsys, tmp_path):
    code = "import sys; [print('line', i) for i in range(40)]; sys.exit(3)"

    with pytest.raises(SetupError, match="lines above"):
        run_quietly([sys.executable, "-c", code], tmp_path)
    shown = capsys.readouterr().err.splitlines()
    assert shown[-1] == "  line 39"
    assert len(shown) == 12


def test_no_network_is_said_in_one_sentence(capsys, tmp_path):
    code = "import sys; sys.exit('Temporary failure in name resolution')"

    with pytest.raises(OfflineError, match="Connect to the internet"):
        run_quietly([sys.executable, "-c", code], tmp_path)
    assert capsys.readouterr().err == ""


def test_a_long_wait_is_not_silent(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("_install.WORD_EVERY_S", 0.3)
    code = "import time; print('Collecting numpy', flush=True); time.sleep(0.8)"
    run_quietly([sys.executable, "-c", code], tmp_path)

    assert "Still at it" in capsys.readouterr().err


@pytest.fixture
def offline(monkeypatch):
    """Whatever a test installs comes from its own folder: pip may ask no index."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")


@pytest.fixture
def installed(shared_project, offline):
    """The shared project after a start: installed, whatever the test before has left behind."""
    settings = (shared_project / "pyproject.toml").read_bytes()
    yield shared_project, ready(shared_project)
    (shared_project / "pyproject.toml").write_bytes(settings)


@pytest.mark.slow
def test_a_start_installs_once_and_the_next_one_only_looks(installed, capsys):
    project, python = installed
    assert works(venv_folder(project))
    capsys.readouterr()

    assert ready(project) == python
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_the_installed_sources_are_live(installed):
    project, python = installed
    (project / "src" / "voicecoach" / "__init__.py").write_text("x = 5\n", encoding="utf-8")

    assert output([str(python), "-c", "import voicecoach; print(voicecoach.x)"]) == "5"


@pytest.mark.slow
def test_changed_settings_install_again_into_the_same_environment(installed, capsys):
    project, python = installed
    mark = venv_folder(project) / "mark"
    mark.touch()
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("# changed\n")
    capsys.readouterr()

    assert ready(project) == python
    assert "Installed." in capsys.readouterr().err
    assert mark.exists()


@pytest.mark.slow
def test_an_environment_that_was_broken_off_is_made_anew(installed):
    project, python = installed
    venv = venv_folder(project)
    (venv / UNFINISHED).touch()
    (venv / "mark").touch()

    assert ready(project) == python
    assert not (venv / "mark").exists()
    assert not (venv / UNFINISHED).exists()


@pytest.mark.slow
def test_an_environment_copied_along_with_the_project_is_made_anew(installed, tmp_path):
    project, _ = installed
    copy = tmp_path / "copy"
    shutil.copytree(project, copy, symlinks=True)
    (copy / ".venv" / "mark").touch()
    python = ready(copy)

    assert python == python_of(copy / ".venv")
    assert not (copy / ".venv" / "mark").exists()
    assert works(copy / ".venv")


@pytest.mark.slow
def test_an_extra_that_cannot_be_had_is_left_out_in_words_and_not_tried_again(installed, capsys):
    project, _ = installed
    ready(project, extras=("espeak",))
    assert "extra espeak cannot be installed" in capsys.readouterr().err
    ready(project, extras=("espeak",))

    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_where_all_is_needed_a_missing_extra_is_a_failure(project, offline):
    with pytest.raises(SetupError):
        ready(project, extras=("espeak",), all_needed=True)
    assert (venv_folder(project) / UNFINISHED).exists()


@pytest.mark.slow
def test_without_a_network_what_was_installed_still_starts(installed, monkeypatch, capsys):
    project, python = installed
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("# changed\n")

    def unreachable(*_args, **_kwargs):
        raise OfflineError

    monkeypatch.setattr(_setup, "_install", unreachable)
    capsys.readouterr()

    assert ready(project) == python
    assert "No network" in capsys.readouterr().err
