"""Runs the child of the system voice with a pyttsx3 driver of our own in place.

Started as a script by the tests: ``fake_driver.py NAME``. Each driver has one habit of a
real one: macOS writes AIFF, Windows fires no events, some hang, some raise, some write
nothing, some write slowly after they have returned.
"""

import os
import struct
import sys
import threading
import time
import types
import wave
from pathlib import Path

from pyttsx3.voice import Voice

from voicecoach.adapters.voices import system_child

RATE = 16000


def samples(text):
    """A square wave of 100 ms a word at 250 Hz, as big-endian or little-endian by the caller."""
    return [8000 if at // 32 % 2 else -8000 for at in range(RATE // 10 * len(text.split()))]


class Driver:
    def __init__(self, proxy):
        self.proxy = proxy

    def destroy(self):
        pass

    def getProperty(self, name):  # noqa: N802 # called so by pyttsx3
        voices = [
            Voice("com.example.hans", "Hans", ["de_DE"], "male", 40),
            Voice("com.example.joan", "Joan", ["en_US"], "female", 40),
        ]
        return {"voices": voices, "voice": "com.example.hans", "rate": 200}[name]

    def setProperty(self, name, value):  # noqa: N802 # called so by pyttsx3
        if name == "voice" and value == "com.example.gone":
            raise ValueError("unknown voice id")

    def startLoop(self):  # noqa: N802 # called so by pyttsx3
        self.proxy.setBusy(False)

    def endLoop(self):  # noqa: N802 # called so by pyttsx3
        pass

    def stop(self):
        pass

    def save_to_file(self, text, filename):
        write_wav(text, filename)


def write_wav(text, filename):
    with wave.open(filename, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples(text))}h", *samples(text)))


class Aiff(Driver):
    def save_to_file(self, text, filename):
        data = struct.pack(f">{len(samples(text))}h", *samples(text))
        rate = struct.pack(">HQ", 16383 + 13, RATE << (63 - 13))
        comm = struct.pack(">hIh", 1, len(data) // 2, 16) + rate
        body = b"COMM" + struct.pack(">I", len(comm)) + comm
        body += b"SSND" + struct.pack(">III", len(data) + 8, 0, 0) + data
        whole = b"FORM" + struct.pack(">I", len(body) + 4) + b"AIFF" + body
        Path(filename).write_bytes(whole)


class Hangs(Driver):
    def save_to_file(self, text, filename):
        time.sleep(60)


class Raises(Driver):
    def save_to_file(self, text, filename):
        raise RuntimeError("the speech service is not running")


class Mute(Driver):
    def save_to_file(self, text, filename):
        pass


class Late(Driver):
    def save_to_file(self, text, filename):
        def write():
            write_wav(text, filename + ".tmp")
            blob = Path(filename + ".tmp").read_bytes()
            with Path(filename).open("wb") as file:
                file.write(blob[:60])
                file.flush()
                time.sleep(0.3)
                file.write(blob[60:])

        threading.Thread(target=write, daemon=True).start()


class Dies(Driver):
    def save_to_file(self, text, filename):
        os._exit(1)


DRIVERS = {"wav": Driver, "aiff": Aiff, "hangs": Hangs, "raises": Raises, "mute": Mute}
DRIVERS |= {"late": Late, "dies": Dies}

if __name__ == "__main__":
    name = sys.argv[1]
    module = types.ModuleType(f"pyttsx3.drivers.{name}")
    module.buildDriver = DRIVERS[name]
    sys.modules[module.__name__] = module
    system_child.main()
