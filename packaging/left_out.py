"""What of Qt and of the libraries the packages do not carry: one rule, over a file's path as its wheel has it.

The folder made by PyInstaller and the tree for Windows both go by it. Of Qt only what is named here is kept, since Qt
grows with each release; of the other libraries everything is kept but what is named. That nothing is missing, the
self-test of each package proves.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

# Qt's modules that ours import, and what those are linked to. No network among them: what is not there opens nothing.
QT_OF_PYTHON = {"Core", "Gui", "Widgets", "Svg", "PrintSupport"}
QT = {*QT_OF_PYTHON, "DBus", "XcbQpa", "WaylandClient"}
QT_BESIDE = (
    "*.py",
    "*pyside6.abi3.dll",
    "*pyside6.abi3.so*",
    "*shiboken6.abi3.dll",
    "*shiboken6.abi3.so*",
    "libicu*",
    "msvcp140*.dll",
    "shiboken*.pyd",
    "shiboken*.so",
    "vcruntime140*.dll",
)
# No printers on Linux: CUPS is asked for them over a network socket, if only this computer's own. Printing makes a PDF.
QT_PLUGINS = {
    "iconengines/qsvgicon",
    "imageformats/qsvg",
    "platforminputcontexts/composeplatforminputcontextplugin",  # accents typed one after the other
    "platforminputcontexts/ibusplatforminputcontextplugin",
    "platforms/qoffscreen",  # papers and pictures without a screen
    "platforms/qwayland",
    "platforms/qwindows",
    "platforms/qxcb",
    "platformthemes/qxdgdesktopportal",  # the desktop's own file dialogs, and whether it is dark
    "styles/qmodernwindowsstyle",
    "styles/qwindowsvistastyle",
    "wayland-decoration-client/bradient",
    "wayland-shell-integration/xdg-shell",
}

OTHERS = (
    # for writing programs with it, not for running them
    "*.pyi",
    "*/py.typed",
    "*.h",
    "*.c",
    "*.pxd",
    "*.pxi",
    "*.pyx",
    "*.lib",
    "*/tests/*",
    "*/testing/*",
    "*/conftest.py",
    "*/__pyinstaller/*",
    "*/_pyinstaller/*",
    "bin/*",
    "share/*",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/direct_url.json",
    "*.dist-info/top_level.txt",
    # for ./test on Windows alone
    "colorama/*",
    # templates of documents are read from the files beside this folder, which is their source
    "docx/templates/default-docx-template/*",
    # papers are set in the upright weights, regular and bold
    "font_source_sans_pro/files/*.otf",
    "font_source_sans_pro/files/*It.ttf",
    "font_source_sans_pro/files/*Black.ttf",
    "font_source_sans_pro/files/*Light.ttf",
    "font_source_sans_pro/files/*Semibold.ttf",
    # of lxml, the reader and writer of XML
    "lxml/html/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "lxml/builder.*",
    "lxml/cssselect.*",
    "lxml/doctestcompare.*",
    "lxml/objectify.*",
    "lxml/sax.*",
    "lxml/usedoctest.*",
    # of numpy, whole columns of numbers and nothing beyond
    "numpy/_core/*_tests.*",
    "numpy/_core/_simd.*",
    "numpy/_core/lib/*",
    "numpy/distutils/*",
    "numpy/doc/*",
    "numpy/f2py/*",
    "numpy/random/*",
    # of alembic, what writes migrations; ours are written by hand (to run one, it loads every kind of database)
    "alembic/templates/*",
)

# Modules of Python's own library that nothing here uses: no secure connections (and so no OpenSSL, which is what most
# advisories on Python are about; sums of files are Python's own), no servers, no tools for programmers.
OF_PYTHON = (
    "_asyncio",
    "_hashlib",
    "_multiprocessing",
    "_overlapped",  # of Windows: opens a socket as it is loaded, to see what it could do
    "_ssl",
    "asyncio",
    "bdb",
    "cgi",
    "curses",
    "doctest",
    "ensurepip",
    "ftplib",
    "http.cookiejar",
    "http.server",
    "idlelib",
    "imaplib",
    "lib2to3",
    "multiprocessing",
    "nntplib",
    "pdb",
    "poplib",
    "pydoc",
    "pydoc_data",
    "readline",
    "smtplib",
    "ssl",
    "telnetlib",
    "test",
    "tkinter",
    "turtle",
    "turtledemo",
    "unittest",
    "venv",
    "webbrowser",
    "xmlrpc",
)


def left_out(path: str) -> bool:
    """Whether a file of a library, `numpy/f2py/cfuncs.py` say, stays out of the packages."""
    if path.startswith(("PySide6/", "shiboken6/")):
        return not kept_of_qt(PurePosixPath(path))
    return any(fnmatchcase(path, pattern) for pattern in OTHERS)


def kept_of_qt(path: PurePosixPath) -> bool:
    """Whether a file of Qt or of its binding to Python is needed; the wheels for Windows have no folder `Qt`."""
    folders = [folder for folder in path.parts[1:-1] if folder not in {"Qt", "lib"}]
    if folders[:1] == ["plugins"]:
        return f"{folders[-1]}/{path.stem.removeprefix('lib')}" in QT_PLUGINS
    return not folders and (named(path.name) or any(fnmatchcase(path.name.casefold(), kept) for kept in QT_BESIDE))


def named(name: str) -> bool:
    """Whether this is the library or the Python module of one of Qt's modules that are kept."""
    module = name.removeprefix("lib").partition(".")[0]
    if name.endswith((".abi3.so", ".pyd")):
        return module.removeprefix("Qt") in QT_OF_PYTHON
    return (".so" in name or name.endswith(".dll")) and module.removeprefix("Qt6") in QT
