from sound_server import sound_server  # noqa: F401 - pytest finds fixtures by their names here
