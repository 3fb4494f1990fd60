"""The measures of the body that is drawn, in centimetres; an adult of about 1.7 m.

Lengths are those between the middles of the joints, rounded from common tables of
anthropometry (for instance Winter, Biomechanics and Motor Control of Human Movement,
segment lengths as shares of the height). Radii are of capsules around them.
"""

from __future__ import annotations

TRUNK = (17.0, 17.0, 16.0)
"""From the hips to the shoulders, in three parts."""
NECK = 10.0
"""From the shoulders to the chin's height."""
HEAD = 12.0
"""From there to the middle of the head."""
ARM = (29.0, 25.0, 11.0)
"""Upper arm, forearm, hand."""
LEG = (42.0, 41.0, 18.0)
"""Thigh, shin, foot from the ankle to the toes."""

HIP_WIDTH = 9.0
"""From the middle to the middle of a hip joint."""
SHOULDER_WIDTH = 16.0
"""The same of a shoulder."""
WIDTHS = (8.5, 7.0, 9.5, 11.5)
"""Half of the width of the trunk between the middles of its edges: hips, waist, ribs, shoulders."""
DEPTHS = (9.5, 8.5, 9.5, 7.0)
"""Radius of the trunk at the same heights."""

NECK_RADIUS = 5.2
HEAD_RADIUS = 10.5
ARM_RADII = (4.4, 3.8, 3.4)
LEG_RADII = (7.0, 5.2, 3.8)
