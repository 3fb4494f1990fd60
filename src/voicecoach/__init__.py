"""A voice coach for floor exercise: offline, hands-free, eyes-free."""

__version__ = "0.1.0"
