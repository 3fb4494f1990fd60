"""Questions before and after a session: a state machine beside that of the session."""
