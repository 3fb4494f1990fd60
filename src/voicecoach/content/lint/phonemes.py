"""The sounds of speech and how far apart they are: ARPAbet, by the features of each sound.

Two sounds cost what a tired ear in a noisy room would notice. Place of a consonant
(p, t, k) is what noise takes first; voicing and nasality last (Miller and Nicely, 1955).
Vowels are heard by where the tongue is, and carry most of a word.

Rule 1. `swap` and `drop` are a metric over all sounds and silence: what is measured
        with them can be compared (tests/content/lint/test_phonemes.py tries every triple).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

NEAR_PLACE = 0.10
"""Two places with the same part of the tongue, or of the lips."""
FAR_PLACE = 0.25
"""Lips, front of the tongue, back of the tongue, throat."""
VOICING = 0.20
NASALITY = 0.30
SONORITY = 0.30
"""A sound that can be sung (m, l, w) against one that cannot."""
FLOW = 0.25
"""Air that flows (s, w) against air that is held (t, n)."""
HISS = 0.25
"""The sharp ones: s, z, sh, zh, ch, jh."""
HEIGHT = 1.1
"""From the closed vowel of *see* to the open one of *back*."""
DEPTH = 0.8
"""From the front vowel of *see* to the back one of *too*."""
ROUNDING = 0.10
COLOUR = 0.15
"""The r in the vowel of *hurt*."""


@dataclass(frozen=True, slots=True)
class Consonant:
    """How a consonant is made."""

    place: str
    """Organ and part of it: ``lips teeth``; the first word is the organ."""
    voiced: bool
    flows: bool
    sonorant: bool = False
    nasal: bool = False
    hissing: bool = False
    loss: float = 0.55
    """What it costs to miss it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a vowel is made."""

    height: float
    """0 open, 1 closed."""
    depth: float
    """0 front, 1 back."""
    rounded: bool = False
    coloured: bool = False


@dataclass(frozen=True, slots=True)
class Vowel:
    """From where to where a vowel goes; the same place twice if it stays."""

    start: Target
    end: Target
    loss: float = 1.0


def _still(target: Target, loss: float = 1.0) -> Vowel:
    return Vowel(target, target, loss)


_LIPS, _LIP_TEETH = "lips", "lips teeth"
_TEETH, _RIDGE, _BEHIND, _PALATE = "tip teeth", "tip ridge", "tip behind", "tip palate"
_BACK, _THROAT = "back", "throat"

CONSONANTS = {
    "P": Consonant(_LIPS, voiced=False, flows=False),
    "B": Consonant(_LIPS, voiced=True, flows=False),
    "T": Consonant(_RIDGE, voiced=False, flows=False),
    "D": Consonant(_RIDGE, voiced=True, flows=False),
    "K": Consonant(_BACK, voiced=False, flows=False),
    "G": Consonant(_BACK, voiced=True, flows=False),
    "CH": Consonant(_BEHIND, voiced=False, flows=False, hissing=True, loss=0.7),
    "JH": Consonant(_BEHIND, voiced=True, flows=False, hissing=True, loss=0.7),
    "F": Consonant(_LIP_TEETH, voiced=False, flows=True, loss=0.45),
    "V": Consonant(_LIP_TEETH, voiced=True, flows=True, loss=0.45),
    "TH": Consonant(_TEETH, voiced=False, flows=True, loss=0.45),
    "DH": Consonant(_TEETH, voiced=True, flows=True, loss=0.45),
    "S": Consonant(_RIDGE, voiced=False, flows=True, hissing=True, loss=0.7),
    "Z": Consonant(_RIDGE, voiced=True, flows=True, hissing=True, loss=0.7),
    "SH": Consonant(_BEHIND, voiced=False, flows=True, hissing=True, loss=0.7),
    "ZH": Consonant(_BEHIND, voiced=True, flows=True, hissing=True, loss=0.7),
    "HH": Consonant(_THROAT, voiced=False, flows=True, loss=0.45),
    "M": Consonant(_LIPS, voiced=True, flows=False, sonorant=True, nasal=True),
    "N": Consonant(_RIDGE, voiced=True, flows=False, sonorant=True, nasal=True),
    "NG": Consonant(_BACK, voiced=True, flows=False, sonorant=True, nasal=True),
    "L": Consonant(_RIDGE, voiced=True, flows=True, sonorant=True, loss=0.5),
    "R": Consonant(_BEHIND, voiced=True, flows=True, sonorant=True, loss=0.5),
    "W": Consonant(_LIPS, voiced=True, flows=True, sonorant=True, loss=0.5),
    "Y": Consonant(_PALATE, voiced=True, flows=True, sonorant=True, loss=0.5),
}
"""ARPAbet; losses: a hiss is missed least, a breath (f, th, h) most."""

_EE, _I = Target(1.0, 0.0), Target(0.8, 0.2)
_U, _OO = Target(0.8, 0.75, rounded=True), Target(1.0, 0.85, rounded=True)
_O, _A = Target(0.55, 0.85, rounded=True), Target(0.05, 0.45)

VOWELS = {
    "IY": _still(_EE),
    "IH": _still(_I),
    "EH": _still(Target(0.45, 0.1)),
    "AE": _still(Target(0.15, 0.15)),
    "AA": _still(Target(0.0, 0.75)),
    "OH": _still(Target(0.1, 0.9, rounded=True)),
    "AO": _still(Target(0.35, 0.95, rounded=True)),
    "UH": _still(_U),
    "UW": _still(_OO),
    "AH": _still(Target(0.3, 0.55)),
    "AX": _still(Target(0.5, 0.5), loss=0.75),
    "ER": _still(Target(0.5, 0.5, coloured=True), loss=0.85),
    "EY": Vowel(Target(0.55, 0.05), Target(0.9, 0.1)),
    "AY": Vowel(_A, _I),
    "OY": Vowel(Target(0.4, 0.95, rounded=True), _I),
    "AW": Vowel(_A, _U),
    "OW": Vowel(_O, _U),
}
"""ARPAbet, with AX for the first sound of *again*, and OH for *stop* as in Britain."""

SOUNDS = frozenset(CONSONANTS) | frozenset(VOWELS)
"""Every sound that a pronunciation may hold."""


def is_vowel(sound: str) -> bool:
    """Return whether ``sound``, one of `SOUNDS`, makes a syllable."""
    return sound in VOWELS


@cache
def drop(sound: str) -> float:
    """Return what it costs to miss ``sound``, or to hear it where it is not; above 0, at most 1."""
    made = CONSONANTS.get(sound) or VOWELS[sound]
    return made.loss


@cache
def swap(one: str, other: str) -> float:
    """Return what it costs to hear ``other`` for ``one``; never more than to miss one and add one.

    0 for the same sound, and the same both ways.
    """
    apart = drop(one) + drop(other)
    if one in CONSONANTS and other in CONSONANTS:
        return min(apart, _consonants(CONSONANTS[one], CONSONANTS[other]))
    if one in VOWELS and other in VOWELS:
        return min(apart, _vowels(VOWELS[one], VOWELS[other]))
    return apart


def _consonants(one: Consonant, other: Consonant) -> float:
    return (
        _places(one.place, other.place)
        + VOICING * (one.voiced != other.voiced)
        + NASALITY * (one.nasal != other.nasal)
        + SONORITY * (one.sonorant != other.sonorant)
        + FLOW * (one.flows != other.flows)
        + HISS * (one.hissing != other.hissing)
    )


def _places(one: str, other: str) -> float:
    if one == other:
        return 0.0
    organs = (one.partition(" ")[0], other.partition(" ")[0])
    return NEAR_PLACE if organs[0] == organs[1] else FAR_PLACE


def _vowels(one: Vowel, other: Vowel) -> float:
    return (_targets(one.start, other.start) + _targets(one.end, other.end)) / 2


def _targets(one: Target, other: Target) -> float:
    return (
        HEIGHT * abs(one.height - other.height)
        + DEPTH * abs(one.depth - other.depth)
        + ROUNDING * (one.rounded != other.rounded)
        + COLOUR * (one.coloured != other.coloured)
    )
