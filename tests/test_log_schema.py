"""docs/log.schema.json describes what the program writes, and would find what is wrong."""

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from playing import Player
from program import run
from voicecoach.adapters.journals._lines import encode_line
from voicecoach.core.activities import Activity, Kind, facts
from voicecoach.core.commands import Command
from voicecoach.core.entries import VERSION, EntryName
from voicecoach.core.records import Asked, Felt, Morning

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "log.schema.json").read_text(encoding="utf-8"))
OLD = (ROOT / "tests" / "adapters" / "journals" / "version-1.jsonl").read_bytes()
AT = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
LINE = Draft202012Validator(
    {key: SCHEMA[key] for key in ("$schema", "$defs")} | {"$ref": "#/$defs/line"}
)
EXPORT = Draft202012Validator(SCHEMA)


def faults(validator, data):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def parsed(line):
    return json.loads(line[9:])


def line(entry, told):
    return parsed(encode_line(entry, told, AT))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_lines_of_version_1_fit():
    assert [faults(LINE, parsed(each)) for each in OLD.splitlines()] == [[]] * 10


def test_every_line_that_a_session_logs_fits():
    player, undisturbed = Player(), Player()
    undisturbed.finish()
    for command in (
        Command.PAUSE, Command.RESUME, Command.NEXT, Command.CANCEL, Command.SLOWER, Command.DONE,
        Command.STOP, Command.RESUME, Command.PAIN, Command.FOUR, Command.NO, Command.RESUME,
        Command.FINISH, Command.NO, Command.EMERGENCY, Command.NO, Command.RESUME,
    ):  # fmt: skip
        player.say(command)
        player.play(4000)
    logs = [*player.journal.entries, *undisturbed.journal.entries]

    names = {"session_started", "set_done", "paused", "tempo", "stopped", "pain", "session_ended"}
    assert names <= {name for name, _ in logs}
    assert [faults(LINE, line(name, told)) for name, told in logs] == [[]] * len(logs)


ANSWERS = [(question, 0) for question in Asked] + [(Asked.MORNING, each) for each in Morning]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        *((EntryName.ANSWERED, {"question": q, "value": v, "exercise": ""}) for q, v in ANSWERS),
        *((EntryName.FEEDBACK, {"exercise": "bridge", "felt": felt}) for felt in Felt),
        *((EntryName.LOCKED, {"tier": tier, "question": "flag_saddle"}) for tier in (1, 2)),
        (EntryName.UNLOCKED, {}),
        (EntryName.VERDICT, {"row": "R12", "level": 0}),
        *(
            (EntryName.ACTIVITY, facts(Activity("", "", date(2026, 11, 25), kind, 20)))
            for kind in Kind
        ),
    ],
)
def test_a_line_of_every_other_kind_fits(entry, told):
    assert faults(LINE, line(entry, told)) == []


def test_an_export_fits(monkeypatch, tmp_path, capsys):
    sessions = tmp_path / "data" / "sessions"
    sessions.mkdir(parents=True)
    (sessions / "old.jsonl").write_bytes(OLD)
    (sessions / "cut.jsonl").write_bytes(OLD[:-20])
    where = ("--data-dir", str(tmp_path / "data"))
    run(monkeypatch, tmp_path, "log", "walk 20 minutes, pain two", *where)
    run(monkeypatch, tmp_path, "history", "export", str(tmp_path / "x.json"), *where)
    exported = json.loads((tmp_path / "x.json").read_text("utf-8"))

    assert exported["version"] == VERSION
    assert faults(EXPORT, exported) == []


WRONG = [
    (("v",), VERSION + 1),
    (("at",), "today"),
    (("entry",), ""),
    (("more",), 1),
    (("facts", "reps"), -1),
    (("facts", "side"), "up"),
    (("facts", "way"), 2),
    (("facts", "more"), [1]),
    (("facts",), {}),
]


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_what_is_wrong_does_not_fit(path, value):
    good = parsed(OLD.splitlines()[1])
    assert faults(LINE, good) == []
    bad = copy.deepcopy(good)
    place = bad
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value

    assert faults(LINE, bad)


def test_every_fact_and_field_of_the_schema_is_described():
    text = (ROOT / "docs" / "log.md").read_text(encoding="utf-8")
    named = SCHEMA["$defs"]["what"]["properties"]["facts"]["properties"].keys()
    named |= SCHEMA["properties"].keys() | SCHEMA["$defs"]["damaged"]["properties"].keys()

    assert [name for name in sorted(named) if f"`{name}`" not in text] == []


def test_every_question_is_described():
    text = (ROOT / "docs" / "log.md").read_text(encoding="utf-8")

    assert [each for each in (*Asked, *Morning, *Felt, *Kind) if f"`{each}`" not in text] == []
