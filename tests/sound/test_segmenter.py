from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.segmenter import CHUNK, CHUNK_BYTES, Segmenter, SegmentRules

RULES = SegmentRules()


def chunk(number):
    """Return a chunk that can be told from its neighbours."""
    return number.to_bytes(4, "little") * (CHUNK_BYTES // 4)


def run(likelihoods, gates=(), segmenter=None):
    segmenter = segmenter or Segmenter()
    found = [
        segmenter.push(chunk(at), likelihood, gated=at in gates)
        for at, likelihood in enumerate(likelihoods)
    ]
    return [piece for piece in [*found, segmenter.flush()] if piece]


def test_a_word_comes_with_200_ms_before_and_128_ms_after_it():
    (piece,) = run([0.0] * 20 + [0.9] * 15 + [0.0] * 20)

    assert piece.start == (20 - 6) * CHUNK
    assert piece.speech_end == 35 * CHUNK
    assert piece.end == 39 * CHUNK


def test_the_piece_is_given_as_soon_as_the_silence_is_long_enough():
    segmenter = Segmenter()
    given_at = [at for at in range(60) if segmenter.push(chunk(at), 0.9 * (20 <= at < 35))]

    assert given_at == [38]


def test_a_short_gap_does_not_split_a_word():
    assert len(run([0.0] * 9 + [0.9] * 5 + [0.0] * 3 + [0.9] * 5 + [0.0] * 9)) == 1


def test_a_click_is_no_word():
    assert run([0.0] * 9 + [0.9] * 2 + [0.0] * 9) == []


def test_talk_is_dropped_as_a_whole_and_the_next_word_is_heard():
    (piece,) = run([0.0] * 9 + [0.9] * 120 + [0.0] * 9 + [0.9] * 10 + [0.0] * 9)

    assert piece.speech_end == (9 + 120 + 9 + 10) * CHUNK


def test_what_the_coach_may_have_said_is_no_word():
    assert run([0.9] * 30, gates=range(30)) == []


def test_a_word_that_the_coach_cuts_short_is_still_given():
    (piece,) = run([0.0] * 10 + [0.9] * 20, gates=range(20, 30))

    assert piece.speech_end == piece.end == 20 * CHUNK


def test_nothing_that_the_coach_said_is_in_the_run_up_of_a_word():
    (piece,) = run([0.0] * 20 + [0.9] * 10 + [0.0] * 9, gates=range(18))

    assert piece.start == 18 * CHUNK


def test_the_silence_that_ended_a_word_is_no_run_up_of_one_after_the_coach():
    pieces = run([0.9] * 5 + [0.0] * 2 + [0.0] + [0.9] * 5, gates={7})

    assert [piece.start // CHUNK for piece in pieces] == [0, 8]


@given(
    st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.35, 0.9]), max_size=300),
    st.sets(st.integers(0, 300), max_size=60),
)
def test_every_piece_is_true_to_the_stream_and_within_the_limits(likelihoods, gates):
    end = 0
    for piece in run(likelihoods, gates):
        numbers = range(piece.start // CHUNK, piece.end // CHUNK)
        assert piece.pcm == b"".join(map(chunk, numbers))
        assert not gates & set(numbers)
        assert piece.speech_end > end
        assert piece.start < piece.speech_end <= piece.end
        spare = RULES.run_up + RULES.end_silence
        assert RULES.shortest <= len(numbers) <= RULES.longest + spare
        end = piece.speech_end
