"""Looking at the built site on this machine: once, or again at every change."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from livereload import Server

from alaminute.commands.run import Run
from alaminute.commands.site import build
from alaminute.console import DONE
from alaminute.errors import SettingsError, SiteError
from alaminute.files import shown_path


def serve(run: Run, *, port: int) -> int:
    """Serve the output folder until interrupted; addresses without `index.html` work, as on a host."""
    output = run.settings.output
    if not (output / "index.html").is_file():
        raise SettingsError(
            f"{shown_path(output)} : pas de site ici ; construisez-le par « make build » ou « make demo »"
        )
    run.console.say(f"{shown_path(output)} est sur http://localhost:{port}/ (Ctrl+C pour arrêter).")
    command = [sys.executable, "-m", "pelican", "--listen", "--port", str(port), "--output", str(output)]
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603  # our own interpreter, no shell
    except KeyboardInterrupt:
        return DONE


def live(run: Run, settings_file: Path, *, port: int, watch: Sequence[Path]) -> int:
    """Build, serve, and do both again whenever something in the content or `watch` changes.

    A fault in the content is said and the former site stays: it is probably a sentence half written.
    """

    def rebuild() -> None:
        try:
            build(run, settings_file)
        except SiteError as error:
            run.console.warn(str(error))

    rebuild()
    server = Server()
    for path in (run.settings.content, *watch):
        server.watch(str(path / "**" if path.is_dir() else path), rebuild)
    server.serve(root=str(run.settings.output), port=port, open_url_delay=None)
    return DONE
