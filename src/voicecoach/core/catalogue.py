"""What the coach says outside level files: one catalogue per language, as data.

`TEXTS` names every text and the placeholders it must hold; a language file is
complete when it has just these. Another language is a matter of content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.core.commands import Command
from voicecoach.core.records import Felt
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
        # what a recording adds
        "file_whole": "title",
        "file_part": "title number total name",
        "file_end": "number",
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
        "pain_rise_next": "",
        "sharp_question": "",
        "sharp_again": "",
        "sharp_why": "",
        "severe_why": "",
        "signs_default": "",
        "severe_next": "",
        "severe_over": "",
        "lock_after": "",
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
        "saved_more": "",
        "saved_complete_more": "",
        "visit_chosen": "level",
        "visit_welcome_live": "",
        "visit_welcome_keys": "",
        "nobody": "",
        "cannot_now": "command",
        "microphone_lost": "",
        "microphone_muted": "",
        "microphone_back": "",
        "recognizer_lost": "",
        "listening_half": "",
        "speaker_lost": "",
        "speaker_back": "",
        "speaker_gone": "",
        "voice_changed": "",
        "journal_lost": "",
        "slept": "",
        "closed": "",
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
        # the questions before and after a session
        "ask_pain": "",
        "ask_morning": "",
        "ask_morning_again": "",
        "ask_morning_help": "",
        "ask_morning_same": "",
        "ask_morning_little_worse": "",
        "ask_morning_worse": "",
        "ask_new": "",
        "ask_new_again": "",
        "ask_new_help": "",
        "ask_acute": "",
        "ask_acute_again": "",
        "ask_worst": "",
        "ask_effort": "",
        "ask_effort_of": "name",
        "ask_effort_again": "",
        "ask_effort_help": "",
        "ask_effort_rated": "number",
        "ask_control": "",
        "ask_control_of": "name",
        "ask_control_again": "",
        "ask_control_help": "",
        "ask_trouble": "name",
        "ask_trouble_more": "name",
        "ask_trouble_again": "name",
        "ask_trouble_help": "name",
        "ask_another": "",
        "ask_another_again": "",
        "ask_another_help": "",
        "ask_yes": "",
        "ask_no": "",
        "ask_default": "",
        "ask_level": "number",
        "ask_level_again": "number",
        "ask_level_help": "number",
        "ask_level_which": "numbers",
        "ask_level_which_again": "numbers",
        "ask_level_which_help": "numbers",
        "ask_level_or": "first last",
        "ask_level_chosen": "number",
        "ask_level_default": "",
        "ask_rest": "",
        "ask_nothing_more": "",
        "ask_goodbye": "",
        "flag_intro": "",
        "flag_intro_seen": "",
        "flag_help": "",
        "flag_confirm": "",
        "flag_confirm_again": "",
        "flag_default": "",
        "flag_advice": "",
        "flag_saddle": "",
        "flag_saddle_again": "",
        "flag_bladder": "",
        "flag_bladder_again": "",
        "flag_legs": "",
        "flag_legs_again": "",
        "flag_accident": "",
        "flag_accident_again": "",
        "flag_chest": "",
        "flag_chest_again": "",
        "flag_unwell": "",
        "flag_unwell_again": "",
        "flag_history": "",
        "flag_history_again": "",
        "flag_unrelieved": "",
        "flag_unrelieved_again": "",
        "flag_shape": "",
        "flag_shape_again": "",
        "flag_one_leg": "",
        "flag_one_leg_again": "",
        "flag_brittle": "",
        "flag_brittle_again": "",
        "flag_surgery": "",
        "flag_surgery_again": "",
        "flag_pregnant": "",
        "flag_pregnant_again": "",
        "flag_condition": "",
        "flag_condition_again": "",
        "flag_weeks": "",
        "flag_weeks_again": "",
        "flag_below_knee": "",
        "flag_below_knee_again": "",
        "flag_now": "",
        "flag_now_again": "",
        "lock_emergency": "",
        "lock_driving": "",
        "lock_urgent": "",
        "lock_first": "",
        "lock_until": "",
        "lock_stands": "",
        "lock_seen": "",
        "lock_seen_again": "",
        "lock_seen_help": "",
        "lock_off": "",
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
        "story_ago_weeks_many": "number",
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
        "story_reminder": "",
        "story_times_one": "",
        "story_times_many": "number",
        # the verdict: what comes next, and why
        "verdict_locked": "",
        "verdict_unlock": "",
        "verdict_pain_at_rest": "pain",
        "verdict_acute": "",
        "verdict_rest": "",
        "verdict_ask_tomorrow": "",
        "verdict_break_days": "days",
        "verdict_break_weeks": "days",
        "verdict_first_week": "",
        "verdict_second_week": "",
        "verdict_break_month": "level",
        "verdict_break_again": "",
        "verdict_break_months": "level",
        "verdict_morning": "",
        "verdict_weeks": "",
        "verdict_less_today": "",
        "verdict_third_time": "",
        "verdict_level_back": "level",
        "verdict_back_one": "name",
        "verdict_back_many": "number",
        "verdict_strong_one": "name",
        "verdict_strong_many": "number",
        "verdict_strong_small_one": "name",
        "verdict_strong_small_many": "number",
        "verdict_strong_any": "pain",
        "verdict_advice": "",
        "verdict_pain_one": "name",
        "verdict_pain_many": "number",
        "verdict_pain_rising_one": "name",
        "verdict_pain_rising_many": "number",
        "verdict_pain_any": "pain",
        "verdict_pain_unrated": "",
        "verdict_today": "",
        "verdict_yesterday": "",
        "verdict_enough": "",
        "verdict_too_few": "",
        "verdict_tomorrow": "",
        "verdict_in_days": "days",
        "verdict_offer": "level next",
        "verdict_may_stay": "level",
        "verdict_keeping": "level",
        "verdict_kept": "level",
        "verdict_check_failed": "",
        "verdict_check_lost": "",
        "verdict_easier_one": "name",
        "verdict_easier_many": "number",
        "verdict_smaller_one": "name",
        "verdict_smaller_many": "number",
        "verdict_way_up_one": "name",
        "verdict_way_up_many": "number",
        "verdict_more_one": "level name",
        "verdict_more_many": "level number",
        "verdict_first": "level",
        "verdict_mastered_one": "name",
        "verdict_mastered_many": "number",
        "verdict_building": "level",
        "verdict_none_one": "level name",
        "verdict_none_easier": "level name",
        "verdict_name_one": "level mastered name",
        "verdict_name_two": "level mastered name",
        "verdict_name_easier": "level mastered name",
        "verdict_many_one": "level number name",
        "verdict_many_two": "level number name",
        "verdict_many_easier": "level number name",
        "verdict_wait_sessions_one": "level",
        "verdict_wait_sessions_many": "level number",
        "verdict_wait_days": "level",
        "verdict_wait_morning": "level",
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
    felt: Mapping[Felt, tuple[str, ...]]
    """Words of a command that also tell how an exercise felt. Lower case."""
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
