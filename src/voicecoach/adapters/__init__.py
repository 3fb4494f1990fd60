"""The outside world, one file a thing; reached by name, never imported by the flows."""
