"""Run TinyDB's own tests with SafeJSONStorage in the place of JSONStorage.

Not collected by pytest; run it as `python tests/tinydb_suite.py`. It fetches TinyDB's source
by pip into a temporary folder, runs its tests there, and exits as pytest does.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "4.9.0"
ROOT = Path(__file__).parent.parent

LEFT_OUT = {
    "test_middlewares.py::test_caching_json_write": "looks at the private _handle of JSONStorage",
}
"""Tests that no other storage can pass, and why."""

PLUGIN = """
import sys
sys.path.insert(0, {root!r})
import tinydb
import tinydb.storages
from journal.store.storage import SafeJSONStorage

class JSONStorage(SafeJSONStorage):
    __module__ = "tinydb.storages"  # one test reads the name of the storage's class

tinydb.JSONStorage = tinydb.storages.JSONStorage = JSONStorage
tinydb.TinyDB.default_storage_class = JSONStorage

def pytest_sessionfinish():
    assert tinydb.TinyDB.default_storage_class is JSONStorage
"""


def fetch(folder: Path) -> Path:
    """TinyDB's source with its tests, unpacked in `folder`."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "tinydb"]
    subprocess.run([*pip, "-d", str(folder), f"tinydb=={VERSION}"], check=True)
    (archive,) = folder.glob("tinydb-*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / f"tinydb-{VERSION}"


def main() -> int:
    """Fetch, run, and say what was left out; the exit code is pytest's."""
    with tempfile.TemporaryDirectory() as name:
        source = fetch(Path(name))
        if not (source / "tests").is_dir():
            sys.exit(f"the source of TinyDB {VERSION} came without its tests")
        (source / "safe_storage_plugin.py").write_text(PLUGIN.format(root=str(ROOT)))
        options = [f"--deselect=tests/{test}" for test in LEFT_OUT]
        for test, why in LEFT_OUT.items():
            print(f"left out: {test}: {why}")  # noqa: T201
        plugins = ["-p", "safe_storage_plugin", "-p", "no:cacheprovider"]
        where = ["-c", "/dev/null", "--rootdir", ".", "-q", "-rfE", *options, "tests"]
        command = [sys.executable, "-m", "pytest", *plugins, *where]
        return subprocess.run(command, cwd=source, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
