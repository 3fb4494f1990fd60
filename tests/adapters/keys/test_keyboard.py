import os
import queue
import signal
import subprocess
import sys
import time

import pytest

from voicecoach.adapters.keys import Keyboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

if sys.platform != "win32":
    import pty
    import termios

WAIT = 3.0


class Terminal:
    """A pseudo-terminal: what a person types, and what its switches are."""

    def __init__(self):
        self.far, self.near = pty.openpty()
        self.typed = queue.Queue()
        self.ended = queue.Queue()

    def press(self, text):
        os.write(self.far, text.encode())

    def heard(self):
        return self.typed.get(timeout=WAIT)

    def on_text(self, text, is_line):
        self.typed.put((text, is_line))

    def shows(self, flag):
        return bool(termios.tcgetattr(self.near)[3] & flag)

    def wait_until(self, flag, *, shown):
        until = time.monotonic() + WAIT
        while self.shows(flag) != shown:
            assert time.monotonic() < until, "the terminal was not switched"
            time.sleep(0.005)

    def close(self):
        for end in (self.far, self.near):
            if end >= 0:
                os.close(end)


@pytest.fixture
def terminal():
    terminal = Terminal()
    yield terminal
    terminal.close()


@pytest.fixture
def keyboard(terminal):
    keyboard = Keyboard(fd=terminal.near, on_end=lambda: terminal.ended.put(True))
    yield keyboard
    keyboard.close()


def test_a_key_acts_at_once_without_enter(keyboard, terminal):
    keyboard.start(terminal.on_text)
    terminal.press("p")

    assert terminal.heard() == ("p", False)
    assert keyboard.single


def test_arrows_have_names_and_a_lone_escape_is_a_key(keyboard, terminal):
    keyboard.start(terminal.on_text)
    terminal.press("\x1b[D")
    assert terminal.heard() == ("left", False)
    terminal.press("\x1b")
    assert terminal.heard() == ("escape", False)


def test_keys_are_not_shown_and_ctrl_c_goes_on_working(keyboard, terminal):
    keyboard.start(terminal.on_text)

    assert not terminal.shows(termios.ECHO)
    assert not terminal.shows(termios.ICANON)
    assert terminal.shows(termios.ISIG)


def test_a_slash_starts_a_word_that_is_shown_and_ends_with_enter(keyboard, terminal):
    keyboard.start(terminal.on_text)
    terminal.press("/")
    terminal.wait_until(termios.ECHO, shown=True)
    terminal.press("pausx\x7fe\n")

    assert terminal.heard() == ("pause", True)
    terminal.wait_until(termios.ECHO, shown=False)
    terminal.press("n")
    assert terminal.heard() == ("n", False)


def test_end_of_file_within_a_word_drops_the_word_only(keyboard, terminal):
    keyboard.start(terminal.on_text)
    terminal.press("/")
    terminal.wait_until(termios.ICANON, shown=True)
    terminal.press("\x04")
    terminal.wait_until(termios.ICANON, shown=False)
    terminal.press("n")

    assert terminal.heard() == ("n", False)
    assert not keyboard.ended


def test_closing_restores_the_terminal_and_a_second_time_does_nothing(keyboard, terminal):
    before = termios.tcgetattr(terminal.near)
    keyboard.start(terminal.on_text)
    keyboard.close()
    keyboard.close()

    assert termios.tcgetattr(terminal.near) == before


def test_nothing_comes_after_closing(keyboard, terminal):
    keyboard.start(terminal.on_text)
    keyboard.close()
    terminal.press("p\n")
    time.sleep(0.1)

    assert terminal.typed.empty()
    assert not keyboard.ended


def test_ctrl_d_is_the_end_of_input(keyboard, terminal):
    keyboard.start(terminal.on_text)
    terminal.press("\x04")

    assert terminal.ended.get(timeout=WAIT)
    assert keyboard.ended
    assert terminal.shows(termios.ECHO)


def test_a_terminal_that_goes_away_is_the_end_of_input(keyboard, terminal):
    keyboard.start(terminal.on_text)
    os.close(terminal.far)
    terminal.far = -1

    assert terminal.ended.get(timeout=WAIT)
    assert keyboard.ended


def test_lines_can_be_asked_for_in_a_terminal(terminal):
    keyboard = Keyboard(fd=terminal.near, lines=True)
    keyboard.start(terminal.on_text)
    assert terminal.shows(termios.ECHO)
    terminal.press("how many left\n")

    assert terminal.heard() == ("how many left", True)
    assert not keyboard.single
    keyboard.close()


def test_echo_that_a_killed_run_left_off_is_repaired_and_stays_repaired(terminal):
    broken = termios.tcgetattr(terminal.near)
    broken[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(terminal.near, termios.TCSANOW, broken)

    keyboard = Keyboard(fd=terminal.near)
    assert terminal.shows(termios.ECHO)
    keyboard.start(terminal.on_text)
    assert not terminal.shows(termios.ECHO)
    keyboard.close()
    assert terminal.shows(termios.ECHO)
    assert terminal.shows(termios.ICANON)


def test_a_terminal_that_a_shell_has_reset_is_switched_again(keyboard, terminal):
    before = termios.tcgetattr(terminal.near)
    keyboard.start(terminal.on_text)
    termios.tcsetattr(terminal.near, termios.TCSANOW, before)

    terminal.wait_until(termios.ICANON, shown=False)


def test_a_pipe_gives_lines_and_then_its_end():
    near, far = os.pipe()
    typed, ended = queue.Queue(), queue.Queue()
    keyboard = Keyboard(fd=near, on_end=lambda: ended.put(keyboard.ended))
    keyboard.start(lambda *found: typed.put(found))
    os.write(far, b"pause\nh\xc3")
    os.write(far, b"\xa9las\nstop")
    assert [typed.get(timeout=WAIT) for _ in range(2)] == [("pause", True), ("hélas", True)]
    os.close(far)

    assert typed.get(timeout=WAIT) == ("stop", True)
    assert ended.get(timeout=WAIT)
    keyboard.close()
    os.close(near)


def test_a_closed_input_is_the_end_at_once():
    near = os.open(os.devnull, os.O_RDONLY)
    ended = queue.Queue()
    keyboard = Keyboard(fd=near, on_end=lambda: ended.put(True))
    keyboard.start(lambda *found: None)

    assert ended.get(timeout=WAIT)
    keyboard.close()
    os.close(near)


PROGRAM = """
import signal, sys
from voicecoach.adapters.keys import Keyboard
keyboard = Keyboard()
def end(number, frame):
    keyboard.close()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
keyboard.start(lambda text, is_line: print(text, flush=True))
print("ready", flush=True)
{then}
"""


def run(terminal, then):
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(then=then)],
        stdin=terminal.near,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout.readline() == b"ready\n"
    return child


def test_a_program_that_just_ends_leaves_the_terminal_as_it_was(terminal):
    before = termios.tcgetattr(terminal.near)
    child = run(terminal, "")
    assert child.wait(WAIT) == 0
    child.stdout.close()

    assert termios.tcgetattr(terminal.near) == before


def test_a_terminated_program_that_closes_its_keys_leaves_the_terminal_as_it_was(terminal):
    before = termios.tcgetattr(terminal.near)
    child = run(terminal, "signal.pause()")
    assert not terminal.shows(termios.ECHO)
    child.send_signal(signal.SIGTERM)
    assert child.wait(WAIT) == 0
    child.stdout.close()

    assert termios.tcgetattr(terminal.near) == before


def test_the_next_start_repairs_what_a_killed_program_has_left(terminal):
    before = termios.tcgetattr(terminal.near)
    child = run(terminal, "signal.pause()")
    child.kill()
    child.wait(WAIT)
    child.stdout.close()
    assert not terminal.shows(termios.ECHO)

    Keyboard(fd=terminal.near).close()
    assert terminal.shows(termios.ECHO)
    assert termios.tcgetattr(terminal.near)[3] == before[3]
