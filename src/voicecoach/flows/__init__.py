"""The loops that play a session: live, in lockstep with files, and laid on tape.

They know ports, the core and the deck; never an adapter, never the command line.
"""
