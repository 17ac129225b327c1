"""Makes the pictures of the guide from a data file: `python tools/make_guide_pictures.py FILE`.

`screenshots` takes them; those that the guide shows are copied, in 128 colours, which keeps the guide small. A picture
that `screenshots` does not make (of Excel, or of data that the example lacks) stays as it is. Needs ImageMagick.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WIDEST = 1360  # pixels


def make(file: Path) -> list[str]:
    """Take the pictures and keep those that the guide shows; the names of those that were not made."""
    import main
    from blmk_desktop import guide

    missing = []
    with TemporaryDirectory() as folder:
        main.screenshots(Path(folder), file)
        for picture in sorted({picture for page in guide.pages() for _, picture in page.pictures}):
            taken = Path(folder) / Path(picture).name
            if taken.exists():
                _keep(taken, guide.FOLDER / picture)
            else:
                missing.append(picture)
    return missing


def _keep(taken: Path, kept: Path) -> None:
    kept.parent.mkdir(exist_ok=True)
    fewer = ("-resize", f"{WIDEST}x>", "+dither", "-colors", "128", "-strip")
    subprocess.run(["convert", str(taken), *fewer, f"PNG8:{kept}"], check=True)  # noqa: S607 - wherever it is installed


if __name__ == "__main__":
    print("\n".join(f"Not made anew: {name}" for name in make(Path(sys.argv[1]))))
