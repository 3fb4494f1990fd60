"""Files to hand to somebody else: a page, a calendar, a bundle for a clinic."""
