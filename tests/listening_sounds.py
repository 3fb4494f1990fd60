"""Sounds for the tests of listening: voices that the package brings, people, noise."""

from functools import cache
from pathlib import Path

import numpy as np
import soxr

from voicecoach.adapters.voices import espeak, hibari
from voicecoach.core.commands import Command
from voicecoach.ports import RecognizerSetup, VoiceChoice
from voicecoach.sound.containers import read_sound

RATE = 16_000
RECORDINGS = Path(__file__).parent / "recordings"
PHRASES = {
    Command.STOP: ("stop", "stop now", "halt", "freeze"),
    Command.PAIN: ("it hurts", "ouch", "that hurts"),
    Command.EMERGENCY: ("emergency", "call for help", "i can't get up"),
    Command.PAUSE: ("pause", "hold on", "wait"),
    Command.RESUME: ("resume", "continue", "go on", "ready", "i'm ready", "start"),
    Command.NEXT: ("next", "next exercise", "skip it", "skip"),
    Command.BACK: ("go back", "back", "previous"),
    Command.REPEAT: ("repeat", "say that again", "again"),
    Command.EASIER: ("make it easier", "easier", "too hard"),
    Command.HARDER: ("make it harder", "harder", "too easy"),
    Command.DETAILS: ("describe it", "details", "explain it", "how do i do it"),
    Command.SHORT: ("keep it short", "less talk", "short"),
    Command.SLOWER: ("slower", "slow down"),
    Command.FASTER: ("faster", "speed up"),
    Command.LOUDER: ("louder", "volume up"),
    Command.QUIETER: ("quieter", "volume down"),
    Command.HOW_MANY_LEFT: ("how many left", "how many more"),
    Command.WHERE: ("where am i", "which exercise"),
    Command.HELP: ("help", "what can i say"),
    Command.YES: ("yes",),
    Command.NO: ("no",),
    Command.FINISH: ("finish", "end workout", "quit"),
}
SETUP = RecognizerSetup(PHRASES)
EVERYTHING = frozenset(Command)
IN_A_SET = EVERYTHING - {Command.YES, Command.NO}
ENGINES = {"hibari": hibari.ENGINE, "espeak": espeak.ENGINE}


@cache
def voice(name):
    """Return a voice by name; it is loaded once for all tests."""
    return ENGINES[name].make(VoiceChoice())


@cache
def say(text, name="hibari"):
    """Return ``text`` as 16 kHz samples."""
    clip = voice(name).render(text)
    return np.clip(soxr.resample(clip.pcm.astype(np.float32), clip.rate, RATE), -32768, 32767)


def person(file):
    """Return a recording of a person."""
    pcm, rate = read_sound((RECORDINGS / file).read_bytes())
    assert rate == RATE
    return pcm.astype(np.float32)


def room(seconds, level=15.0, seed=1):
    """Return room noise; 15 is about -67 dBFS."""
    return (np.random.default_rng(seed).standard_normal(round(seconds * RATE)) * level).astype(
        np.float32
    )


def stream(*parts, level=15.0):
    """Return samples and pauses (numbers, in seconds) one after another, over room noise."""
    sounds = [np.zeros(round(p * RATE)) if isinstance(p, (int, float)) else p for p in parts]
    whole = np.concatenate(sounds).astype(np.float32)
    return np.clip(whole + room(len(whole) / RATE, level)[: len(whole)], -32768, 32767)


def pcm(samples):
    """Return samples as the bytes of 16-bit PCM."""
    return samples.astype("<i2").tobytes()
