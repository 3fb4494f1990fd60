"""Other programs for these tests: tones that are played through a real sound server."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import wave

import numpy as np

from sound_server import SoundServer

RATE = 16_000
FULL = 65_536
NOBODY = 2**22 + 1
"""A process that cannot be: Linux counts to 2**22."""
LOWERED = 41_350
"""12 dB below `FULL` on the server's scale."""


class Radio(SoundServer):
    """A sound server that remembers volumes, and what other programs play on it."""

    def __init__(self):
        super().__init__()
        self.start()
        self.pactl("load-module", "module-stream-restore", "restore_device=false")
        tone = np.sin(np.arange(RATE * 2) * 0.2) * 8000
        with wave.open(str(self.folder / "tone.wav"), "wb") as file:
            file.setparams((2, 2, RATE, 0, "NONE", ""))
            file.writeframes(np.repeat(np.tile(tone, 60), 2).astype("<i2").tobytes())
        self.playing = []

    def play(self, name="music", to="vc_speaker", **facts):
        """Play a tone as a program of this name; return the process."""
        words = [f"--property={key.replace('__', '.')}={value}" for key, value in facts.items()]
        known = len(self.volumes())
        player = self.start_process(
            "paplay", "--latency-msec=60", f"--client-name={name}", *words, "-d", to,
            str(self.folder / "tone.wav"),
        )  # fmt: skip
        self.playing.append(player)
        assert until(lambda: len(self.volumes()) > known)
        return player

    def end(self, player):
        """End one of these programs, as when a song is over."""
        known = len(self.volumes())
        player.kill()
        player.wait(5)
        self.playing.remove(player)
        assert until(lambda: len(self.volumes()) < known)

    def streams(self):
        """Return name, role, volume of each channel, and number of all that plays."""
        found = []
        for block in self.pactl("list", "sink-inputs").split("Sink Input #")[1:]:
            facts = dict(
                line.strip().split(" = ", 1) for line in block.splitlines() if " = " in line
            )
            line = next(each for each in block.splitlines() if "Volume:" in each)
            volume = tuple(int(part.split("/")[0]) for part in line.split(":")[2:])
            name = facts.get("application.name", '""').strip('"')
            found.append((name, volume, int(block.split("\n")[0])))
        return found

    def volumes(self):
        """Return the volume of each program, by its name."""
        return {f"{name} {number}": volume for name, volume, number in self.streams()}

    def volume(self, name="music"):
        """Return the volume of the first channel of a program; None if it does not play."""
        return next((volume[0] for each, volume, _ in self.streams() if each == name), None)

    def number(self, name="music"):
        return next(number for each, _, number in self.streams() if each == name)

    def becomes(self, volume, name="music", limit=4.0):
        """Wait until a program has this volume; return how many seconds that took, or fail."""
        began = time.monotonic()
        assert until(lambda: self.volume(name) == volume, limit), self.streams()
        return time.monotonic() - began

    def remembered(self, name="music"):
        """Return the volume at which the next stream of a program begins."""
        player = self.play(name)
        volume = self.streams()[-1][1][0]
        self.end(player)
        return volume

    def stand_still(self, still):
        """Have the server hang, or go on."""
        self._process.send_signal(signal.SIGSTOP if still else signal.SIGCONT)

    def silence(self):
        """End all that plays."""
        for player in list(self.playing):
            self.end(player)


def until(true, limit=5.0):
    """Wait until it is so; return whether it is."""
    end = time.monotonic() + limit
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@contextlib.contextmanager
def guard(server, folder, coach=NOBODY):
    """Run a guard; its standard input takes wishes. What plays here is no child of its coach."""
    child = subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "voicecoach.adapters.other_sound.guard"),
            *(str(coach), str(folder)),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=os.environ | server.env,
    )  # fmt: skip
    try:
        yield child
    finally:
        child.kill()
        child.wait(5)
        for end in (child.stdin, child.stdout):
            end.close()
