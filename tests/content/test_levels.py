"""Level files that are right become the values of the core; folders of them become a shelf."""

import re
from dataclasses import MISSING, fields, replace
from pathlib import Path

import pytest
import yaml

from voicecoach.content import figure_model, model
from voicecoach.content.levels import find_levels, load_level, load_level_text, shipped_folder
from voicecoach.core import programme
from voicecoach.core.figure import Aim
from voicecoach.core.programme import Holds, Position, Range, Reps, Sides, Tempo
from voicecoach.errors import ContentError

EXAMPLE = Path(__file__).with_name("example-level.yaml")
TEXT = EXAMPLE.read_text(encoding="utf-8")
MINI = EXAMPLE.with_name("mini-level.yaml").read_text(encoding="utf-8")
LEVELS = sorted(shipped_folder().glob("*.yaml"))
LOW_BACK = [load_level(shipped_folder() / f"low-back-{number}.yaml") for number in (1, 2, 3)]


@pytest.mark.parametrize("path", LEVELS, ids=lambda path: path.stem)
def test_every_shipped_level_loads(path):
    assert load_level(path).exercises


def test_shipped_levels_stand_in_order_and_without_faults():
    shelf = find_levels([shipped_folder()])

    assert shelf.faults == ()
    assert len(shelf.levels) == len(LEVELS)
    programmes = [(level.programme, level.number) for level in shelf.levels]
    assert programmes == sorted(programmes)
    assert [number for name, number in programmes if name == "low-back"] == [1, 2, 3]


def test_the_example_becomes_the_values_of_the_core():
    level = load_level(EXAMPLE)
    bridge, plank = level.exercises

    assert level.file == str(EXAMPLE)
    assert level.version == 2
    assert level.space == ("Lie on a mat, with one arm's length of bare floor on all sides.",)
    assert bridge.dose == Reps(Range(2, 3), Range(8, 16), Tempo(2000, 3000, 3000), 60000)
    assert bridge.words.breath == "Out, and lift"
    assert bridge.ready == 12000
    assert bridge.harder.exercise == "marching-bridge"
    assert bridge.harder.dose.tempo.period == 6000
    assert plank.position is Position.SIDE
    assert plank.sides is Sides.EACH
    assert plank.dose == Holds(
        Range(3, 3), Range(1, 3), Range(10000, 30000), 2500, 2500, 4000, 45000
    )
    assert level.warm_up[0].dose.tempo.hold == 0
    figure = bridge.figure
    assert (figure.seen, figure.support, figure.stays) == ("right side", "mat", "shoulders")
    assert figure.start.trunk == (Aim(180),) * 3
    assert figure.end.right_leg == figure.end.left_leg == (Aim(23), Aim(275), Aim(0))


def test_the_left_limb_of_a_pair_is_the_mirror_image_and_the_end_keeps_what_it_does_not_name():
    start, end = (
        getattr(load_level(EXAMPLE).exercises[0].figure, name) for name in ("start", "end")
    )

    assert start.right_arm == (Aim(349, 14), Aim(0, 4))
    assert start.left_arm == (Aim(349, -14), Aim(0, -4))
    assert (end.right_arm, end.left_arm) == (start.right_arm, start.left_arm)


def test_a_figure_that_is_not_complete_or_not_possible_is_told_with_its_place():
    broken = TEXT.replace("        arms: [[349, 14], [0, 4]]\n", "").replace(
        "legs: [53, 288, 0]", "legs: [53, 500]"
    )
    with pytest.raises(ContentError) as error:
        load_level_text(broken, "my.yaml")

    where = "exercise 1 'bridge', figure, start"
    assert [fault.message for fault in error.value.faults] == [
        f"{where}: 'left_arm' is missing; write it, or 'arms' for both sides.",
        f"{where}: 'right_arm' is missing; write it, or 'arms' for both sides.",
        f"{where}, legs: a list of three directions is wanted, such as [270, 0, 0].",
    ]
    assert all(fault.line > 40 for fault in error.value.faults)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("right", "a number of degrees is wanted, such as 90, not 'right'"),
        ("[1, 2, 3]", "a direction is a number of degrees or a pair such as [90, 30]"),
        ("[90, 120]", "degrees from -90 to 90 are wanted, not 120"),
        ("true", "a number of degrees is wanted, such as 90, not true"),
        (".nan", "a number of degrees is wanted"),
    ],
)
def test_a_direction_that_cannot_be_is_refused(written, told):
    with pytest.raises(ContentError, match=re.escape(told)):
        load_level_text(TEXT.replace("head: 177", f"head: {written}", 1))


def test_the_example_holds_every_key_of_the_format():
    data = yaml.safe_load(TEXT)
    everywhere = [data, *data["warm_up"], *data["exercises"], *data["cool_down"]]
    found = set().union(*everywhere)

    assert found - {"version"} == (
        set(model.Level.model_fields) | set(model.Exercise.model_fields)
    ) - {
        "format",
        "version",
    }


PARTS = [
    model.Level,
    model.Exercise,
    model.Variant,
    model.Words,
    model.Reps,
    model.Holds,
    model.Tempo,
    figure_model.Figure,
]


@pytest.mark.parametrize("part", PARTS)
def test_the_format_has_the_fields_of_the_core(part):
    assert set(part.model_fields) - {"format"} == {f.name for f in fields(part.core)} - {
        "asked",  # chosen for a session, never written
        "file",
        "place",
        "relatives",
    }


def test_what_a_file_leaves_out_is_what_the_core_leaves_out():
    (made,) = load_level_text(MINI).exercises
    plain = programme.Exercise(
        made.id,
        made.name,
        made.position,
        made.dose,
        made.words,
        setup=made.setup,
        movement=made.movement,
    )

    assert made == plain


@pytest.mark.parametrize("part", PARTS)
def test_the_defaults_of_the_format_are_those_of_the_core(part):
    made = {f.name: f.default_factory for f in fields(part.core)}
    defaults = {
        f.name: f.default if made[f.name] is MISSING else made[f.name]() for f in fields(part.core)
    }
    for name, field in part.model_fields.items():
        if not field.is_required() and (part, name) not in [
            (model.Tempo, "hold"),
            (model.Words, "hold"),
            (model.Level, "format"),
        ]:
            assert field.get_default(call_default_factory=True) == defaults[name], name


def test_a_single_text_is_a_list_of_one():
    level = load_level_text(MINI + "welcome: Hello.\ngoodbye: [no, on]\n")

    assert level.welcome == ("Hello.",)
    assert level.goodbye == ("no", "on")


def test_white_space_in_a_text_is_folded():
    assert load_level_text(MINI + "welcome: |\n  Hello\n    you.\n").welcome == ("Hello you.",)


def test_a_folder_of_ones_own_is_found_beside_the_shipped_one(tmp_path):
    (tmp_path / "mini.yaml").write_text(MINI, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no level", encoding="utf-8")
    (tmp_path / "zz.yaml").write_text("id: 1", encoding="utf-8")
    shelf = find_levels([tmp_path, tmp_path, tmp_path / "none"])

    assert [level.id for level in shelf.levels] == ["mini-1"]
    assert shelf.level(1, "mini") is shelf.levels[0]
    assert shelf.level(2, "mini") is None
    assert {Path(fault.file).name for fault in shelf.faults} == {"zz.yaml"}


def test_no_file_hides_another(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(MINI, encoding="utf-8")
    shelf = find_levels([tmp_path])

    assert [Path(level.file).name for level in shelf.levels] == ["a.yaml"]
    (fault,) = shelf.faults
    assert fault.file.endswith("b.yaml")
    assert "stands in" in fault.message


def test_the_compiler_can_name_the_line_of_a_dose_that_its_words_do_not_fit():
    line, column = load_level_text(MINI).exercises[0].place

    assert MINI.splitlines()[line - 1][column - 1 :].startswith("dose:")


@pytest.mark.parametrize("level", LOW_BACK[1:], ids=lambda level: level.id)
@pytest.mark.parametrize("part", ["welcome", "space", "get_down", "get_up", "source"])
def test_the_low_back_levels_begin_and_end_in_the_same_words(level, part):
    first = getattr(LOW_BACK[0], part)

    assert first
    assert getattr(level, part) == first


@pytest.mark.parametrize("level", LOW_BACK[1:], ids=lambda level: level.id)
def test_the_low_back_levels_warm_up_in_the_same_words(level):
    assert LOW_BACK[0].warm_up
    assert level.warm_up == LOW_BACK[0].warm_up


@pytest.mark.parametrize("level", LOW_BACK[1:], ids=lambda level: level.id)
def test_the_low_back_levels_cool_down_in_the_same_words_but_for_the_way_there(level):
    """The way there depends on where the last exercise ends."""
    first = [replace(card, get_there=()) for card in LOW_BACK[0].cool_down]

    assert first
    assert [replace(card, get_there=()) for card in level.cool_down] == first
