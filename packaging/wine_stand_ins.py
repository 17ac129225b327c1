"""What Wine lacks of Windows, for trying the package here: libraries of stand-ins, made from what ours import.

Never shipped. A library that Wine does not have gets one whose functions all return nothing, by the names in the
import tables of our own files; a function that Wine has in name only (it would end the program) is made to return
nothing. A few have to do something, and those are written out in wine_stand_ins.c.
"""

from __future__ import annotations

import re
from pathlib import Path

import pefile
from windows_tree import BINARIES, imports
from working import run

EXPORTS = 0  # the number of that table in such a file
WRITTEN_OUT = Path(__file__).with_suffix(".c")
COMPILER = "x86_64-w64-mingw32-gcc"
# Wine's function for what it has not loads two names and calls the one that gives up: 24 bytes, room for any below.
GIVES_UP = re.compile(rb"\x48\x83\xec\x28\x48\x8d\x0d....\x48\x8d\x15....\xe8", re.DOTALL)
NOTHING = bytes.fromhex("31c0c3")  # xor eax, eax; ret
OF_COMPLEX_NUMBERS = {  # numpy asks for these of the C library; a complex number of floats comes in one register
    "crealf": bytes.fromhex("660f6ec1c3"),  # movd xmm0, ecx; ret
    "cimagf": bytes.fromhex("48c1e920660f6ec1c3"),  # shr rcx, 32; movd xmm0, ecx; ret
    "creal": bytes.fromhex("f20f1001c3"),  # movsd xmm0, [rcx]; ret
    "cimag": bytes.fromhex("f20f104108c3"),  # movsd xmm0, [rcx+8]; ret
}
ASKED_FOR_LATER = {"mscms.dll": {"WcsCreateIccProfile"}}  # by Qt, while it runs: in no table
WINES_MARK = b"Wine builtin DLL"


def stand_ins(tree: Path, wine: Path, folder: Path, work: Path) -> list[str]:
    """Puts into `folder` (the system's, of Wine) what the files of the tree need and Wine has not.

    The names of Wine's own libraries that were mended; they have to be preferred to its builtin ones.
    """
    mended = []
    for library, functions in sorted(imported(tree).items()):
        theirs = wine / library
        if theirs.exists():
            if mend(theirs, functions, folder / library):
                mended.append(theirs.stem)
        elif not library.startswith("api-ms-"):
            make(library, functions, folder, work)
    return mended


def imported(tree: Path) -> dict[str, set[str]]:
    """Which functions of which library of Windows, in small letters, the files of a tree ask for."""
    files = [file for file in sorted(tree.rglob("*")) if file.suffix in BINARIES]
    ours = {file.name.lower() for file in files}
    wanted = {library: set(functions) for library, functions in ASKED_FOR_LATER.items()}
    for file in files:
        for library, function in imports(file):
            # the C library's functions go by a dozen names of "sets"; Wine keeps them all in one
            place = "ucrtbase.dll" if library.startswith("api-ms-win-crt-") else library
            wanted.setdefault(place, set()).update([function] if function else [])
    return {library: functions for library, functions in wanted.items() if library not in ours}


def mend(theirs: Path, functions: set[str], mended: Path) -> bool:
    """Writes Wine's library anew, with those functions mended that would give up; False if there are none."""
    parsed = pefile.PE(str(theirs), fast_load=True)
    parsed.parse_data_directories([EXPORTS])
    content = bytearray(parsed.__data__)
    found = False
    for export in parsed.DIRECTORY_ENTRY_EXPORT.symbols:
        name = (export.name or b"").decode()
        if name in functions and not export.forwarder:
            at = parsed.get_offset_from_rva(export.address)
            if GIVES_UP.match(content, at):
                body = OF_COMPLEX_NUMBERS.get(name, NOTHING)
                content[at : at + len(body)] = body
                found = True
    if found:
        at = content.find(WINES_MARK)  # a file with this mark Wine takes for its own, and loads that instead
        content[at : at + len(WINES_MARK)] = bytes(len(WINES_MARK))
        mended.unlink(missing_ok=True)  # it may be a link to Wine's own
        mended.write_bytes(content)
    return found


def make(library: str, functions: set[str], folder: Path, work: Path) -> None:
    """Builds a library of stand-ins: those written out, and for every other function one that returns nothing."""
    source = work / f"{library}.c"
    given = WRITTEN_OUT.read_text(encoding="utf-8")
    rest = sorted(name for name in functions if not re.search(rf"\b{name}\(", given))
    lines = [f'#include "{WRITTEN_OUT}"', *(f"EXPORTED void *{name}(void) {{ return 0; }}" for name in rest)]
    source.write_text("\n".join([*lines, ""]), encoding="utf-8")
    run(COMPILER, "-shared", "-O2", "-s", "-o", folder / library, source, "-ladvapi32")
