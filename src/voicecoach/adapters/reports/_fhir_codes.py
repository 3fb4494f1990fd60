"""Codes of FHIR resources: LOINC, and those of the HL7 Physical Activity guide (STU 1).

The answers to LOINC 73985-4 are those of its answer list LL734-5. This material
contains content from LOINC (http://loinc.org), copyright Regenstrief Institute,
Inc., available at no cost under the license at http://loinc.org/license.
"""

from __future__ import annotations

from collections.abc import Mapping

from voicecoach.core.activities import Kind

_Json = dict[str, object]

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
_GUIDE = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"

EFFORT = "Effort, 0 to 10"
CONTROL = "All repetitions were under control"
MORNING = "The back on the morning after the session before"
WARNING = "Warning sign reported"


def _concept(system: str, code: str, display: str) -> _Json:
    return {"coding": [{"system": system, "code": code, "display": display}]}


ACTIVITY = _concept(_CATEGORIES, "activity", "Activity")
SURVEY = _concept(_CATEGORIES, "survey", "Survey")
PHYSICAL = _concept(_GUIDE, "PhysicalActivity", "Physical Activity")
PANEL = _concept(_GUIDE, "PAPanel", "Physical Activity Panel")
TYPE = _concept(LOINC, "73985-4", "Exercise activity")
DURATION = _concept(LOINC, "55411-3", "Exercise duration")
PAIN = _concept(
    LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"
)  # fmt: skip

_KINDS: Mapping[Kind, _Json] = {
    Kind.WALK: _concept(LOINC, "LA11834-1", "Walking"),
    Kind.RUN: _concept(LOINC, "LA11836-6", "Running"),
    Kind.RIDE: _concept(LOINC, "LA11837-4", "Bicycling"),
    Kind.SWIM: _concept(LOINC, "LA11838-2", "Swimming"),
}


def kind(of: Kind, note: str) -> _Json:
    """Return the answer to "which activity": a code where the list has one that fits."""
    text = note if of is Kind.OTHER and note else str(of)
    return {**_KINDS.get(of, {}), "text": text}
