"""Audits what the application is made with: pins and their hashes, what is installed, licences, known vulnerabilities.

Exit status 0: all is well; 1: something is not; 3: what could be checked is well, but not everything could be, which is
the case where no list of known vulnerabilities is reached. What was not checked is never called well.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a script, Python looks in this folder only
sys.path.append(str(ROOT / "packaging"))  # which knows what is compiled into a library

LISTS = ("requirements", "requirements-test", "requirements-build")
FETCHED = "packaging/windows"  # fetched and unpacked, never installed here
OF_THE_ENVIRONMENT = {"pip", "setuptools"}  # come with every environment
WELL, NOT_WELL, NOT_CHECKED = 0, 1, 3

# What may ship with the application: licences that ask for no more than to be named and passed on, and the LGPL for Qt,
# which is used as a library of its own.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "FTL",
    "GPL-2.0-or-later WITH Bootloader-exception",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "blessing",
    "libpng-2.0",
}
SERVICES = ("pypi", "osv")  # who publishes known vulnerabilities; the second is asked where the first does not answer
PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)(?P<asked>[^\s\\]*)(?P<hashes>(?:[\s\\]+--hash=\S+)*)", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What one question of the audit found: faults, and what could not be checked."""

    question: str
    faults: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """In a word or two."""
        return "FAULTS" if self.faults else "NOT CHECKED" if self.unchecked else "well"


@dataclass(frozen=True)
class Pin:
    """A line of a list of pins: the name as pip compares it, what is asked of it, and how many hashes it has."""

    name: str
    asked: str
    hashes: int

    @property
    def version(self) -> str:
        """The version asked for; empty if it is not exactly one."""
        return self.asked.removeprefix("==") if re.fullmatch(r"==[\w.!+]+", self.asked) else ""


def main() -> int:
    """Asks every question and says what was found; the exit status as above."""
    if importlib.util.find_spec("pip_audit") is None:
        say("What audits is not installed here: `./test --long` sets everything up, then runs this.")
        return NOT_WELL
    answers = [question() for question in QUESTIONS]
    for answer in answers:
        say(f"{answer.question:32} {answer.verdict}")
        for line in (*answer.faults, *answer.unchecked):
            say(f"    {line}")
    return status(answers)


def status(answers: Iterable[Answer]) -> int:
    """The exit status for these answers."""
    found = list(answers)
    if any(answer.faults for answer in found):
        return NOT_WELL
    return NOT_CHECKED if any(answer.unchecked for answer in found) else WELL


def pins_are_exact() -> Answer:
    """Whether every pin names one version and has hashes, the same one in every list."""
    faults = list(wrong_pins({name: read_pins(text_of(f"{name}.txt")) for name in (*LISTS, FETCHED)}))
    return Answer("Pins with hashes", tuple(faults))


def wrong_pins(lists: dict[str, list[Pin]]) -> Iterator[str]:
    """A sentence for each pin that leaves open what is installed."""
    versions: dict[str, str] = {}
    for name, pins in lists.items():
        for pin in pins:
            if not pin.version:
                yield f"{name}.txt: {pin.name} is not pinned to one version"
            if not pin.hashes:
                yield f"{name}.txt: {pin.name} has no hash"
            if versions.setdefault(pin.name, pin.version) != pin.version:
                yield f"{name}.txt: {pin.name} is pinned to {pin.version}, elsewhere to {versions[pin.name]}"


def installed_is_pinned() -> Answer:
    """Whether this very environment holds what is pinned, and nothing else."""
    pinned = {pin.name: pin.version for name in LISTS for pin in read_pins(text_of(f"{name}.txt"))}
    there = {plain(one.metadata["Name"]): one.version for one in importlib.metadata.distributions()}
    return Answer("Installed as pinned", tuple(strangers(there, pinned)))


def strangers(installed: dict[str, str], pinned: dict[str, str]) -> Iterator[str]:
    """A sentence for each distribution that is there and not as pinned, and one if some that are pinned are missing."""
    for name in sorted(installed.keys() - OF_THE_ENVIRONMENT):
        if name not in pinned:
            yield f"{name} {installed[name]} is installed and pinned nowhere"
        elif installed[name] != pinned[name]:
            yield f"{name} is installed as {installed[name]}, pinned as {pinned[name]}"
    if missing := sorted(pinned.keys() - installed.keys()):
        yield f"not installed: {', '.join(missing)} (./test --long sets everything up)"


def licences_are_allowed() -> Answer:
    """Whether all that ships, and all that is compiled into it as far as it says, may be passed on by us."""
    from contained import BUILT_IN

    from blmk_desktop.made_with import LIBRARIES, STARTER, components

    stated = {each.title: each.licence for each in (*components(), STARTER)}
    stated |= {f"{name} in Qt": licence for name, licence in BUILT_IN["qt"].items()}
    stated |= {f"{name} in {each.title}": licence for each in LIBRARIES for name, licence in compiled_into(each.name)}
    faults = [f"{name}: {licence}" for name, licence in sorted(stated.items()) if not allowed(licence)]
    return Answer(f"Licences ({len(stated)} parts)", tuple(faults))


def compiled_into(name: str) -> Iterator[tuple[str, str]]:
    """Name and licence of what a library's own bills of materials, or its makers' pages, say is compiled into it."""
    from contained import BUILT_IN, crates

    yield from BUILT_IN.get(name, {}).items()
    for file in importlib.metadata.files(name) or ():
        if file.name == "METADATA":
            for part in crates(Path(str(file.locate())).parent):
                yield part.name, licence_of(part.licences)


def licence_of(stated: Iterable[str]) -> str:
    """Licences that hold together, as one expression."""
    return " AND ".join(f"({one})" for one in stated) or "unknown"


@cache
def spdx_licences() -> Any:
    """What reads SPDX expressions; it knows every licence on SPDX's list."""
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()


@cache
def allowed(licence: str) -> bool:
    """Whether an SPDX expression can be met with allowed licences alone."""
    from license_expression import ExpressionError

    spdx = spdx_licences()
    try:
        parsed = spdx.parse(licence, validate=True)
    except ExpressionError:
        return False

    def met(expression: Any) -> bool:
        if isinstance(expression, spdx.AND):
            return all(met(part) for part in expression.args)
        if isinstance(expression, spdx.OR):
            return any(met(part) for part in expression.args)
        return str(expression) in ALLOWED

    return met(parsed)


def no_known_vulnerability() -> Answer:
    """Whether a list of known vulnerabilities names a pin. A pin that no list could be asked about is not checked."""
    question, pins = "Known vulnerabilities", {pin.name for name in LISTS for pin in read_pins(text_of(f"{name}.txt"))}
    left = set(pins)
    for service in SERVICES:
        answered, faults = judged(asked_of(service))
        if faults:
            return Answer(question, tuple(faults))
        left -= answered
        if not left:
            return Answer(question)
    which = "no list of them could be reached" if left == pins else f"no list knows {', '.join(sorted(left))}"
    return Answer(question, unchecked=(f"not checked: {which}",))


def asked_of(service: str) -> str:
    """What pip-audit prints of all our pins; nothing if it could not ask."""
    lists = [part for name in LISTS for part in ("-r", str(ROOT / f"{name}.txt"))]
    asking = ["--disable-pip", "--require-hashes", "--format", "json", "--desc", "off", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, "--timeout", "10"]
    done = subprocess.run([*command, *asking, *lists], capture_output=True, check=False, encoding="utf-8")
    return done.stdout


def judged(printed: str) -> tuple[set[str], list[str]]:
    """The pins that pip-audit has an answer for, and a sentence for each vulnerability."""
    dependencies = json.loads(printed)["dependencies"] if printed.strip() else []
    answered = [one for one in dependencies if "skip_reason" not in one]
    faults = [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in answered
        for hole in one["vulns"]
    ]
    return {plain(one["name"]) for one in answered}, faults


def read_pins(text: str) -> list[Pin]:
    """The pins of a list."""
    found = PIN.finditer(re.sub(r"#.*", "", text))
    return [Pin(plain(one["name"]), one["asked"], one["hashes"].count("--hash=sha256:")) for one in found]


def plain(name: str) -> str:
    """A distribution's name as pip compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def text_of(path: str) -> str:
    """A file of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


def say(line: str) -> None:
    """Prints a line."""
    sys.stdout.write(line + "\n")


QUESTIONS: tuple[Callable[[], Answer], ...] = (
    pins_are_exact,
    installed_is_pinned,
    licences_are_allowed,
    no_known_vulnerability,
)

if __name__ == "__main__":
    sys.exit(main())
