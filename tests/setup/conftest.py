"""The scripts' own modules, importable; last on the path, for one of them is called test."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"
sys.path.append(str(SCRIPTS))


@pytest.fixture
def scripts():
    return SCRIPTS


@pytest.fixture
def project(tmp_path):
    """A small project of the same name that installs without a network or a build backend."""
    return make_project(tmp_path)


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory):
    """One such project for all tests of a module, which leave its sources as they found them."""
    return make_project(tmp_path_factory.mktemp("shared"))


def make_project(parent):
    folder = parent / "some project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "voicecoach"\nversion = "1"\n'
        '[project.optional-dependencies]\nespeak = ["no-such-package-anywhere"]\n'
        "[build-system]\nrequires = []\n"
        'build-backend = "backend"\nbackend-path = ["."]\n'
        "[dependency-groups]\n"
        'test = ["pytest>=8"]\ndev = [{ include-group = "test" }, "ruff"]\n',
        encoding="utf-8",
    )
    (folder / "backend.py").write_text(_BACKEND, encoding="utf-8")
    (folder / "src" / "voicecoach").mkdir(parents=True)
    (folder / "src" / "voicecoach" / "__init__.py").touch()
    (folder / "src" / "voicecoach" / "__main__.py").write_text(
        "import sys\nprint(sys.argv[1:], sys.prefix)\nsys.exit(7)\n", encoding="utf-8"
    )
    return folder


_BACKEND = '''
"""The least build backend: an editable wheel that points at src."""
import pathlib
import zipfile

META = "Metadata-Version: 2.1\\nName: voicecoach\\nVersion: 1\\nProvides-Extra: espeak\\n" \\
    "Requires-Dist: no-such-package-anywhere; extra == 'espeak'\\n"


def build_editable(folder, config_settings=None, metadata_directory=None):
    files = {
        "voicecoach.pth": str(pathlib.Path("src").resolve()),
        "voicecoach-1.dist-info/METADATA": META,
        "voicecoach-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: tests\\n"
        "Root-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{name},,\\n" for name in files) + "voicecoach-1.dist-info/RECORD,,\\n"
    name = "voicecoach-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        for path, text in {**files, "voicecoach-1.dist-info/RECORD": record}.items():
            wheel.writestr(path, text)
    return name


def build_wheel(folder, config_settings=None, metadata_directory=None):
    return build_editable(folder)
'''
