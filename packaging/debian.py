"""The Debian package: the folder without the libraries that Debian has itself, and what a desktop wants to know."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import debian_texts
import icons
import manual
from debian_libraries import owners, system_libraries
from documented import document
from working import NAME, ROOT, Failed, made_at, run

from blmk_desktop import __version__

MIME = "application-vnd.blmk-primary-care"


def package(bundle: Path, dist: Path) -> Path:
    """Makes the package of a finished folder; the file in `dist`. Raises Failed."""
    architecture = run("dpkg", "--print-architecture").strip()
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "root"
        programs = root / "usr" / "lib" / NAME
        shutil.copytree(bundle, programs, symlinks=True)
        without_debians_own(programs)
        document(programs, "linux")
        fill(root)
        needs = depends(root, programs)
        set_modes(root)
        control(root, architecture, needs)
        file = dist / f"{NAME}_{__version__}_{architecture}.deb"
        run("dpkg-deb", "--build", "--root-owner-group", "-Zxz", root, file)
    return file


def without_debians_own(programs: Path) -> None:
    """Takes out the libraries that Debian keeps up to date; the package depends on them instead."""
    inner = programs / "_internal"
    for name in system_libraries(inner):
        if not name.startswith("libpython") and owners([name]):
            (inner / name).unlink(missing_ok=True)


def fill(root: Path) -> None:
    """Puts in the names in the path, the entry in the menu, the kind of file, the icons and the documents."""
    share, commands, when = root / "usr/share", root / "usr/bin", made_at()
    commands.mkdir(parents=True)
    for name in (NAME, "blmk"):
        (commands / name).symlink_to(f"../lib/{NAME}/{NAME}")
    documents = share / "doc" / NAME
    changes = debian_texts.CHANGELOG.format(
        version=__version__, maintainer=debian_texts.MAINTAINER, when=formatdate(when)
    )
    texts = {
        share / "applications" / f"{NAME}.desktop": debian_texts.ENTRY,
        share / "mime/packages" / f"{NAME}.xml": debian_texts.KIND_OF_FILE,
        share / "metainfo" / f"{NAME}.metainfo.xml": debian_texts.metainfo(__version__, when),
        share / "lintian/overrides" / NAME: debian_texts.OVERRIDES,
        documents / "copyright": debian_texts.copyright_file(when),
    }
    packed = {
        share / "man/man1" / f"{NAME}.1.gz": manual.page(when),
        documents / "changelog.gz": changes,
        documents / "NEWS.gz": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
    }
    contents = {file: text.encode() for file, text in texts.items()}
    contents |= {file: gzip.compress(text.encode(), 9, mtime=0) for file, text in packed.items()}
    for file, content in (contents | pictures(share / "icons/hicolor")).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (share / "man/man1/blmk.1.gz").symlink_to(f"{NAME}.1.gz")


def pictures(folder: Path) -> dict[Path, bytes]:
    """The icon in each size, for the program and for its files."""
    drawn = {f"{size}x{size}/{{}}.png": icons.png(size) for size in icons.ON_LINUX}
    drawn["scalable/{}.svg"] = icons.DRAWING.read_bytes()
    uses = (f"apps/{NAME}", f"mimetypes/{MIME}")
    return {folder / name.format(use): content for name, content in drawn.items() for use in uses}


def depends(root: Path, programs: Path) -> str:
    """The Debian packages whose libraries the files are linked to, with the versions that will do."""
    binaries = list(binaries_in(programs))
    own = [f"-l{folder}" for folder in sorted({path.parent for path in binaries})]
    source = root.parent / "debian" / "control"
    source.parent.mkdir()
    (root / "DEBIAN").mkdir()  # by which the files in it are known as the package's own
    source.write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n", encoding="utf-8")
    found = run("dpkg-shlibdeps", "-O", "--warnings=0", *own, *binaries, where=root.parent)
    line = next((line for line in found.splitlines() if line.startswith("shlibs:Depends=")), "")
    if not line:
        raise Failed(f"dpkg-shlibdeps told no packages:\n{found}")
    return line.partition("=")[2]


def binaries_in(folder: Path) -> Iterator[Path]:
    """The programs and libraries in a folder, told by how they begin."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def set_modes(root: Path) -> None:
    """Programs may be started, all else only read."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or (path.name == NAME and path.parent.name == NAME) else 0o644)


def control(root: Path, architecture: str, needs: str) -> None:
    """What dpkg reads of the package: what it is and needs, and the sum of each file."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    folder = root / "DEBIAN"
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]  # noqa: S324
    told = debian_texts.CONTROL.format(
        name=NAME, version=__version__, architecture=architecture, size=size, needs=needs, by=debian_texts.MAINTAINER
    )
    for name, text in {"control": told, "md5sums": "".join(sums)}.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o644)
