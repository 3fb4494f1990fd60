"""The cueing rules as checks: each with an id, the reason for it, and what to do.

A fault makes a level unusable; a remark of a rule says that somebody who
follows by ear alone may be lost. Rules that only a person can judge are not
here: docs/content-review.md has them.
"""
