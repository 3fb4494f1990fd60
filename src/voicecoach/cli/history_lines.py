"""The log in plain lines, one fact each."""

from __future__ import annotations

from voicecoach.core.activities import Activity
from voicecoach.core.records import SessionRecord, SetRecord
from voicecoach.core.units import length_text


def log_lines(
    records: tuple[SessionRecord, ...], activities: tuple[Activity, ...]
) -> tuple[str, ...]:
    """Return sessions and activities, oldest first, and how many there are."""
    found = [(record.started, _session(record)) for record in records]
    found += [(activity.day.isoformat(), _activity(activity)) for activity in activities]
    sessions = sum(1 for record in records if record.level)
    totals = [f"Sessions: {sessions}", *([f"Activities: {len(activities)}"] if activities else [])]
    blocks = [lines for _, lines in sorted(found, key=lambda each: each[0])]
    return tuple(line for lines in (*blocks, totals) for line in lines)


def _session(record: SessionRecord) -> list[str]:
    if not record.level:
        return [f"Check-in: {record.started}", "  no session followed", *_answers(record)]
    return [
        f"Session: {record.started}",
        f"  level: {record.level}",
        f"  outcome: {record.outcome}",
        f"  length: {length_text(record.duration)}",
        *(_done(done) for done in record.sets),
        *(f"  skipped: {gone.name}, set {gone.set}" for gone in record.skipped),
        *(f"  pain: {pain.exercise or 'no exercise'}{_of(pain.score)}" for pain in record.pain),
        *_answers(record),
    ]


def _answers(record: SessionRecord) -> list[str]:
    """Return what was answered around the session, and whether it led to a lock."""
    given = record.answers
    told = {
        "pain before": given.pain_now,
        "worst pain": given.worst_pain,
        "effort": given.effort,
        "under control": None if given.control is None else ("no", "yes")[given.control],
        "morning after the session before": given.morning and given.morning.replace("_", " "),
    }
    found = [f"  {name}: {value}" for name, value in told.items() if value is not None]
    if record.lock:
        found.append(f"  locked: tier {record.lock.tier}, {record.lock.question}")
    if record.unlocked:
        found.append("  unlocked: a professional has been seen")
    return found


def _activity(activity: Activity) -> list[str]:
    found = [
        f"Activity: {activity.day.isoformat()}",
        f"  kind: {activity.kind}",
        f"  minutes: {activity.minutes}",
    ]
    told = {"pain": activity.pain, "effort": activity.effort, "note": activity.note or None}
    return found + [f"  {name}: {value}" for name, value in told.items() if value is not None]


def _done(done: SetRecord) -> str:
    side = f", {done.side} side" if done.side else ""
    return f"  done: {done.name}, set {done.set}{side}, {_amount(done)}"


def _amount(done: SetRecord) -> str:
    plural = "" if done.reps == 1 else "s"
    if done.hold_ms:
        return f"{done.reps} hold{plural} of {done.hold_ms // 1000} seconds"
    return f"{done.reps} repetition{plural}"


def _of(score: int | None) -> str:
    return "" if score is None else f", {score} of 10"
