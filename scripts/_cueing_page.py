"""docs/cueing.md: the cueing rules that voicecoach checks, each with its reason and its fix."""

from __future__ import annotations

from collections.abc import Iterator

from _markdown import BY_MACHINE, join
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.rule import Rule

ABOUT = """\
Somebody who follows by ear alone has nothing but the words.
So every sentence that the coach says follows these rules.
The rules whose names start with V are about what is said to the coach: its spoken commands.
`voicecoach check` warns where one does not.
A warning names the file, the line, the rule, what is wrong, why it matters and what to do.
Rules that only a person can judge have no warning; the review of the content has them."""

DEPARTING = """\
A level or an exercise may depart from a rule where that is right.
Its key `reviewed` names the rule and the reason, and the check says no more about it there:

```yaml
reviewed:
  C35: The left hand rests on the belly on purpose, on both sides.
```"""


def cueing_page() -> str:
    """Return the page."""
    return join(
        [
            "# The cueing rules",
            BY_MACHINE.format(source="the rules in src/voicecoach/content/lint/"),
            ABOUT,
            "## Departing from a rule",
            DEPARTING,
            "## The rules",
            *(block for rule in RULES for block in _rule(rule)),
        ]
    )


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}: {rule.title.rstrip('.')}"
    yield f"- Why: {rule.why}"
    yield f"- Fix: {rule.fix}"
