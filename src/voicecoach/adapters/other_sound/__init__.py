"""The sound of other programs, which is made quieter while the coach speaks."""
