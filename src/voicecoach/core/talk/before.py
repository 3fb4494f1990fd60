"""The check-in: what is asked before a session, and what it comes to.

Rule 1. While a lock stands, only one thing opens the programme: a professional was seen and
        says that exercise is fine. Then the warning signs are asked about once more, and
        only when none is left is the lock taken back.
Rule 2. A warning sign that was asked for and not answered is no yes, so nothing is locked;
        but it is no "no" either, so no session begins. It is asked again at the next start.
Rule 3. Any other question without an answer holds nobody up: it only leads to no progression.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Log, Outcome
from voicecoach.core.records import Asked, Lock
from voicecoach.core.talk.flags import FLAGS, STRONG, Due, Flag
from voicecoach.core.talk.items import (
    FINISHED,
    HELPED,
    HURTS,
    NOBODY,
    Ask,
    Close,
    Given,
    Item,
    Result,
    marked,
    since,
    value_of,
    was_asked,
)
from voicecoach.core.talk.locking import STAYS, lock_texts, locked, next_flag, reported, unanswered
from voicecoach.core.talk.put import morning, number, yes_no

ACUTE = "acute_onset"
"""Id of the question whether the pain is new: less than three days (R12)."""


def check_in(
    book: Catalogue,
    emergency_number: str,
    *,
    lock: Lock | None = None,
    after_session: bool = False,
    due: Due = Due.ALL,
    seen: bool = False,
    morning: bool = True,
) -> Ask:
    """Return what is asked before a session.

    Args:
        book: the language.
        emergency_number: in digits.
        lock: the one that stands, see `flags.standing_lock`.
        after_session: whether there was a session before.
        due: which warning signs the log asks for, see `flags.due`.
        seen: whether a professional was seen about one before, see `flags.was_seen`.
        morning: whether the morning after the last session has come.
    """
    return _CheckIn(book, emergency_number, lock, after_session, due, seen, morning)


@dataclass(frozen=True, slots=True)
class _CheckIn:
    book: Catalogue
    emergency_number: str
    lock: Lock | None
    after_session: bool
    due: Due
    seen: bool
    morning: bool

    def __call__(self, given: tuple[Given, ...]) -> Item | Close:
        flag = reported(FLAGS, given)
        if flag:
            return locked(self.book, self.emergency_number, flag)
        if marked(given, FINISHED, NOBODY):
            return self._left(given)
        if self.lock and value_of(given, Asked.SEEN) is not True:
            return self._seen_item() if not was_asked(given, Asked.SEEN) else self._stays(self.lock)
        if unanswered(FLAGS, given):
            if self.lock:
                return self._stays(self.lock)
            goodbye = (self.book.say("ask_goodbye"),)
            return Close(Result.UNANSWERED, goodbye, outcome=Outcome.INTERRUPTED)
        back, sign = self._back(given), self._sign(given)
        return (sign or back if self.lock else back or sign) or self._go_on()

    def _sign(self, given: tuple[Given, ...]) -> Item | None:
        """Return the next question about warning signs; None if there is none to ask."""
        intro = "flag_intro_seen" if self.seen or self.lock else "flag_intro"
        return next_flag(self.book, self._flags(given), given, self.book.say(intro))

    def _flags(self, given: tuple[Given, ...]) -> tuple[Flag, ...]:
        pain = value_of(given, Asked.PAIN_NOW)
        alarming = marked(given, HURTS, HELPED) or (isinstance(pain, int) and pain >= STRONG)
        if self.lock or self.due is Due.ALL or value_of(given, Asked.ANYTHING_NEW) is True:
            return FLAGS
        if alarming or self.due is Due.SIGNS:
            return tuple(flag for flag in FLAGS if not flag.fact)
        return ()

    def _back(self, given: tuple[Given, ...]) -> Item | None:
        """Return the next question about the back; None when all are answered."""
        book = self.book
        if not was_asked(since(given, HURTS), Asked.PAIN_NOW):
            return self._pain_item(given)
        if self.after_session and self.morning and not was_asked(given, Asked.MORNING):
            return morning(book)
        if self.after_session and not was_asked(given, Asked.ANYTHING_NEW):
            return yes_no(book, Asked.ANYTHING_NEW, "ask_new", help_=(book.say("ask_new_help"),))
        new = not self.after_session or value_of(given, Asked.ANYTHING_NEW) is True
        if new and value_of(given, Asked.PAIN_NOW) != 0 and not was_asked(given, ACUTE):
            return yes_no(book, ACUTE, "ask_acute")
        return None

    def _pain_item(self, given: tuple[Given, ...]) -> Item:
        """Return the question for the pain now; where the user said that it hurts, its number."""
        item = number(self.book, Asked.PAIN_NOW, "ask_pain", echo="pain_rated")
        if not marked(given, HURTS):
            return item
        replies = {
            command: replace(reply, also=(Log(EntryName.PAIN_RATED, {"score": reply.value}),))
            for command, reply in item.replies.items()
        }
        return replace(item, replies=replies)

    def _seen_item(self) -> Item:
        book = self.book
        item = yes_no(book, Asked.SEEN, "lock_seen", help_=(book.say("lock_seen_help"),))
        return replace(item, texts=(book.say("lock_stands"), *item.texts))

    def _stays(self, lock: Lock) -> Close:
        """Return the end while ``lock`` stands."""
        texts = lock_texts(self.book, self.emergency_number, lock)
        return Close(Result.LOCKED, texts, outcome=Outcome.FINISHED, stays=STAYS)

    def _go_on(self) -> Close:
        opened = (self.book.say("lock_off"),) if self.lock else ()
        return Close(Result.GO_ON, opened, self._unlocked())

    def _left(self, given: tuple[Given, ...]) -> Close:
        """Return the end that came before all was asked."""
        finished = marked(given, FINISHED)
        outcome = Outcome.FINISHED if finished else Outcome.INTERRUPTED
        texts = (self.book.say("ask_goodbye"),) if finished else ()
        clear = not unanswered(FLAGS, given) and self._sign(given) is None
        if self.lock and not (value_of(given, Asked.SEEN) is True and clear):
            return Close(Result.LOCKED, (self.book.say("lock_until"), *texts), outcome=outcome)
        return Close(Result.LEFT, texts, self._unlocked(), outcome)

    def _unlocked(self) -> tuple[Log, ...]:
        return (Log(EntryName.UNLOCKED),) if self.lock else ()
