"""Single values of a file, read: texts, numbers, names of choices.

Each function takes what the file holds and raises `UnfitError` if it does not
fit; times and ranges have `units` of their own.
"""

from __future__ import annotations

import re
from enum import StrEnum

from voicecoach.content.guess import did_you_mean
from voicecoach.content.units import UnfitError, shown

MAX_TEXT = 500
"""Characters of one text; a sentence of 20 words has about 120."""
MAX_TEXTS = 60
"""Sentences in one list."""
MAX_WORDS = 60
"""Characters of the words on a beat."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RULE = re.compile(r"[A-Z][0-9]{2}")
"""Id of a cueing rule."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")


def read_text(value: object, *, most: int = MAX_TEXT) -> str:
    """Return one text, its white space folded."""
    if not isinstance(value, str):
        raise UnfitError(f"a text is wanted, not {shown(value)}{_quote_hint(value)}")
    text = " ".join(value.split())
    if not text:
        raise UnfitError("the text is empty")
    if len(text) > most:
        raise UnfitError(f"the text has {len(text)} characters; {most} are the most")
    return text


def read_whole(value: object, *, most: int) -> int:
    """Return a whole number from 1 to ``most``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitError(f"a whole number is wanted, not {shown(value)}")
    if not 1 <= value <= most:
        raise UnfitError(f"a number from 1 to {most} is wanted, not {value}")
    return value


def read_format(value: object) -> int:
    """Return the version of the format, which is 1."""
    if isinstance(value, int) and value is not True and value == 1:
        return 1
    raise UnfitError(f"this voicecoach reads format 1, not {shown(value)}")


def read_id(value: object) -> str:
    """Return an id: lower case, digits and hyphens."""
    if isinstance(value, str) and ID.fullmatch(value) and len(value) <= MAX_WORDS:
        return value
    raise UnfitError(
        f"an id of lower-case letters, digits and hyphens is wanted, such as 'pelvic-tilt', "
        f"not {shown(value)}"
    )


def read_language(value: object) -> str:
    """Return a BCP 47 tag: language, script, region, variants."""
    if isinstance(value, str) and LANGUAGE.fullmatch(value):
        return value
    raise UnfitError(f"a language tag is wanted, such as 'en' or 'pt-BR', not {shown(value)}")


def read_choice(value: object, *, kind: type[StrEnum]) -> StrEnum:
    """Return the member of ``kind`` that has this name."""
    if isinstance(value, str) and value in set(kind):
        return kind(value)
    names = ", ".join(f"'{name}'" for name in kind)
    raise UnfitError(f"one of {names} is wanted, not {shown(value)}{did_you_mean(value, kind)}")


def read_choices(value: object, *, kind: type[StrEnum]) -> tuple[StrEnum, ...]:
    """Return the members of ``kind`` that have these names; a single name is a list of one."""
    names = value if isinstance(value, list) else [value]
    return tuple(read_choice(name, kind=kind) for name in names)


def read_flag(value: object) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise UnfitError(f"true or false is wanted, not {shown(value)}")


def read_reasons(value: object) -> dict[str, str]:
    """Return why rules are departed from: rule id -> reason."""
    if not isinstance(value, dict) or not value:
        raise UnfitError(
            f"lines like 'C35: the hands differ on purpose' are wanted, not {shown(value)}"
        )
    for rule in value:
        if not RULE.fullmatch(str(rule)):
            raise UnfitError(f"'{str(rule)[:20]}' is no rule; a rule is named like C35")
    return {rule: read_text(reason) for rule, reason in value.items()}


def _quote_hint(value: object) -> str:
    if isinstance(value, dict | list):
        return "; put a text that starts with { or [ or holds a colon in quotes"
    return "" if value is None else "; put it in quotes"


def listed(value: object) -> object:
    """Return a single text as a list of one."""
    if value is None or (isinstance(value, list) and not 0 < len(value) <= MAX_TEXTS):
        raise UnfitError(f"one to {MAX_TEXTS} texts are wanted; or remove the key")
    return tuple(value) if isinstance(value, list) else (value,)
