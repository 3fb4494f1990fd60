"""What every journal must do. Subclass it; give the fixtures `journal` and `read`."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicecoach.core.entries import EntryName
from voicecoach.core.portable import LARGEST

FACTS = st.dictionaries(
    st.text(max_size=12),
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40),
    max_size=6,
)


class JournalContract:
    """`journal`: a new one; `read`: a function that returns its entries as (name, facts) rows."""

    def test_what_is_appended_is_read_back_in_order(self, journal, read):
        rows = [
            (EntryName.SESSION_STARTED, {"programme": "low-back", "level": "low-back-1"}),
            (EntryName.SET_DONE, {"exercise": "bridge", "set": 1, "side": None, "reps": 8}),
            (EntryName.PAUSED, {}),
        ]
        for name, facts in rows:
            journal.append(name, facts)

        assert read() == rows

    def test_an_entry_can_be_read_while_the_session_runs(self, journal, read):
        journal.append("paused", {})

        assert read() == [("paused", {})]

    # too_slow: where hypothesis runs for the first time, it spends seconds on a table of characters
    @settings(
        max_examples=50,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
    )
    @given(name=st.text(min_size=1, max_size=20), facts=FACTS)
    def test_any_text_and_number_comes_back_as_it_was(self, journal, read, name, facts):
        journal.append(name, facts)

        assert read()[-1] == (name, facts)

    def test_closing_it_twice_or_unused_does_nothing(self, journal):
        journal.close()
        journal.close()
