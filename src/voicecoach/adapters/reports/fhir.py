"""The log as a FHIR R4 Bundle, to hand to a clinician.

Exercise is told in the codes and the shape of the HL7 Physical Activity guide
(STU 1): a panel for each session or activity, with its type and its duration
as members. Pain is LOINC 72514-3, a score from 0 to 10. The patient has no
name and no number, so that nothing is told that the log does not hold; for
that reason no conformity to the guide's profiles is claimed.

The same log always gives the same bundle: ids are made from the log's own.
What has no time that can be read is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from voicecoach.adapters.reports import _fhir_codes as codes
from voicecoach.core.activities import Activity
from voicecoach.core.records import SessionRecord
from voicecoach.core.units import Ms

Json = dict[str, object]

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:voicecoach:fhir")


def fhir_bundle(records: Sequence[SessionRecord], activities: Sequence[Activity] = ()) -> Json:
    """Return a Bundle of type collection, ready for `json.dumps`.

    Args:
        records: sessions, oldest first.
        activities: of choice, oldest first.
    """
    named = [*(record.id for record in records), *(activity.id for activity in activities)]
    patient = _urn("patient", min(named, default=""))
    resources: list[Json] = [{"resourceType": "Patient", "id": patient.removeprefix(_URN)}]
    for record in records:
        resources += _session(record, patient)
    for activity in activities:
        resources += _activity(activity, patient)
    bundle: Json = {
        "resourceType": "Bundle",
        "id": _urn("bundle", *sorted(named)).removeprefix(_URN),
        "type": "collection",
        "entry": [{"fullUrl": f"{_URN}{each['id']}", "resource": each} for each in resources],
    }
    told = (*(record.started for record in records), *(activity.at for activity in activities))
    times = {time: text for text in told if (time := _time(text))}
    return bundle | ({"timestamp": times[max(times)]} if times else {})


def _session(record: SessionRecord, patient: str) -> Iterator[Json]:
    """Yield what one session tells."""
    begun = _time(record.started)
    if begun is None:
        return
    end = _iso(_after(begun, record.duration))
    start: Json = {"effectiveDateTime": record.started}
    whole: Json = {"effectivePeriod": {"start": record.started, "end": end}}
    make = _Maker(f"session {record.id}", patient)
    if record.sets:
        effort, control = record.answers.effort, record.answers.control
        told: list[tuple[str, Json]] = [
            ("Level", {"valueString": _text(record.level) or "not known"}),
            ("How the session ended", {"valueString": str(record.outcome)}),
            ("Sets done", {"valueInteger": len(record.sets)}),
            ("Sets skipped", {"valueInteger": len(record.skipped)}),
        ]
        told += [] if effort is None else [(codes.EFFORT, {"valueInteger": effort})]
        told += [] if control is None else [(codes.CONTROL, {"valueBoolean": control})]
        kind: Json = {"text": "Floor exercise for the low back"}
        yield from make.panel(whole, kind, round(record.duration / 60_000), told)
    yield from _pains(record, make, start, whole, {"effectiveDateTime": end})
    if record.answers.morning:
        value = str(record.answers.morning).replace("_", " ")
        yield make.note("morning", codes.MORNING, start, {"valueString": value})
    if record.lock:
        told_flag = f"tier {record.lock.tier}: {_text(record.lock.question)}"
        yield make.note("lock", codes.WARNING, start, {"valueString": told_flag})


def _pains(
    record: SessionRecord, make: _Maker, start: Json, whole: Json, end: Json
) -> Iterator[Json]:
    """Yield each score of pain before, during and after a session."""
    if record.answers.pain_now is not None:
        yield make.pain("pain-before", "Pain before the session", start, record.answers.pain_now)
    for number, pain in enumerate(record.pain):
        if pain.score is not None:
            about = f"Pain during the session, at {_text(pain.exercise) or 'no exercise'}"
            yield make.pain(f"pain-{number}", about, whole, pain.score)
    if record.answers.worst_pain is not None:
        worst = record.answers.worst_pain
        yield make.pain("pain-worst", "Worst pain of the session", end, worst)


def _activity(activity: Activity, patient: str) -> Iterator[Json]:
    """Yield what one activity tells."""
    when: Json = {"effectiveDateTime": activity.day.isoformat()}
    make = _Maker(f"activity {activity.id}", patient)
    effort = activity.effort
    told: list[tuple[str, Json]] = (
        [] if effort is None else [(codes.EFFORT, {"valueInteger": effort})]
    )
    note = _text(activity.note)
    told += [("Note", {"valueString": note})] if note else []
    kind = codes.kind(activity.kind, note)
    yield from make.panel(when, kind, activity.minutes, told)
    if activity.pain is not None:
        yield make.pain("pain", "Worst pain of the activity", when, activity.pain)


class _Maker:
    """Makes the resources of one log."""

    def __init__(self, log: str, patient: str) -> None:
        self._log = log
        self._patient = patient

    def panel(
        self, when: Json, kind: Json, minutes: int, told: Sequence[tuple[str, Json]]
    ) -> Iterator[Json]:
        """Yield the panel of one exercise and its members."""
        members = (
            self._activity("type", codes.TYPE, when, {"valueCodeableConcept": kind}),
            self._activity("duration", codes.DURATION, when, {"valueQuantity": _minutes(minutes)}),
        )
        links = [{"reference": f"{_URN}{member['id']}"} for member in members]
        parts = [{"code": {"text": text}, **value} for text, value in told]
        more = {"component": parts} if parts else {}
        yield self._activity("panel", codes.PANEL, when, {"hasMember": links, **more})
        yield from members

    def pain(self, name: str, about: str, when: Json, score: int) -> Json:
        """Return one score of pain."""
        code = codes.PAIN | {"text": about}
        return self._observation(name, [codes.SURVEY], code, when, {"valueQuantity": _score(score)})

    def note(self, name: str, about: str, when: Json, value: Json) -> Json:
        """Return what was answered, in words."""
        return self._observation(name, [codes.SURVEY], {"text": about}, when, value)

    def _activity(self, name: str, code: Json, when: Json, value: Json) -> Json:
        return self._observation(name, [codes.ACTIVITY, codes.PHYSICAL], code, when, value)

    def _observation(
        self, name: str, categories: list[Json], code: Json, when: Json, value: Json
    ) -> Json:
        return {
            "resourceType": "Observation",
            "id": _urn(name, self._log).removeprefix(_URN),
            "status": "final",
            "category": categories,
            "code": code,
            "subject": {"reference": self._patient},
            **when,
            "performer": [{"reference": self._patient}],
            **value,
        }


_URN = "urn:uuid:"


def _urn(*name: str) -> str:
    return f"{_URN}{uuid5(_NAMESPACE, chr(10).join(name))}"


def _minutes(value: int) -> Json:
    return {"value": value, "unit": "minutes", "system": codes.UCUM, "code": "min"}


def _score(value: int) -> Json:
    return {"value": value, "unit": "of 10", "system": codes.UCUM, "code": "{score}"}


def _text(text: str) -> str:
    """Return ``text`` as a string of FHIR may be: no sign that cannot be shown."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _time(text: str) -> datetime | None:
    """Return the time in ``text``; None if there is none with a zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _after(begun: datetime, length: Ms) -> datetime:
    """Return the end of what lasted ``length``; its begin where that is after the last year."""
    try:
        return begun + timedelta(milliseconds=length)
    except OverflowError:
        return begun


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
