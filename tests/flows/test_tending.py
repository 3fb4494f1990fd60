"""A listener that goes, falls silent, hangs and comes back; the clock is turned by hand."""

import pytest

from voicecoach.core.units import Ms, seconds
from voicecoach.errors import DeviceError
from voicecoach.flows.tending import (
    CHECK,
    DECIDES_WITHIN,
    NEVER_MOVED,
    RETRY,
    SILENT,
    STILL,
    STUCK,
    TRIES,
    Tender,
)

MISSING = "No microphone can be opened; plug one in."


class Ears:
    """A listener that does as it is told."""

    def __init__(self, room):
        self.room, self.started, self.closed = room, False, 0
        self.busy, self.still, self.has_moved = 0.0, Ms(0), True

    def start(self):
        if self.room.missing:
            raise DeviceError(MISSING)
        self.started = True

    def close(self):
        self.closed += 1

    def busy_for(self):
        return self.busy

    def still_for(self):
        return self.still

    def moved(self):
        return self.has_moved


class Room:
    def __init__(self, *, again=True):
        self.missing, self.broken, self.now = False, False, 0.0
        self.made, self.renewed, self.told = [], 0, []
        self.tender = Tender(
            self.make, lambda part, message: self.told.append((part, message)),
            again=again, clock=lambda: self.now,
        )  # fmt: skip
        self.tender._run = lambda: None

    def make(self, new):
        if new and self.broken:
            raise DeviceError("No recognizer works here; install one.")
        self.renewed += new
        self.made.append(Ears(self))
        return self.made[-1]

    def start(self):
        self.tender.start()
        return self

    def look(self, later=1.0, times=1):
        for _ in range(times):
            self.now += later
            self.tender.look()

    def parts(self):
        return [part for part, _ in self.told]

    @property
    def ears(self):
        return self.made[-1]


@pytest.fixture
def room():
    return Room()


def test_all_is_well_and_nothing_is_told(room):
    room.start().look(times=20)

    assert room.told == []
    assert len(room.made) == 1
    assert room.tender.works


def test_a_microphone_that_is_missing_is_told_once_and_taken_up_when_sound_comes_from_it(room):
    room.missing = True
    room.start().look(times=20)
    assert room.told == [("microphone", MISSING)]
    assert not room.tender.works
    assert len(room.made) <= 20 / RETRY + 1

    room.missing = False
    room.look(RETRY)
    room.ears.has_moved = False
    room.look(times=3)
    assert room.parts() == ["microphone"]
    room.ears.has_moved = True
    room.look(times=5)

    assert room.parts() == ["microphone", "microphone_back"]
    assert room.tender.works


def test_a_microphone_that_is_lost_is_told_and_opened_again(room):
    room.start()
    first = room.ears
    room.tender.ended(first, "microphone", "The microphone was unplugged.")
    room.look()
    assert room.told == [("microphone", "The microphone was unplugged.")]
    assert first.closed

    room.look(RETRY, times=3)
    assert room.parts() == ["microphone", "microphone_back"]
    assert room.ears is not first


def test_what_a_listener_tells_that_was_let_go_is_not_heeded(room):
    room.start()
    first = room.ears
    room.tender.ended(first, "microphone", "Gone.")
    room.tender.ended(first, "microphone", "Gone.")
    room.look(RETRY, times=3)
    room.tender.ended(first, "recognizer", "Gone.")
    room.look(RETRY)

    assert room.parts() == ["microphone", "microphone_back"]


def test_a_microphone_that_never_delivers_is_told_soon_and_one_that_did_later(room):
    room.start()
    room.ears.has_moved, room.ears.still = False, Ms(NEVER_MOVED - 1)
    room.look()
    assert room.told == []
    room.ears.still = NEVER_MOVED
    room.look(times=3)

    assert room.told == [("microphone_muted", SILENT)]

    other = Room().start()
    other.ears.still = NEVER_MOVED
    other.look()
    assert other.told == []
    other.ears.still = STILL
    other.look(times=3)
    assert other.parts() == ["microphone_muted"]


def test_one_that_falls_silent_between_words_is_told_less_and_less(room):
    room.start()
    for _ in range(60):
        room.ears.still = seconds(15)
        room.look()
        room.ears.still = Ms(0)
        room.look()

    assert room.parts() == ["microphone_muted", "microphone_back"]


def test_a_microphone_that_only_hears_the_loudspeaker_is_none(room):
    room.tender._nowhere = lambda: room.elsewhere
    room.elsewhere = ""
    room.start().look()
    room.elsewhere = "No microphone is there; plug one in."
    room.look()
    assert room.told == []
    room.look(CHECK)
    assert room.told == [("microphone", room.elsewhere)]

    room.elsewhere = ""
    room.look(RETRY, times=2)
    assert room.parts() == ["microphone", "microphone_back"]


def test_a_recognizer_that_hangs_is_replaced(room):
    room.start()
    hung = room.ears
    hung.busy = DECIDES_WITHIN + 0.1
    room.look(times=5)

    assert room.told == [("recognizer", STUCK)]
    assert hung.closed == 1
    assert room.renewed == 1
    assert room.tender.works


def test_a_recognizer_that_fails_is_replaced_and_given_up_in_the_end(room):
    room.start()
    for _ in range(TRIES + 1):
        room.tender.ended(room.ears, "recognizer", "The model failed.")
        room.look()
    made = len(room.made)
    room.look(RETRY, times=5)

    assert room.parts() == ["recognizer"] * TRIES + ["microphone"]
    assert len(room.made) == made
    assert not room.tender.works


def test_where_no_recognizer_can_be_made_the_keys_are_what_is_left(room):
    room.start()
    room.broken = True
    room.tender.ended(room.ears, "recognizer", "The model failed.")
    room.look()

    assert room.parts() == ["recognizer", "microphone"]
    assert room.told[-1][1] == "No recognizer works here; install one."


def test_a_recording_that_has_ended_is_not_looked_for_again():
    room = Room(again=False).start()
    room.tender.ended(room.ears, "microphone", "The recording has ended.")
    room.look(RETRY, times=5)

    assert room.parts() == ["microphone"]
    assert len(room.made) == 1


def test_it_ends_with_what_it_holds(room):
    room.start()
    room.tender.close()

    assert room.ears.closed == 1
