"""Makes the pictures of the guide from a data file: `python tools/make_guide_pictures.py FILE`.

`screenshots` takes them; those that the guide shows are copied, in 128 colours, which keeps the guide small. Some pages
have little to show from the published papers alone: theirs are taken from made-up data. A picture that `screenshots`
does not make (of Excel, or of a plan that somebody changed) stays as it is. Needs ImageMagick, and a screen of 1366 by
768 or more (a virtual one does).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WIDEST = 1360  # pixels
OF_A_ROUND = ("pcn-workforce-plans-returns-light.png", "pcn-workforce-plans-actuals-light.png")
OF_PRACTICES = ("risks-resilience-light.png", "import-light.png")  # the plans are new there
EXAMPLES = "tests.blmk_desktop"  # where made-up returns, claims and practices come from, each run as a program


def make(file: Path) -> list[str]:
    """Take the pictures and keep those that the guide shows; the names of those that were not made."""
    from blmk_desktop import guide

    wanted = {Path(picture).name: guide.FOLDER / picture for page in guide.pages() for _, picture in page.pictures}
    missing = set(wanted)
    with TemporaryDirectory() as folder:
        for taken in _taken(file.resolve(), Path(folder)):
            if taken.name in wanted:
                _keep(taken, wanted[taken.name])
                missing.discard(taken.name)
    return sorted(missing)


def _taken(file: Path, folder: Path) -> Iterator[Path]:
    """Every picture that may be wanted, of each page from the file that shows it best."""
    made_up = {*OF_A_ROUND, *OF_PRACTICES}
    yield from (path for path in _pictures(file, folder / "example") if path.name not in made_up)
    for begun, names in ((_round(file, folder), OF_A_ROUND), (_practices(folder), OF_PRACTICES)):
        yield from (path for path in _pictures(begun, folder / begun.stem) if path.name in names)


def _pictures(file: Path, folder: Path) -> list[Path]:
    import main
    from ui.screenshots import take_all

    main.do_without_screen()
    return take_all(main.open_store, folder, file, modes=("light",))


def _round(file: Path, folder: Path) -> Path:
    """The same file with a round under way: forms sent, most returned, three wrong; claims of six months."""
    begun, sent, back, claims = folder / "BLMK.blmk", folder / "sent", folder / "back", folder / "claims"
    shutil.copyfile(file, begun)
    year = ("--year", "2022/23", "--out", str(sent), "--mark-sent", "--due", "2022-12-02")
    _run("main.py", "template", "pcn-plan", "--all", *year, "--file", str(begun))
    _run("-m", f"{EXAMPLES}.importing.returns.returns", str(begun), str(back))
    for late in sorted(back.iterdir())[8::7]:
        late.unlink()
    _run("-m", f"{EXAMPLES}.actuals_example", str(claims))
    for came in (back, claims):
        _run("main.py", "import", str(came), "--accept-valid", "--file", str(begun))
    return begun


def _practices(folder: Path) -> Path:
    """A file of made-up practices: nothing invented is said of a real one."""
    made = folder / "Practices.blmk"
    _run("-m", f"{EXAMPLES}.resilience_example", str(made))
    return made


def _run(*words: str) -> None:
    """Run a program of this project; one that ends with 1 has done what it could, which is enough here."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr)


def _keep(taken: Path, kept: Path) -> None:
    kept.parent.mkdir(exist_ok=True)
    fewer = ("-resize", f"{WIDEST}x>", "+dither", "-colors", "128", "-strip")
    subprocess.run(["convert", str(taken), *fewer, f"PNG8:{kept}"], check=True)  # noqa: S607 - wherever it is installed


if __name__ == "__main__":
    print("\n".join(f"Not made anew: {name}" for name in make(Path(sys.argv[1]))))
