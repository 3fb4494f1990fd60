from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.segmenter import (
    CHUNK,
    CHUNK_BYTES,
    Begun,
    Draft,
    Ended,
    Gone,
    Resumed,
    Segmenter,
    SegmentRules,
)

RULES = SegmentRules()


def chunk(number):
    """Return a chunk that can be told from its neighbours."""
    return number.to_bytes(4, "little") * (CHUNK_BYTES // 4)


def changes(likelihoods, gates=()):
    """Return each change with the chunk that it came with."""
    segmenter = Segmenter()
    found = [
        (at, change)
        for at, likelihood in enumerate(likelihoods)
        for change in segmenter.push(chunk(at), likelihood, gated=at in gates)
    ]
    return [*found, *((len(likelihoods), change) for change in segmenter.flush())]


def run(likelihoods, gates=()):
    """Return the pieces alone."""
    found = (change for _, change in changes(likelihoods, gates))
    return [change.segment for change in found if isinstance(change, Ended)]


def names(likelihoods, gates=()):
    return [(at, type(change)) for at, change in changes(likelihoods, gates)]


def test_a_word_comes_with_200_ms_before_and_64_ms_after_it():
    (piece,) = run([0.0] * 20 + [0.9] * 15 + [0.0] * 20)

    assert piece.start == (20 - 6) * CHUNK
    assert piece.speech_start == 20 * CHUNK
    assert piece.speech_end == 35 * CHUNK
    assert piece.end == 37 * CHUNK
    assert piece.length == 15 * 0.032


def test_each_change_comes_as_soon_as_it_can_be_known():
    word = [0.0] * 20 + [0.9] * 15 + [0.0] * 20

    assert names(word) == [(21, Begun), (36, Draft), (38, Ended)]


def test_a_draft_is_all_that_was_said_and_is_taken_back_if_it_was_not():
    word = [0.0] * 9 + [0.9] * 5 + [0.0] * 3 + [0.9] * 5 + [0.0] * 9
    found = [change for _, change in changes(word)]

    assert list(map(type, found)) == [Begun, Draft, Resumed, Draft, Ended]
    assert found[1].segment.speech_end == 14 * CHUNK
    assert found[3].segment == found[4].segment


def test_a_gap_too_short_for_a_draft_takes_none_back():
    assert [name for _, name in names([0.9] * 5 + [0.0] + [0.9] * 5 + [0.0] * 9)] == [
        Begun, Draft, Ended,
    ]  # fmt: skip


def test_what_is_too_short_or_too_long_is_gone_and_talk_as_soon_as_it_is_known():
    assert names([0.9] * 2 + [0.0] * 9) == [(1, Begun), (5, Gone)]
    assert names([0.9] * 120 + [0.0] * 9) == [(1, Begun), (94, Gone)]


def test_one_chunk_of_speech_is_nothing_at_all():
    assert changes([0.0] * 9 + [0.9] + [0.0] * 9) == []


def test_a_piece_knows_how_likely_its_speech_was():
    (piece,) = run([0.0] * 9 + [0.4, 0.8] * 4 + [0.0] * 9)

    assert abs(piece.likelihood - 0.6) < 1e-9


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
def test_what_begins_comes_to_one_end_and_each_piece_was_its_latest_draft(likelihoods, gates):
    under_way, draft = False, None
    for _, change in changes(likelihoods, gates):
        match change:
            case Begun():
                assert not under_way
                under_way = True
            case Draft(segment):
                assert under_way
                draft = segment
            case Resumed():
                assert draft is not None
                draft = None
            case Ended(segment):
                assert under_way
                assert draft is None or draft == segment
                under_way, draft = False, None
            case Gone():
                assert under_way
                under_way, draft = False, None
    assert not under_way


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
        assert piece.start <= piece.speech_start < piece.speech_end <= piece.end
        spare = RULES.run_up + RULES.draft_silence
        assert RULES.shortest <= len(numbers) <= RULES.longest + spare
        end = piece.speech_end
