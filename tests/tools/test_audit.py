"""The audit names what is not as it should be, and never calls well what it could not check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread

import pytest

from tools import audit
from tools.audit import Answer, Pin

HASH = "\\\n    --hash=sha256:00"


def test_pins_are_read_with_their_hashes() -> None:
    text = f"# a list\nOne_Two==1.0 {HASH} {HASH}\n    # via three\nthree>=2\n"
    assert audit.read_pins(text) == [Pin("one-two", "==1.0", 2), Pin("three", ">=2", 0)]


def test_a_pin_that_leaves_open_what_is_installed_is_named() -> None:
    lists = {"a": [Pin("one", "==1.0", 1), Pin("two", ">=2", 1), Pin("three", "==3", 0)], "b": [Pin("one", "==1.1", 1)]}
    assert list(audit.wrong_pins(lists)) == [
        "a.txt: two is not pinned to one version",
        "a.txt: three has no hash",
        "b.txt: one is pinned to 1.1, elsewhere to 1.0",
    ]


def test_our_own_pins_are_exact() -> None:
    assert audit.pins_are_exact().faults == ()


def test_what_is_installed_and_not_as_pinned_is_named() -> None:
    installed = {"pip": "23.0", "one": "1.0", "two": "2.1", "stranger": "0.1"}
    assert list(audit.strangers(installed, {"one": "1.0", "two": "2.0", "three": "1"})) == [
        "stranger 0.1 is installed and pinned nowhere",
        "two is installed as 2.1, pinned as 2.0",
        "not installed: three (./test --long sets everything up)",
    ]


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-2.0-or-later WITH Bootloader-exception", True),
        ("GPL-2.0-or-later", False),
        ("as you like", False),
        ("unknown", False),
    ],
)
def test_a_licence_may_ship_if_it_can_be_met_with_allowed_ones(licence: str, may: bool) -> None:
    assert audit.allowed(licence) is may


def test_all_that_ships_may_ship() -> None:
    assert audit.licences_are_allowed().faults == ()


def test_several_licences_of_a_part_hold_together() -> None:
    assert audit.licence_of(["MIT", "Zlib OR ISC"]) == "(MIT) AND (Zlib OR ISC)"
    assert audit.licence_of([]) == "unknown"


def test_what_is_compiled_into_a_library_is_asked_about_too() -> None:
    assert dict(audit.compiled_into("python-calamine"))["calamine"] == "(MIT)"
    assert dict(audit.compiled_into("lxml"))["libxslt"] == "MIT"


def test_a_known_vulnerability_is_a_fault_with_the_version_that_mends_it() -> None:
    hole = {"id": "PYSEC-1", "fix_versions": ["1.1"]}
    printed = json.dumps({"dependencies": [{"name": "one", "version": "1.0", "vulns": [hole]}]})
    assert audit.judged(printed) == ({"one"}, ["one 1.0: PYSEC-1, mended in 1.1"])


class Advisories(BaseHTTPRequestHandler):
    """A list of known vulnerabilities on this computer, which has one of lxml's and knows no other."""

    def do_POST(self) -> None:
        """Answers as OSV does."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]
        events = [{"introduced": "0"}, {"fixed": "99.0"}]
        affected = {"package": asked, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
        hole = {"id": "PYSEC-1", "summary": "made up", "affected": [affected]}
        answer = json.dumps({"vulns": [hole]} if asked["name"] == "lxml" else {}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def advisories(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """That list is the only one that is asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("PIP_AUDIT_OSV_URL", f"http://127.0.0.1:{server.server_port}/")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setattr(audit, "SERVICES", ("osv",))
        yield
        server.shutdown()
        thread.join()


@pytest.mark.skipif(find_spec("pip_audit") is None, reason="./test --long installs what audits")
@pytest.mark.usefixtures("advisories")
def test_a_pin_on_a_list_of_vulnerabilities_fails_the_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "LISTS", ("requirements",))
    [fault] = audit.no_known_vulnerability().faults
    assert re.fullmatch(r"lxml [\d.]+: PYSEC-1, mended in 99\.0", fault)


@pytest.mark.parametrize("printed", ["", '{"dependencies": [{"name": "one", "skip_reason": "not found"}]}'])
def test_what_no_list_could_be_asked_about_is_not_answered(printed: str) -> None:
    assert audit.judged(printed) == (set(), [])


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([Answer("a"), Answer("b")], 0),
        ([Answer("a"), Answer("b", unchecked=("not reached",))], 3),
        ([Answer("a", faults=("wrong",)), Answer("b", unchecked=("not reached",))], 1),
    ],
)
def test_the_exit_status_tells_well_from_wrong_from_unchecked(answers: list[Answer], status: int) -> None:
    assert audit.status(answers) == status
