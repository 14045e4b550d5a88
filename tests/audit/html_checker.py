"""The Nu HTML checker (vnu): the W3C's own reading of the HTML standard, of CSS and of SVG.

It is a Java program that comes from npm, pinned by nu/package-lock.json: `make test` fetches it where there are npm and
Java 17.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

HERE = Path(__file__).parent / "nu"
JAR = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Its grammars are deep: the stack that Java gives by itself may be too small. It runs for seconds, which the thorough
# compiler does not win back.
_OPTIONS = ["-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


def command() -> list[str]:
    """How to start it. Without it, tests are skipped with a loud line; with CI=true that is a failure."""
    java = shutil.which("java")
    if java and JAR.is_file():
        return [java, *_OPTIONS, "-jar", str(JAR)]
    if os.environ.get("CI") == "true":
        pytest.fail("no HTML checker found, and CI=true: install Java and npm, then `make test` brings it")
    pytest.skip("NO HTML CHECKED: install Java 17 and npm (apt install default-jre-headless npm), then `make test`")


def messages(files: Sequence[Path]) -> dict[Path, list[str]]:
    """All that it has to say of each file, errors and warnings, by one start of Java; nothing of most."""
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [*command(), *options, *map(str, files)], capture_output=True, check=False, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    found: dict[Path, list[str]] = {path: [] for path in files}
    for message in json.loads(done.stdout)["messages"]:
        path = Path(urlsplit(unquote(message["url"])).path)
        found[path].append(f"{message['type']} in line {message.get('lastLine')}: {message['message']}")
    return found
