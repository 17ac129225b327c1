"""The register: places, practices, networks, who belongs to whom and since when, contracts and lists."""

from __future__ import annotations

from blmk_desktop.records.declaration import Positions, Record
from blmk_desktop.records.fields import choice, code, date, patients, reference, text, yes_no

ODS_CODE = r"[A-Z][0-9A-Z]{4,5}"
PCN_CODE = r"U[0-9]{5}"

PLACE = Record(
    "place",
    "places",
    "Place",
    "A place within the integrated care system, such as a borough.",
    (
        text(
            name="name",
            label="Place",
            key=True,
            required=True,
            headings=("Place name", "Borough", "Locality"),
        ),
        text(
            name="commissioners",
            label="Former CCGs",
            help="Codes of the CCGs whose area it was in, with commas.",
        ),
    ),
    title=("name",),
)

PRACTICE = Record(
    "practice",
    "practices",
    "Practice",
    "A GP practice. Its ODS code is the key and is never used again; a closed practice stays, with its status.",
    (
        code(
            name="code",
            label="Practice code",
            key=True,
            required=True,
            pattern=ODS_CODE,
            headings=(
                "ODS code",
                "Practice.Code",
                "Organisation code",
                "Partner organisation code",
                "GP practice code",
            ),
            help="The six-character ODS code, for example E81001.",
        ),
        text(
            name="name",
            label="Practice name",
            required=True,
            headings=("Name", "Practice", "GP practice", "Partner name", "location_name"),
        ),
        text(name="postcode", label="Postcode", headings=("Practice postcode", "Post code")),
        choice(name="status", label="Status", choices=("Active", "Dormant", "Closed", "Proposed")),
        date(name="opened", label="Opened", headings=("Open date", "Practice open date", "Date opened")),
        date(name="closed", label="Closed", headings=("Close date", "Practice close date", "Date closed")),
        code(
            name="commissioner",
            label="Commissioner",
            headings=("Commissioner code", "CCG code", "Sub ICB code", "Practice parent CCG code"),
            help="The organisation that commissions it now, or last did: an ICB, sub-ICB or CCG code.",
        ),
        yes_no(name="dispensing", label="Dispensing", headings=("Dispensing practice",)),
        choice(
            name="cqc_rating",
            label="CQC rating",
            choices=("Outstanding", "Good", "Requires improvement", "Inadequate"),
            headings=("latest_rating", "Overall rating"),
        ),
    ),
    title=("name", "code"),
    order=("name",),
    positions=(
        Positions(
            "ODS practice file (epraccur)",
            width=27,
            columns={
                1: "code",
                2: "name",
                4: "area.ics",
                10: "postcode",
                11: "opened",
                12: "closed",
                13: "status",
                15: "commissioner",
            },
            keep=(26, "4"),
            values={"status": {"A": "Active", "C": "Closed", "D": "Dormant", "P": "Proposed"}},
        ),
    ),
)

PCN = Record(
    "pcn",
    "pcns",
    "PCN",
    "A primary care network.",
    (
        code(
            name="code",
            label="PCN code",
            key=True,
            required=True,
            pattern=PCN_CODE,
            headings=("Network code",),
            none=("U",),
        ),
        text(name="name", label="PCN name", required=True, headings=("Network name", "Network", "PCN")),
        reference(name="place", label="Place", refers_to="place"),
        code(
            name="commissioner",
            label="Commissioner",
            headings=(
                "Current clinical commissioning group code",
                "PCN parent CCG code",
                "CCG code",
                "Sub ICB code",
                "Commissioner code",
                "Current Sub ICB Loc Code",
            ),
        ),
        date(name="opened", label="Opened", headings=("Open date",)),
        date(name="closed", label="Closed", headings=("Close date",)),
        text(name="postcode", label="Postcode"),
        text(name="contact", label="Contact", help="Whom to ask about a return: a role or a shared mailbox."),
    ),
    title=("name", "code"),
    order=("name",),
)

MEMBERSHIP = Record(
    "membership",
    "memberships",
    "Membership",
    "A practice belonging to a network from a date to a date.",
    (
        reference(
            name="practice",
            label="Practice code",
            refers_to="practice",
            key=True,
            required=True,
            headings=("Partner organisation code", "Practice", "ODS code", "GP practice code"),
        ),
        reference(
            name="pcn",
            label="PCN code",
            refers_to="pcn",
            key=True,
            required=True,
            headings=("PCN", "Network"),
        ),
        date(
            name="start",
            label="From",
            key=True,
            required=True,
            headings=("Practice to PCN relationship start date", "Start date", "Joined"),
        ),
        date(
            name="end",
            label="To",
            headings=("Practice to PCN relationship end date", "End date", "Left"),
            help="The last day; blank while it lasts.",
        ),
    ),
    title=("practice", "pcn"),
    order=("pcn", "practice", "start"),
)

CONTRACT = Record(
    "contract",
    "contracts",
    "Contract",
    "The kind of contract a practice holds, from a date to a date.",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        choice(
            name="contract_type",
            label="Contract type",
            choices=("GMS", "PMS", "APMS", "Other"),
            key=True,
            required=True,
            headings=("Contract",),
        ),
        date(
            name="start",
            label="From",
            key=True,
            required=True,
            help="The start, or the first date it is known for.",
        ),
        date(name="end", label="To", help="The last day; blank while it lasts."),
    ),
    title=("practice", "contract_type"),
    order=("practice", "start"),
)

LIST_SIZE = Record(
    "list_size",
    "list_sizes",
    "List size",
    "A practice's registered and weighted list on a date, as one source gives it.",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        date(name="as_at", label="As at", key=True, required=True, headings=("Date", "Extract date")),
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        patients(
            name="registered",
            label="Registered list",
            headings=(
                "Number of registered patients (last known figure)",
                "Registered patients",
                "Number of registered patients",
                "List size",
            ),
        ),
        patients(
            name="weighted",
            label="Weighted list",
            headings=(
                "Number of weighted patients (last known figure)",
                "Weighted patients",
                "Number of weighted patients",
            ),
        ),
        text(name="cell", label="Where", hidden=True, help="Sheet and cell the figure was read from."),
    ),
    title=("practice", "as_at"),
    order=("practice", "as_at"),
)

REGISTER = (PLACE, PRACTICE, PCN, MEMBERSHIP, CONTRACT, LIST_SIZE)
