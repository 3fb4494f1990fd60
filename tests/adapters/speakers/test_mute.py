import pytest

from adapters.contracts.speaker import RATE, SpeakerContract
from voicecoach.adapters.speakers.mute import MuteSpeaker


@pytest.fixture
def speaker():
    speaker = MuteSpeaker(RATE)
    yield speaker
    speaker.close()


class TestContract(SpeakerContract):
    pass


def test_nobody_can_hear_it(speaker):
    assert not speaker.real
