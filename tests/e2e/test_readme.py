"""Every command that the README shows is run, as it stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from program import environment
from spoken import write_wav

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TUNE = np.round(3000 * np.sin(np.arange(480_000) / 10)).astype(np.int16)
SCRIPT = re.compile(r"python3 scripts/\w+\.py\b.*")
TO_A_FILE = {"VOICECOACH_SPEAKER": "file:session.wav", "VOICECOACH_MICROPHONE": "none"}
"""A whole session without a device, as fast as the machine allows."""
NO_DEVICE = {"VOICECOACH_SPEAKER": "none", "VOICECOACH_MICROPHONE": "none"}
SKIP_QUESTIONS = {"VOICECOACH_CHECK_IN": "off", "VOICECOACH_SETUP": "off"}

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Run:
    """What a command of the README does."""

    says: str
    """A pattern of what it prints."""
    writes: str = ""
    """A pattern of files that are there afterwards, in the folder where it was called."""
    more: tuple[str, ...] = ()
    """Arguments after it, where the whole would take long and runs elsewhere."""
    env: tuple[tuple[str, str], ...] = ()
    typed: str = ""


def live(**more: str) -> Run:
    """Return a session by keys that is ended at once."""
    env = NO_DEVICE | SKIP_QUESTIONS
    return Run("Typed: finish", env=tuple(env.items()), typed="finish\nyes\n", **more)


RUNS = {
    "coach.py": Run("Session: completed", "session.wav", env=tuple(TO_A_FILE.items())),
    "coach.py start --level 2": Run(
        "Session: completed", "session.wav", env=tuple((TO_A_FILE | SKIP_QUESTIONS).items())
    ),
    "coach.py start --no-voice": live(),
    "coach.py start --lines": live(),
    "coach.py start --music FOLDER": Run(
        "Session: completed", "session.wav", env=tuple((TO_A_FILE | SKIP_QUESTIONS).items())
    ),
    "coach.py progress": Run("Your progress"),
    "coach.py export --level 1": Run("MP3|mp3", "audio/low-back-1/*.m4b"),
    "coach.py handout --level 1": Run("low-back-1", "**/low-back-1*.pdf"),
    "coach.py doctor": Run("ok: voice espeak", env=tuple(NO_DEVICE.items())),
    "coach.py new-programme my-back": Run("my-back"),
    "test.py": Run("passed", more=("-q", str(ROOT / "tests" / "test_registry.py"))),
    "bench.py": Run("beat, reaction", more=("--help",)),
}


def commands() -> list[str]:
    """Return every command that the README shows, without the interpreter and the folder."""
    shown = re.findall(r"^    (.+)$|`([^`\n]+)`", README, re.MULTILINE)
    texts = {"".join(each) for each in shown}
    return sorted(each.removeprefix("python3 scripts/") for each in texts if SCRIPT.fullmatch(each))


def test_the_readme_shows_no_command_that_is_not_run_here():
    assert (
        set(commands()) - set(RUNS) - {each for each in commands() if is_a_section(each)} == set()
    )
    assert not re.findall(r"`(?:voicecoach|pipx|uv|pip|make) [^`]*`", README)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home for all of them: the first start renders the voice, the others find it."""
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("command", [each for each in commands() if each in RUNS])
def test_a_command_of_the_readme_does_what_is_said_of_it(command, home, tmp_path):
    run, (script, *words) = RUNS[command], shlex.split(command)
    if "FOLDER" in words:
        (tmp_path / "FOLDER").mkdir()
        write_wav(tmp_path / "FOLDER" / "tune.wav", TUNE, 16_000)
    env = environment(home) | {"VOICECOACH_VOICE": "espeak"} | dict(run.env)
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), *words, *run.more],
        cwd=tmp_path, env=env, input=run.typed, capture_output=True, text=True, check=False,
        timeout=240,
    )  # fmt: skip

    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert re.search(run.says, told), told
    assert not run.writes or list(tmp_path.glob(run.writes)), told


def test_the_sample_of_the_readme_is_there():
    samples = re.findall(r"`(audio/[^`]+)`", README)

    assert samples
    assert [each for each in samples if not (ROOT / each).is_file()] == []


def is_a_section(command: str) -> bool:
    """Return whether a command measures one section; tests/benchmarks runs their parts."""
    script, *names = shlex.split(command)
    sections = {path.stem for path in (ROOT / "benchmarks" / "sections").glob("[!_]*.py")}
    return script == "bench.py" and bool(names) and set(names) <= sections
