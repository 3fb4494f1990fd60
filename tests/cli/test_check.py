"""voicecoach check: what it reads, what it prints, and its status."""

import json
import re
import shutil

import pytest

from linting import TEXT, user_level
from program import SHORT_LEVEL, run, short_level
from voicecoach.content.advice import advice_folder
from voicecoach.content.language import languages, languages_folder
from voicecoach.content.levels import shipped_folder

HARMLESS = SHORT_LEVEL.replace("id: short-1", "id: short-2").replace("number: 1", "number: 2")


@pytest.fixture
def check(monkeypatch, tmp_path, capsys):
    """Return a function that runs the command: status, what it printed, what it complained of."""

    def checked(*arguments):
        status = run(monkeypatch, tmp_path, "check", *map(str, arguments))
        told = capsys.readouterr()
        return status, told.out, told.err

    return checked


def test_a_level_without_faults_tells_its_warnings_and_its_length(check, tmp_path):
    path = short_level(tmp_path)
    status, out, err = check(path)
    *warnings, summary = out.splitlines()

    assert status == 0
    assert err == ""
    assert all(re.match(rf"{re.escape(str(path))}:\d+:\d+: warning C\d\d: ", w) for w in warnings)
    assert re.fullmatch(
        rf"{re.escape(str(path))}: 0 faults, {len(warnings)} warnings, "
        r"about \d+ minutes \d+ seconds\.",
        summary,
    )


def test_warnings_count_as_faults_where_that_is_strict(check, tmp_path):
    path = short_level(tmp_path)

    assert check(path)[0] == 0
    assert check(path, "--strict")[0] == 1


def test_a_level_with_faults_tells_them_on_the_error_stream(check, tmp_path):
    path = user_level(tmp_path, SHORT_LEVEL.replace("position: back", "position: bak"))
    status, out, err = check(path)

    assert status == 1
    assert out == ""
    assert "did you mean 'back'?" in err
    assert err.splitlines()[-1] == f"{path}: 1 fault."


def test_words_of_an_easier_way_that_do_not_fit_are_a_fault(check, tmp_path):
    easier = "\n      ".join(
        [
            "    easier:",
            "name: quick bridge",
            "say: [Move faster.]",
            "words: {out: Lift, hold: Hold, back: Extraordinarily unhurriedly downwards}",
            "dose: {sets: 1, reps: 3, tempo: {out: 1 s, hold: 1 s, back: 1 s}, rest: 20 s}",
        ]
    )
    path = user_level(tmp_path, SHORT_LEVEL.replace("    ready: 8 s", f"{easier}\n    ready: 8 s"))
    status, _, err = check(path)

    assert status == 1
    assert "too long for the tempo" in err


def test_a_language_that_does_not_exist_is_a_fault_of_its_line_alone(check, tmp_path):
    path = user_level(tmp_path, SHORT_LEVEL.replace("language: en", "language: eo"))
    status, out, err = check(path, short_level(tmp_path))

    assert status == 1
    assert f"{path}:6:" in err
    assert "There is no language 'eo'" in err
    assert "short.yaml: 0 faults" in out


def test_without_a_file_all_that_comes_with_it_and_the_users_own_are_checked(
    check, tmp_path, monkeypatch
):
    own = tmp_path / "own"
    own.mkdir()
    mine = user_level(own, HARMLESS)
    status, out, err = check("--programmes", own)
    told = [line for line in out.splitlines() if ": 0 faults, " in line]
    files = [line.partition(": 0 faults")[0] for line in told]

    assert (status, err) == (0, "")
    for path in sorted(shipped_folder().glob("*.yaml")):
        assert str(path) in files
    assert {str(languages_folder() / f"{tag}.yaml") for tag in languages()} <= set(files)
    assert files[-1] == str(mine)


def test_two_levels_with_one_number_are_a_fault_of_the_later(check, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    mine = shutil.copy(shipped_folder() / "low-back-1.yaml", own / "again.yaml")
    status, _, err = check("--programmes", own)

    assert status == 1
    assert f"{mine}:1:1: Level 1 of 'low-back' stands in" in err


def test_ways_are_looked_for_in_the_whole_programme_and_in_the_folder_of_the_file(check, tmp_path):
    copied = user_level(tmp_path, TEXT, "low-back-1.yaml")

    assert "P01" not in check(copied)[1]

    way = "    harder: {name: hard bridge, say: [Do it.], exercise: far-bridge}\n    ready: 8 s"
    path = user_level(tmp_path, SHORT_LEVEL.replace("    ready: 8 s", way))
    status, out, _ = check(path)
    (warning,) = [line for line in out.splitlines() if "P01" in line]

    assert status == 0
    assert "no level of the programme has the exercise 'far-bridge'; did you mean" in warning

    user_level(tmp_path, HARMLESS.replace("id: bridge", "id: far-bridge"), "other.yaml")

    assert "P01" not in check(path)[1]


def test_a_language_file_is_checked_by_the_rules_on_sentences(check, tmp_path):
    text = (languages_folder() / "en.yaml").read_text(encoding="utf-8")
    line = next(
        n
        for n, each in enumerate(text.splitlines(), 1)
        if " goodbye" in each or "rest_half:" in each
    )
    path = user_level(
        tmp_path, re.sub(r'rest_half: ".*"', 'rest_half: "Look at this picture."', text)
    )
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "rest_half:" in each)
    status, out, _ = check(path)

    assert status == 0
    assert f"{path}:{line}:" in out
    assert "warning C11" in out
    assert re.search(r": 0 faults, [1-9]\d* warnings?\.$", out.rstrip())


def test_a_language_file_with_faults_is_not_taken_for_a_level(check, tmp_path):
    text = (languages_folder() / "en.yaml").read_text(encoding="utf-8")
    path = user_level(tmp_path, text.replace("  rest_half:", "  rest_haf:"))
    status, _, err = check(path)

    assert status == 1
    assert "did you mean 'rest_half'?" in err


def test_a_file_of_advice_is_checked_by_the_rules_on_sentences(check, tmp_path):
    text = (advice_folder() / "en.yaml").read_text(encoding="utf-8")
    first = re.search(r'say:\n\s*- "(.*)"', text)[1]
    path = user_level(tmp_path, text.replace(first, "Look at this picture."))
    line = text[: text.index(first)].count("\n") + 1
    status, out, _ = check(path)

    assert status == 0
    assert f"{path}:{line}:" in out
    assert "warning C11" in out

    path = user_level(tmp_path, text.replace("title:", "titel:", 1))
    status, _, err = check(path)

    assert status == 1
    assert "did you mean 'title'?" in err


def test_all_rules_are_listed_one_fact_a_line(check):
    status, out, _ = check("--rules")
    heads = [line for line in out.splitlines() if not line.startswith("  ")]

    assert status == 0
    assert len(out.splitlines()) == 3 * len(heads)
    assert {"C01", "C26", "C33", "P01"} <= {head.partition(":")[0] for head in heads}
    assert all(re.fullmatch(r"[CPV]\d\d: .*\.", head) for head in heads)
    assert re.findall(r"^  (why|fix): ", out, re.MULTILINE) == ["why", "fix"] * len(heads)


def test_programs_get_one_list_of_all_faults_and_warnings(check, tmp_path):
    wrong = user_level(tmp_path, SHORT_LEVEL.replace("position: back", "position: bak"))
    status, out, err = check("--json", wrong, short_level(tmp_path))
    rows = json.loads(out)

    assert (status, err) == (1, "")
    assert all(
        set(row) == {"file", "line", "column", "rule", "message", "why", "fix"} for row in rows
    )
    fault, *warnings = rows
    assert fault["file"] == str(wrong)
    assert fault["rule"] is None
    assert {"C01"} <= {row["rule"] for row in warnings}
    assert all(row["why"] and row["fix"] and row["line"] > 0 for row in warnings)


def test_a_voice_measures_and_tells_its_pace(check, tmp_path):
    status, out, _ = check("--voice", "silent", short_level(tmp_path))

    assert status == 0
    assert re.search(r"short\.yaml: instructions at \d+ words a minute\.", out)
    assert "words a minute" not in check(short_level(tmp_path))[1]


def test_a_voice_that_is_not_known_is_named_with_a_guess(check, tmp_path):
    status, _, err = check("--voice", "hibary", short_level(tmp_path))

    assert status == 2
    assert "did you mean 'hibari'?" in err
