# pytest finds fixtures by their names here
from bus_server import bus_server  # noqa: F401
from sound_server import sound_server  # noqa: F401
