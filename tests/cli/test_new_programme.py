"""A programme of one's own: the file that is written is complete, and nothing is overwritten."""

import os
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program import run
from voicecoach.cli.app import main
from voicecoach.cli.new_programme import skeleton
from voicecoach.content import model
from voicecoach.content.language import load_language
from voicecoach.content.levels import load_level, load_level_text
from voicecoach.content.lint.estimate import estimate
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Holds, Reps, Sides
from voicecoach.errors import VoicecoachError

PARTS = (model.Level, model.Exercise, model.Variant, model.Words, model.Reps, model.Holds)
NAMES = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


def written(folder: Path, capsys) -> Path:
    """Return the path that the command has told."""
    (line,) = re.findall(r"^File: (.+)$", capsys.readouterr().out, re.MULTILINE)
    return folder / line


def test_the_file_goes_to_the_users_own_folder_and_is_found_by_its_id(
    monkeypatch, tmp_path, capsys
):
    assert run(monkeypatch, tmp_path, "new-programme", "my-back") == 0
    told = capsys.readouterr().out
    assert "voicecoach start --level my-back-1" in told
    assert run(monkeypatch, tmp_path, "levels") == 0

    levels = capsys.readouterr().out
    assert "my-back-1: My back, level one" in levels
    (file,) = re.findall(r"File: (.+)", told)
    assert f"file: {file}" in levels
    assert Path(file).is_relative_to(tmp_path / "home")


def test_what_is_written_has_no_faults_and_no_warnings(monkeypatch, tmp_path, capsys):
    run(monkeypatch, tmp_path, "new-programme", "my-back", "--output", str(tmp_path))
    file = written(tmp_path, capsys)

    assert run(monkeypatch, tmp_path, "check", "--strict", str(file)) == 0
    assert "0 faults, 0 warnings" in capsys.readouterr().out


def test_the_commands_that_are_told_are_those_for_the_file(monkeypatch, tmp_path, capsys):
    folder = tmp_path / "two words"
    run(monkeypatch, tmp_path, "new-programme", "my-back", "--output", str(folder))
    told = capsys.readouterr().out

    check = re.findall(r"^Check it: voicecoach (.+)$", told, re.MULTILINE)
    start = re.findall(r"^Start it: voicecoach (.+)$", told, re.MULTILINE)
    if os.name != "nt":
        assert shlex.split(check[0]) == ["check", str(folder / "my-back-1.yaml")]
        assert shlex.split(start[0]) == ["start", "--level", str(folder / "my-back-1.yaml")]
    assert load_level(folder / "my-back-1.yaml").id == "my-back-1"


@pytest.mark.parametrize("medium", Medium)
def test_what_is_written_can_be_started_at_once_on_every_medium(medium):
    level = load_level_text(skeleton("my-back"))
    timeline = compile_level(level, load_language("en"), estimate, Options(medium=medium))

    assert 5 * 60_000 < timeline.end < 20 * 60_000


def test_it_shows_a_counted_an_alternating_and_a_held_exercise():
    level = load_level_text(skeleton("my-back"))

    assert [(each.sides, type(each.dose)) for each in level.exercises] == [
        (Sides.BOTH, Reps),
        (Sides.ALTERNATE, Reps),
        (Sides.EACH, Holds),
    ]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_it_names_every_key_of_the_format(part):
    text = skeleton("my-back")

    assert [k for k in part.model_fields if not re.search(rf"(?:[\s{{,-]){k}:", text)] == []


def test_every_key_has_a_comment_above_where_it_first_stands():
    seen: set[str] = set()
    bare: list[str] = []
    before = ""
    for line in skeleton("my-back").splitlines():
        key = re.match(r"\s*(?:- )?(\w+):(?: |$)", line)
        if key and key[1] not in seen and not before.lstrip().startswith("#"):
            bare.append(key[1])
        seen |= {key[1]} if key else set()
        before = line or before  # an empty line between a comment and its list

    assert bare == []


@given(NAMES)
def test_every_name_that_is_allowed_makes_a_level_of_that_name(name):
    level = load_level_text(skeleton(name))

    assert (level.programme, level.id, level.number) == (name, f"{name}-1", 1)


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("My Back", "my-back"),
        ("my_back", "my-back"),
        ("../my-back", "my-back"),
        ("C:\\texts\\Rücken.yaml", "rucken"),
        ("folder/", "folder"),
        ("/", "my-back"),
        ("", "my-back"),
        ("...", "my-back"),
        ("背中", "my-back"),
        ("x" * 300, "x" * 40),
        ("my-back-", "my-back"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_with_one_that_can(
    name, suggestion, monkeypatch, tmp_path, capsys
):
    assert run(monkeypatch, tmp_path, "new-programme", "--output", str(tmp_path / "o"), name) == 2

    said = capsys.readouterr().err
    assert f"for instance '{suggestion}'" in said
    assert "--output" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_a_file_that_is_there_is_kept_unless_forced(monkeypatch, tmp_path, capsys):
    arguments = ("new-programme", "my-back", "--output", str(tmp_path))
    run(monkeypatch, tmp_path, *arguments)
    file = written(tmp_path, capsys)
    file.write_text("mine", encoding="utf-8")

    assert run(monkeypatch, tmp_path, *arguments) == 2
    assert "add --force to replace it" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run(monkeypatch, tmp_path, *arguments, "--force") == 0
    assert load_level(file).programme == "my-back"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["my-back-1.yaml"]


def test_a_programme_that_comes_with_voicecoach_is_not_hidden(monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, tmp_path, "new-programme", "low-back") == 2

    said = capsys.readouterr().err
    assert "low-back-1.yaml" in said
    assert "'my-low-back'" in said


def test_a_users_own_file_of_that_name_can_be_replaced_in_place(monkeypatch, tmp_path, capsys):
    assert run(monkeypatch, tmp_path, "new-programme", "my-back") == 0
    assert run(monkeypatch, tmp_path, "new-programme", "my-back", "--force") == 0


@pytest.mark.parametrize("where", ["file", "target"])
def test_a_folder_that_cannot_be_written_to_is_one_plain_sentence(
    where, monkeypatch, tmp_path, capsys
):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    (tmp_path / "target" / "my-back-1.yaml").mkdir(parents=True)
    arguments = ("new-programme", "my-back", "--force", "--output", str(tmp_path / where))

    assert run(monkeypatch, tmp_path, *arguments) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert list(tmp_path.rglob("*.part")) == []


def test_a_full_disk_leaves_nothing_behind(monkeypatch, tmp_path, capsys):
    resource = pytest.importorskip("resource")
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, was[1]))
    try:
        status = run(monkeypatch, tmp_path, "new-programme", "my-back", "--output", str(tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)

    assert status == 1
    assert "cannot be written (File too large)" in capsys.readouterr().err
    assert [each for each in tmp_path.iterdir() if each.name.endswith((".part", ".yaml"))] == []


@given(st.text(max_size=30).filter(lambda text: "\x00" not in text and not text.startswith("-")))
def test_no_name_at_all_makes_more_than_an_error_of_ours(name):
    from voicecoach.cli.new_programme import _suggestion, _usable

    try:
        assert _usable(name) == name
    except VoicecoachError:
        assert _usable(_suggestion(name))


def test_an_unknown_home_is_one_plain_sentence(monkeypatch, tmp_path, capsys):
    for each in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(each, str(tmp_path))
    status = main(("new-programme", "my-back", "--output", "~nobody-of-that-name/levels"))

    assert status == 2
    assert "write its whole path" in capsys.readouterr().err
