"""The decision table of the specification, in its exact words."""

# ruff: noqa: E501, RUF001 (the words are not ours)

from __future__ import annotations

SPEC: dict[str, tuple[str, str]] = {
    "R0": (
        "any red flag (2.4 tier 1/2)",
        "stop program, block sessions until user confirms medical advice",
    ),
    "R1": (
        "pain ≥6, **or** sharp/shooting/new leg symptom",
        "end exercise now; offer easier variant or end; log `stopped_pain`",
    ),
    "R2": (
        "pain 3–5 during",
        "continue, no progression; if pain rises ≥2 above start -> shorten range or easier variant",
    ),
    "R3": (
        "next morning clearly worse, or weekly mean up two weeks running",
        "next session: one set less or previous variant; 2nd time in a row -> previous level for that family; 3rd -> advise physio/GP",
    ),
    "R4": (
        "all sets at **top of range**, control = yes, effort ≤7 (≥3 in reserve), pain ≤2 (or ≤ start value), morning not worse",
        'count 1 "clean" session',
    ),
    "R5": (
        "2 clean sessions in a row (2-for-2 analogue)",
        "exercise = mastered",
    ),
    "R6": (
        "5/5 mastered **and** ≥2 weeks **and** ≥6 sessions in level",
        'offer next level ("you can stay if you like"); never force',
    ),
    "R7": (
        "below bottom of range in 2 sessions",
        "easier variant",
    ),
    "R8": (
        "dose step inside level",
        "+2 reps (or +5 s) per set when last set reached top with effort ≤6; sets 2 -> 3 after 1 week",
    ),
    "R9": (
        "break since last session",
        "≤7 d: as before · 8–14 d: drop one set first session · 15–28 d: 50 % volume week 1, then +20–30 %/week · >28 d: previous level, 50 % · >3 months: level 1 re-test",
    ),
    "R10": (
        "level 3 mastered",
        "maintenance: 2/week default, floor 1/week; monthly re-check of R4; two failed checks -> back to 3/week",
    ),
    "R11": (
        "default frequency",
        "3/week, non-consecutive; minimum effective 2; warn at >1 session on consecutive strength days (mobility/walking daily is fine)",
    ),
    "R12": (
        "acute onset <3 days or pain at rest ≥7",
        "no strength session; suggest relative rest, gentle walking/pelvic tilt; ask again next day",
    ),
}
"""Row -> its condition and its action."""
EDGES = 'pain 5 vs 6; 2 clean sessions separated by a missed one (allowed) or by a non-clean one (reset); unilateral exercise mastered on one side only (not mastered); session aborted by "stop" (does not count as clean nor failed); missing morning answer (no progression, no regression).'
"""What is to be tested beside the figures of the rows."""
