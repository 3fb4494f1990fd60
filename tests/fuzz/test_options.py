"""Every option of every command bears any text: it does its work or says what is wrong."""

import re
import shutil
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from program import run, short_level
from spoken import write_wav
from voicecoach.cli.app import COMMANDS, build_parser
from voicecoach.cli.paths import file_of, path_of
from voicecoach.config import NAMES, trace_config
from voicecoach.errors import ConfigError

ANY = (
    *("", " ", "-1", "0", "1e400", "nan", "inf", "-inf", "9" * 300, "9" * 70_000, "a" * 300),
    *(
        "a" * 70_000,
        "a-" * 20_000,
        "../" * 2000 + "x",
        "/",
        ".",
        "..",
        "~nobody/x",
        "a\0b",
        "\ud800",
    ),
    *(
        "x\udcff",
        "\u202e",
        "日本",
        "%s%n",
        "{x}",
        "file:",
        "file:\0",
        "file:/",
        "file:~nobody",
        "con",
    ),
    *("--", "a\nb", "=cmd()", "²", "٣", "1,2", "\x1b[2J", "sr:__init__", "hibari:x", "00:00+99"),
)
"""What has broken programs before, beside what hypothesis draws."""
LONGEST = 900
"""Characters of a line of a refusal; a command that there is not is told all that there are."""
BASE = {
    "start": ["--level", "{short}", "--voice", "silent", "--microphone", "none",
              "--speaker", "file:out.wav", "--no-check-in"],
    "check": ["{short}"],
    "new-programme": ["my-own", "--force"],
    "advice": ["strong-spine"],
    "log": ["walk 20 minutes"],
    "handout": ["--level", "{short}", "--format", "html", "--force"],
    "setup": ["captions", "--voice", "silent", "--microphone", "none", "--speaker", "file:out.wav"],
    "listen": ["--microphone", "file:{wav}", "--listening", "full"],
    "export": ["--level", "{short}", "--voice", "silent", "--format", "wav", "--jobs", "1"],
}  # fmt: skip
"""What a command needs to be done with in no time; nothing for one that is not named."""
DEVICES = {
    (name, option) for name in ("start", "setup") for option in ("--speaker", "--microphone")
}
"""Options by which what is said takes its time: `test_device_names` tries these."""
OUTSIDE = {("export", "--output"): {"/"}}
"""What would be written outside the folder of the test by somebody who may do so."""


def options():
    """Yield each option that takes a value: its command, and how it is written."""
    for name in COMMANDS:
        (every,) = build_parser(name)._subparsers._group_actions
        for action in every.choices[name]._actions:
            taken = action.option_strings and action.nargs != 0
            if taken and (name, action.option_strings[0]) not in DEVICES:
                yield name, action.option_strings[0]


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """Return a function that runs a command line in a folder of its own and judges what it said."""
    made = {"{short}": str(short_level(tmp_path)), "file:{wav}": f"file:{tmp_path / 'in.wav'}"}
    write_wav(tmp_path / "in.wav", np.zeros(16_000, np.int16), 16_000)

    def judge(*arguments):
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        monkeypatch.chdir(work)
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # as the program does
        try:
            status = run(monkeypatch, tmp_path, *(made.get(each, each) for each in arguments))
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        said = printed.err if status == 2 else printed.out + printed.err
        shutil.rmtree(work)
        assert status in {0, 1, 2}
        assert status == 0 or said.strip()
        assert all(len(line) <= LONGEST for line in said.splitlines())
        assert "Traceback" not in said

    return judge


SLOW = {"start", "doctor", "handout", "export", "listen", "setup"}
CASES = [
    (command, option, text)
    for number, (command, option) in enumerate(options())
    for turn in range(1 if command in SLOW else 2)
    for text in [ANY[(7 * number + 13 * turn) % len(ANY)]]
    if text not in OUTSIDE.get((command, option), ())
]
"""One or two of `ANY` for each option, others for each."""


@pytest.mark.parametrize("number", range(len(CASES)))
def test_an_option_bears_any_text(told, number):
    command, option, text = CASES[number]

    told(command, *BASE.get(command, []), f"{option}={text}")


@pytest.mark.parametrize("text", [text for text in ANY if not text.startswith("-")])
def test_a_command_that_there_is_not_is_one_sentence(told, text):
    told(text)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([*NAMES, "duplex", "nothing"]),
    text=st.sampled_from(ANY) | st.text(max_size=40),
    where=st.sampled_from(["environment", "option"]),
)
def test_any_setting_from_anywhere_is_taken_or_told(tmp_path, name, text, where):
    environment = {f"VOICECOACH_{name.upper()}": text} if where == "environment" else {}
    given_ = {name: text} if where == "option" else {}
    traced = trace_config(tmp_path / "none.yaml", environment, given_)

    assert all(len(fault) <= LONGEST and "\n" not in fault for fault in traced.faults)
    assert bool(traced.faults) or traced.config


@given(st.sampled_from(ANY) | st.text(max_size=80))
def test_any_path_is_one_or_is_refused(text):
    for read in (path_of, file_of, lambda path: file_of(f"file:{path}")):
        try:
            path = read(text)
        except ConfigError as error:
            told = str(error)
        else:
            told = f"a path that can be looked at: {path is None or path.exists()}"
        assert re.fullmatch(r"[^\n]{10,300}", told)
