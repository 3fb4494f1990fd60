"""One album for all formats, and each format written once."""

import pytest

from albums import ENGINES, production


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """An album of four parts."""
    return production(tmp_path_factory.mktemp("album"))


@pytest.fixture(scope="session")
def written(made, tmp_path_factory):
    """A function from the name of a format to the folder that it has written; done once."""
    folders = {}

    def write(name):
        if name not in folders:
            folders[name] = tmp_path_factory.mktemp(name)
            ENGINES[name].make().write(made, folders[name])
        return folders[name]

    return write
