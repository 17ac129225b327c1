"""Buildings of practices: tenure, space, condition, who works in them, and the lists that will grow."""

from __future__ import annotations

from blmk_desktop.records.declaration import Record
from blmk_desktop.records.fields import choice, count, date, money, patients, percent, reference, text, year, yes_no

FACETS = ("physical", "functional", "space", "quality", "statutory", "environmental")

BUILDING = Record(
    "building",
    "buildings",
    "Building",
    "Premises of one or more practices: how it is held, its space and its condition (six facet survey, A to D).",
    (
        text(
            name="name",
            label="Building",
            key=True,
            required=True,
            headings=("Premises", "Site", "Site name", "Property", "Property name"),
        ),
        text(name="postcode", label="Postcode"),
        choice(
            name="tenure",
            label="Tenure",
            choices=(
                "owned by the practice",
                "leased",
                "NHS Property Services",
                "Community Health Partnerships",
                "other",
            ),
        ),
        date(
            name="lease_ends",
            label="Lease ends",
            headings=("Lease end", "Lease expiry", "Lease end date", "Lease expiry date"),
        ),
        count(
            name="area",
            label="Area (m²)",
            headings=("Area", "GIA", "NIA", "Net internal area", "Gross internal area", "GIA m2", "NIA m2"),
        ),
        count(name="clinical_rooms", label="Clinical rooms", headings=("Rooms", "Consulting rooms")),
        patients(
            name="capacity", label="Patients it has room for", headings=("Capacity",), help="As the last survey has it."
        ),
        yes_no(name="temporary", label="Temporary building", headings=("Temporary", "Portakabin")),
        *(
            choice(name=f"facet_{facet}", label=f"Condition: {words}", choices=("A", "B", "C", "D"), headings=(words,))
            for facet, words in zip(
                FACETS,
                (
                    "physical condition",
                    "functional suitability",
                    "space utilisation",
                    "quality",
                    "statutory compliance",
                    "environmental management",
                ),
                strict=True,
            )
        ),
        money(
            name="cost_to_b",
            label="Cost to bring to B",
            headings=("Backlog", "Cost to B", "Backlog cost", "Backlog cost to B", "Backlog maintenance"),
        ),
        date(name="surveyed", label="Surveyed", headings=("Survey date", "Date of survey")),
        text(name="note", label="Note"),
    ),
    title=("name",),
    order=("name",),
)

BUILDING_USE = Record(
    "building_use",
    "building_uses",
    "Practice in a building",
    "A practice that works in a building, and the part of its list that is seen there.",
    (
        reference(name="building", label="Building", refers_to="building", key=True, required=True),
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        percent(
            name="share",
            label="Share of the list seen there",
            help="Blank: what its other buildings leave; all of it where it has no other.",
        ),
        yes_no(name="main", label="Main site"),
    ),
    title=("building", "practice"),
    order=("building", "practice"),
)

LIST_GROWTH = Record(
    "list_growth",
    "list_growth",
    "List growth expected",
    "Patients whom new housing is expected to add to a practice's list by the end of a financial year.",
    (
        reference(name="practice", label="Practice code", refers_to="practice", key=True, required=True),
        text(name="site", label="Development", key=True, required=True),
        year(name="year", label="By the end of", key=True, required=True),
        count(name="homes", label="Homes"),
        patients(
            name="patients",
            label="Patients",
            required=True,
            headings=("Expected patients",),
            help="In all by then: the second year of a development holds the patients of its first.",
        ),
        text(name="note", label="Source or note"),
    ),
    title=("practice", "site", "year"),
    order=("practice", "year"),
)

PREMISES: tuple[Record, ...] = (BUILDING, BUILDING_USE, LIST_GROWTH)
