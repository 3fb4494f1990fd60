"""Sound as numbers: clips, their edges and loudness, and the deck that plays a timeline.

Everything here is deterministic and touches no device; it may import numpy.
"""
