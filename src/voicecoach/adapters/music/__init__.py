"""A user's own music, to be laid under the words."""
