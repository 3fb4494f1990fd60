"""The bundle for a clinician: the official schema accepts it, and it says what the log says."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from voicecoach.adapters.reports.fhir import fhir_bundle
from voicecoach.core.activities import Activity, Kind
from voicecoach.core.events import Outcome
from voicecoach.core.records import (
    Answers,
    Lock,
    Morning,
    PainRecord,
    SessionRecord,
    SetRecord,
)
from voicecoach.core.units import Ms

SCHEMA = Path(__file__).parent / "fhir.schema.json.gz"
AT = "2026-11-22T18:30:05.120Z"
SET = SetRecord("bridge", "Bridge", 1, "", 8, Ms(0))


@pytest.fixture(scope="module")
def schema():
    return json.loads(gzip.decompress(SCHEMA.read_bytes()))


@pytest.fixture(scope="module")
def faults(schema):
    """The faults of a bundle, by the official schema as it is; slow where there is one."""
    return finder(schema | {"$ref": "#/definitions/Bundle"})


@pytest.fixture(scope="module")
def faults_soon(schema):
    """The same, where none but our two of its 148 resources is tried for each entry."""
    ours = [{"$ref": f"#/definitions/{name}"} for name in ("Patient", "Observation")]
    definitions = schema["definitions"] | {"ResourceList": {"oneOf": ours}}
    bundle = {"$schema": schema["$schema"], "$ref": "#/definitions/Bundle"}
    return finder(bundle | {"definitions": definitions})


def finder(schema):
    validator = Draft6Validator(schema)

    def faults(bundle):
        error = next(validator.iter_errors(json.loads(json.dumps(bundle))), None)
        return [] if error is None else [error.message]

    return faults


def session(name="s1", started=AT, sets=(SET,), pain=(), **more):
    return SessionRecord(
        name, started, "low-back", "low-back-1", 3, Outcome.COMPLETED, tuple(sets), (),
        tuple(pain), Ms(1_500_000), **more,
    )  # fmt: skip


def activity(name="a1", kind=Kind.RIDE, pain=None, effort=None, note=""):
    return Activity(name, AT, date(2026, 11, 23), kind, 20, pain, effort, note)


def resources(bundle):
    return [entry["resource"] for entry in bundle["entry"]]


def coded(bundle, code):
    """Return the observations with this code."""
    return [
        each
        for each in resources(bundle)[1:]
        if code in [coding["code"] for coding in each["code"].get("coding", ())]
    ]


FULL = session(
    pain=[PainRecord("bridge", 1, "", "it hurts", 4), PainRecord("", 0, "", "", None)],
    answers=Answers(pain_now=2, morning=Morning.LITTLE_WORSE, worst_pain=5, effort=6, control=True),
    lock=Lock(2, "fever"),
)


def test_the_official_schema_accepts_a_full_log(faults):
    done = [activity(f"a{n}", kind, n, n) for n, kind in enumerate(Kind)]

    assert faults(fhir_bundle([FULL, session("s2", sets=())], done)) == []


def test_the_official_schema_accepts_an_empty_log(faults):
    assert faults(fhir_bundle([], [])) == []


@pytest.mark.parametrize(
    ("key", "value"), [("status", 3), ("more", 1), ("effectivePeriod", {"start": "now"})]
)
def test_the_schema_would_find_a_fault(faults_soon, key, value):
    bundle = fhir_bundle([FULL])
    assert faults_soon(bundle) == []
    resources(bundle)[1][key] = value

    assert faults_soon(bundle)


SCORES = st.none() | st.integers(0, 10)
PAINS = st.builds(
    PainRecord, st.text(max_size=3), st.just(1), st.just(""), st.just(""), SCORES
)  # fmt: skip
RECORDS = st.builds(
    session,
    st.text(max_size=5),
    st.sampled_from([AT, "2026-11-22T19:30:05+01:00", "", "today", "2026-11-22T19:30"]),
    st.sampled_from([(), (SET,)]),
    st.lists(PAINS, max_size=2),
    answers=st.builds(
        Answers, pain_now=SCORES, morning=st.none() | st.sampled_from(Morning),
        worst_pain=SCORES, effort=SCORES, control=st.none() | st.booleans(),
    ),
    lock=st.none() | st.builds(Lock, st.sampled_from([1, 2]), st.text(max_size=4)),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(RECORDS, max_size=2, unique_by=lambda record: record.id),
    st.lists(
        st.builds(
            activity, st.text(max_size=5), st.sampled_from(Kind), SCORES, SCORES, st.text()
        ),
        max_size=2,
        unique_by=lambda activity: activity.id,
    ),
)  # fmt: skip
def test_whatever_the_log_holds_the_official_schema_accepts_it(faults_soon, records, activities):
    bundle = fhir_bundle(records, activities)
    urls = [entry["fullUrl"] for entry in bundle["entry"]]

    assert faults_soon(bundle) == []
    assert len(set(urls)) == len(urls)
    links = [m["reference"] for each in resources(bundle) for m in each.get("hasMember", ())]
    assert set(links) <= set(urls)


def test_the_same_log_gives_the_same_bundle_and_another_log_another_patient():
    assert fhir_bundle([FULL], [activity()]) == fhir_bundle([FULL], [activity()])
    one, two = (resources(fhir_bundle([session(name)]))[0]["id"] for name in ("s1", "s2"))
    assert one != two


def test_the_patient_has_no_name_and_no_other_data():
    assert resources(fhir_bundle([FULL]))[0].keys() == {"resourceType", "id"}


def test_every_score_of_pain_is_told_once_with_its_time():
    pains = coded(fhir_bundle([FULL], [activity(pain=3)]), "72514-3")

    assert [each["valueQuantity"]["value"] for each in pains] == [2, 4, 5, 3]
    assert [each["code"]["text"] for each in pains] == [
        "Pain before the session",
        "Pain during the session, at bridge",
        "Worst pain of the session",
        "Worst pain of the activity",
    ]
    assert pains[0]["effectiveDateTime"] == AT
    assert pains[1]["effectivePeriod"]["end"] == "2026-11-22T18:55:05.120Z"
    assert pains[2]["effectiveDateTime"] == "2026-11-22T18:55:05.120Z"
    assert pains[3]["effectiveDateTime"] == "2026-11-23"


def test_a_session_is_a_panel_of_the_physical_activity_guide_with_type_and_duration():
    bundle = fhir_bundle([FULL])
    (panel,) = coded(bundle, "PAPanel")
    (kind,) = coded(bundle, "73985-4")
    (duration,) = coded(bundle, "55411-3")

    assert [member["reference"] for member in panel["hasMember"]] == [
        f"urn:uuid:{kind['id']}",
        f"urn:uuid:{duration['id']}",
    ]
    assert "value" not in "".join(panel)
    assert duration["valueQuantity"] == {
        "value": 25, "unit": "minutes", "system": "http://unitsofmeasure.org", "code": "min",
    }  # fmt: skip
    for each in (panel, kind, duration):
        codes = [category["coding"][0]["code"] for category in each["category"]]
        assert codes == ["activity", "PhysicalActivity"]
        assert each["effectivePeriod"]["start"] == AT


def test_a_check_in_that_ended_in_a_lock_is_no_exercise_but_told():
    bundle = fhir_bundle([session(sets=(), lock=Lock(1, "saddle"))])

    assert coded(bundle, "PAPanel") == []
    assert [each.get("valueString") for each in resources(bundle)[1:]] == ["tier 1: saddle"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Kind.WALK, "LA11834-1"),
        (Kind.RUN, "LA11836-6"),
        (Kind.RIDE, "LA11837-4"),
        (Kind.SWIM, "LA11838-2"),
    ],
)
def test_an_activity_has_the_code_of_its_kind(kind, code):
    (told,) = coded(fhir_bundle([], [activity(kind=kind)]), "73985-4")

    assert told["valueCodeableConcept"]["coding"][0]["code"] == code


def test_an_activity_without_a_code_is_told_in_words():
    (told,) = coded(fhir_bundle([], [activity(kind=Kind.OTHER, note="gardening")]), "73985-4")

    assert told["valueCodeableConcept"] == {"text": "gardening"}


def test_signs_that_cannot_be_shown_are_left_out():
    (told,) = coded(fhir_bundle([], [activity(kind=Kind.OTHER, note="a\x07b \udc80")]), "73985-4")

    assert told["valueCodeableConcept"] == {"text": "a b"}


def test_the_bundle_has_the_time_of_what_is_newest():
    records = [session("s1", "2026-11-22T23:30:00-05:00"), session("s2", "2026-11-23T01:00:00Z")]

    assert fhir_bundle(records)["timestamp"] == "2026-11-22T23:30:00-05:00"


def test_a_session_at_the_end_of_time_ends_when_it_begins():
    last = "9999-12-31T23:59:59+00:00"
    (panel,) = coded(fhir_bundle([session("s1", last)]), "PAPanel")

    assert panel["effectivePeriod"] == {"start": last, "end": "9999-12-31T23:59:59.000Z"}
