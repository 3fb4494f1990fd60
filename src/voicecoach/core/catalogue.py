"""What the coach says outside level files: one catalogue per language, as data.

`TEXTS` names every text and the placeholders it must hold; a language file is
complete when it has just these. Another language is a matter of content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.core.commands import Command
from voicecoach.core.units import Ms

TEXTS: Mapping[str, frozenset[str]] = {
    key: frozenset(holes.split())
    for key, holes in {
        # the parts of a session
        "block_welcome": "",
        "block_goodbye": "",
        "level_title": "title",
        "warm_up": "name",
        "exercise": "number total name",
        "cool_down": "name",
        "label_set": "name set sets",
        "label_set_side": "name set sets side",
        "label_rest": "name",
        "label_ready": "name",
        "label_changeover": "name",
        "label_talk": "name",
        "exercise_done": "name",
        "farewell": "",
        "listen": "",
        "easier_offer": "name",
        "easier": "name",
        "harder": "name",
        # doses
        "dose_reps": "sets reps",
        "dose_reps_alternate": "sets reps",
        "dose_reps_each": "sets reps",
        "dose_hold": "sets hold",
        "dose_hold_each": "sets hold",
        "dose_holds": "sets lifts hold",
        "dose_holds_each": "sets lifts hold",
        "sets_one": "",
        "sets_many": "number",
        "lifts_one": "",
        "lifts_many": "number",
        "seconds_one": "",
        "seconds_many": "number",
        "minutes_one": "",
        "minutes_many": "number",
        "side_right": "",
        "side_left": "",
        # live and file versions of what asks for a reaction
        "how_to_live": "",
        "how_to_keys": "",
        "chime_ok": "",
        "chime_no": "",
        "chime_start": "",
        "chime_rest": "",
        "how_to_file": "",
        "stop_words_live": "",
        "stop_words_keys": "",
        "stop_words_file": "",
        "prepare_live": "",
        "prepare_keys": "",
        "prepare_file": "",
        "ready_live": "seconds",
        "ready_keys": "seconds",
        "ready_file": "seconds",
        # a set
        "set": "set sets",
        "this_side": "side",
        "begin": "",
        "two_more": "",
        "last_one": "",
        "last_brief": "",
        "and_rest": "",
        "lift_number": "number lifts",
        "keep_breathing": "",
        "now_side": "side",
        "rest": "seconds",
        "rest_half": "",
        "rest_last": "",
        "rest_next": "set sets position",
        "position_standing": "",
        "position_sitting": "",
        "position_back": "",
        "position_belly": "",
        "position_right_side": "",
        "position_left_side": "",
        "position_hands_and_knees": "",
        # answers
        "now": "name",
        "paused": "",
        "from_rep": "number",
        "three": "",
        "two": "",
        "one": "",
        "skipping": "name",
        "restarted": "name",
        "back_to": "name",
        "undone": "name",
        "slower": "",
        "faster": "",
        "in_full": "",
        "kept_short": "",
        "counting_on": "",
        "counting_off": "",
        "done_none": "",
        "done_reps_one": "",
        "done_reps_many": "number",
        "done_lifts_one": "",
        "done_lifts_many": "number",
        "no_set": "",
        "nothing_to_undo": "",
        "time_left_one": "",
        "time_left_many": "number",
        "no_easier": "",
        "no_harder": "",
        "no_exercise": "",
        "no_change": "",
        "slowest": "",
        "fastest": "",
        "loudest": "",
        "quietest": "",
        "reps_left_one": "",
        "reps_left_many": "number",
        "lifts_left_one": "",
        "lifts_left_many": "number",
        "sets_left_none": "",
        "sets_left_one": "",
        "sets_left_many": "number",
        "sets_to_do_one": "",
        "sets_to_do_many": "number",
        "no_sets_left": "",
        "where_part": "name",
        "where_exercise": "number total name",
        "help_safety": "",
        "help_working": "",
        "help_waiting": "",
        "help_more": "",
        "help_rest": "",
        "safety_emergency": "",
        "sorry": "",
        "stopped": "",
        "stopped_again": "",
        "paused_reminder": "",
        "pain": "",
        "pain_question": "",
        "pain_again": "",
        "pain_help": "",
        "pain_rated": "number",
        "pain_default": "",
        "pain_unrated": "",
        "pain_next": "",
        "severe_next": "",
        "hurt_question": "",
        "hurt_again": "",
        "hurt_default": "",
        "emergency_call": "number",
        "emergency_cannot": "",
        "emergency_after": "",
        "finish_question": "",
        "finish_again": "",
        "finish_short": "",
        "finish_default": "",
        "saved": "",
        "unsaved": "",
        "saved_complete": "",
        "nobody": "",
        "cannot_now": "command",
        "microphone_lost": "",
        "listening_half": "",
        "speaker_lost": "",
        "speaker_back": "",
        "journal_lost": "",
        "preparing": "",
        # activities of choice
        "activity_kind_walk": "",
        "activity_kind_run": "",
        "activity_kind_ride": "",
        "activity_kind_swim": "",
        "activity_kind_strength": "",
        "activity_kind_other": "",
        "activity_example": "",
        "activity_nothing": "",
        "activity_no_length": "",
        "activity_no_kind": "",
        "activity_two_kinds": "",
        "activity_two_days": "",
        "activity_pain_unclear": "",
        "activity_effort_unclear": "",
        "activity_loose_number": "number",
        "activity_more": "minutes usual",
        "activity_keep": "",
        "activity_some_pain": "",
        "activity_strong_pain": "",
        "activity_less_next": "",
        "activity_rest": "",
        "activity_get_help": "",
        # the story of the progress
        "story_title": "",
        "story_none": "",
        "story_week_none": "",
        "story_week_one": "minutes",
        "story_week_many": "number minutes",
        "story_before_one": "",
        "story_before_many": "number",
        "story_last": "ago",
        "story_ago_days_one": "",
        "story_ago_days_many": "number",
        "story_ago_weeks_one": "",
        "story_ago_weeks_many": "number",
        "story_ago_months_one": "",
        "story_ago_months_many": "number",
        "story_streak": "number",
        "story_level": "title",
        "story_level_done": "number weeks",
        "story_weeks_one": "",
        "story_weeks_many": "number",
        "story_exercise": "name state",
        "story_mastered": "",
        "story_clean_one": "",
        "story_practised": "",
        "story_easier": "name",
        "story_harder": "name",
        "story_clean_means": "",
        "story_reps_one": "",
        "story_reps_many": "number",
        "story_dose": "sets amount",
        "story_held": "lifts hold",
        "story_pain_none": "",
        "story_pain_first": "pain",
        "story_pain_week": "pain before",
        "story_pain_weeks": "pain before weeks",
        "story_pain_earlier": "pain weeks",
        "story_pain_up": "number",
        "story_pain_down": "number",
        "story_activity": "kind times minutes",
        "story_activity_untimed": "kind times",
        "story_times_one": "",
        "story_times_many": "number",
    }.items()
}
"""Keys of a language file's ``texts`` and the placeholders each must hold."""

HIGHEST_NUMBER = 60
"""A language file has the words for 0 to this; larger numbers are left as digits."""

_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Catalogue:
    """All texts, phrases and keys of one language."""

    language: str
    """BCP 47 tag."""
    texts: Mapping[str, str]
    """Exactly the keys of `TEXTS`."""
    phrases: Mapping[Command, tuple[str, ...]]
    """What one can say for each command, the best phrase first, in lower case."""
    keys: Mapping[str, Command]
    """Single keys; ``space`` and ``escape`` by name."""
    numbers: tuple[str, ...]
    """Words for 0 to `HIGHEST_NUMBER`."""
    ask_first: tuple[str, ...]
    """Calls for help that may come from somebody unhurt: the coach asks. Lower case."""
    wake_word: str
    """Said before a command where only commands with it count: in loud rooms. Lower case."""

    def say(self, key: str, **values: object) -> str:
        """Return text ``key`` with its placeholders filled.

        Args:
            key: one of `TEXTS`.
            values: for the placeholders; whole numbers turn into words.

        Raises:
            KeyError: no such text, or a placeholder without a value.
        """
        return self.fill(self.texts[key], values)

    def fill(self, text: str, values: Mapping[str, object]) -> str:
        """Return ``text`` with ``{name}`` replaced and its first letter in upper case."""
        return sentence(_HOLE.sub(lambda hole: self._word(values[hole[1]]), text))

    def number(self, value: int) -> str:
        """Return a whole number as a word, or as digits above `HIGHEST_NUMBER`."""
        return self.numbers[value] if 0 <= value < len(self.numbers) else str(value)

    def count(self, key: str, value: int) -> str:
        """Return ``key_one`` or ``key_many`` for ``value`` things, to stand within a sentence."""
        text = self.texts[f"{key}_one" if value == 1 else f"{key}_many"]
        return _HOLE.sub(lambda _hole: self.number(value), text)

    def duration(self, length: Ms) -> str:
        """Return a duration in words, in whole minutes where it is one: ``forty-five seconds``."""
        whole = round(length / 1000)
        minutes, rest = divmod(whole, 60)
        if minutes and not rest:
            return self.count("minutes", minutes)
        return self.count("seconds", whole)

    def _word(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)


def sentence(text: str) -> str:
    """Return ``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def holes(text: str) -> frozenset[str]:
    """Return the names of the placeholders in ``text``."""
    return frozenset(_HOLE.findall(text))
