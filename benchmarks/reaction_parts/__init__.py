"""The parts of the section `reaction`; words, rooms and judgement are those of `hands_free.py`."""
