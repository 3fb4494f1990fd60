"""The scripts of docs/scale.md, run as they stand there, for a short level and a quick voice."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from program import environment, short_level

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
ORDER = "--level all --voice hibari,espeak --speed 0.9,1.0 --format mp3,m4b"
SHORT = "--level {level} --voice silent --speed 0.9,1.0 --format opus"
"""Two folders: of four shares, two have nothing to do."""

on_posix = pytest.mark.skipif(os.name != "posix", reason="elsewhere: needs a POSIX shell")


def block(language):
    """Return the one block of the page in a language, with a short order in place of its own."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return found


def pod():
    """Return the script of the pods, and their settings."""
    spec = yaml.safe_load(block("yaml"))["spec"]
    (container,) = spec["template"]["spec"]["containers"]
    return container["command"], spec


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with the command on its path, in which all was spoken once."""
    folder = tmp_path_factory.mktemp("library")
    short_level(folder)
    (folder / "bin").mkdir()
    command = folder / "bin" / "voicecoach"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m voicecoach "$@"\n')
    command.chmod(0o755)
    run(folder, ["sh", "-c", f"voicecoach export {order(folder)} --output whole --jobs 2"])
    return folder


@pytest.fixture
def whole(home):
    """What the same order makes at once: each file with its bytes."""
    shutil.rmtree(home / "audio", ignore_errors=True)
    return made(home / "whole")


def order(home):
    return SHORT.format(level=home / "short.yaml")


def run(home, command, **more):
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command, cwd=home, env=environment(home) | {"PATH": path} | more, check=True,
        capture_output=True, text=True,
    )  # fmt: skip


def made(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def shortened(text, home):
    """Return a script of the page with the short order, which it must hold once."""
    flat = re.sub(r"\s*\n\s+--", " --", text) if ORDER not in text else text
    assert flat.count(ORDER) == 1
    return flat.replace(ORDER, order(home))


@on_posix
def test_the_list_of_commands_makes_the_whole(home, whole):
    run(home, ["sh", "-e", "-c", shortened(block("sh"), home)])

    assert len((home / "jobs.txt").read_text().splitlines()) == 2
    assert made(home / "audio") == whole


@on_posix
@pytest.mark.skipif(not shutil.which("make"), reason="elsewhere: needs make")
def test_make_makes_the_whole_and_nothing_twice(home, whole):
    (home / "Makefile").write_text(shortened(block("make"), home))
    told = run(home, ["make", "-j", "2"]).stdout

    assert made(home / "audio") == whole
    assert told.count("voicecoach export") == 4
    assert "voicecoach export" not in run(home, ["make", "-j", "2"]).stdout


@on_posix
def test_the_shares_of_an_array_job_of_slurm_are_the_whole(home, whole):
    script = shortened(block("bash"), home).replace("export VOICECOACH_CACHE_DIR", "UNUSED")
    assert "UNUSED=" in script  # the cache of this test is full already
    shares = []
    for task in ("1", "2"):
        numbers = {"SLURM_ARRAY_TASK_ID": task, "SLURM_ARRAY_TASK_COUNT": "2"}
        run(home, ["bash", "-e", "-c", script], **numbers)
        shares.append(made(home / "audio"))

    assert 0 < len(shares[0]) < len(shares[1])
    assert shares[1] == whole


@on_posix
def test_the_pods_of_an_indexed_job_are_the_whole(home, whole):
    (shell, option, script), spec = pod()
    count = spec["completions"]
    assert (spec["completionMode"], spec["parallelism"]) == ("Indexed", count)
    for index in range(count):
        run(home, [shell, option, shortened(script, home)], JOB_COMPLETION_INDEX=str(index))

    assert made(home / "audio") == whole
