"""The rule on easier and harder ways that are another exercise: P01.

It is a rule of the programme, not of cueing: the session would leave such a way out.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.content.guess import did_you_mean
from voicecoach.content.lint.rule import Finding, Rule
from voicecoach.content.lint.subject import Subject
from voicecoach.core.programme import Exercise, Reps, Variant


def _ways(subject: Subject) -> Iterator[Finding]:
    level = subject.level
    known = {each.id: each for each in (*level.relatives, *level.everything)}
    for path, exercise in subject.exercises():
        for key, way in (("easier", exercise.easier), ("harder", exercise.harder)):
            if way and way.exercise:
                for inner, message in _wrong(exercise, way, known):
                    yield Finding((*path, key, inner), message)


def _wrong(
    exercise: Exercise, way: Variant, known: dict[str, Exercise]
) -> Iterator[tuple[str, str]]:
    if way.exercise == exercise.id:
        yield "exercise", "this is the exercise itself"
    elif way.exercise not in known:
        guess = did_you_mean(way.exercise, known)
        yield "exercise", f"no level of the programme has the exercise '{way.exercise}'{guess}"
    else:
        other = known[way.exercise]
        if other.position is not exercise.position:
            message = f"'{other.id}' is done in the position '{other.position}'"
            yield "exercise", f"{message}, not '{exercise.position}'"
        if way.dose and isinstance(way.dose, Reps) != isinstance(other.dose, Reps):
            kinds = ("counted", "timed") if isinstance(way.dose, Reps) else ("timed", "counted")
            yield "dose", f"it is {kinds[0]}, but the dose of '{other.id}' is {kinds[1]}"


RULES = (
    Rule(
        "P01",
        "An exercise that is named as an easier or harder way is there and fits.",
        "A way that cannot be taken is left out, and the listener asks for it in vain.",
        "Name an exercise of the programme in the same position, or leave 'exercise' out and say "
        "what differs.",
        level=_ways,
    ),
)
"""The rules of this module."""
