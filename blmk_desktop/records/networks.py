"""Networks beyond their staff: their payments, what those are worked out from, what papers say of them, maturity."""

from __future__ import annotations

from blmk_desktop.records.declaration import RATE, Field, Record, Type
from blmk_desktop.records.fields import choice, date, month, patients, reference, text, year

PAYMENT_BASES = ("registered patient", "weighted patient", "adjusted patient", "care home bed")

DES_RATE = Record(
    "des_rate",
    "des_rates",
    "Network payment rate",
    "What the Network Contract DES pays for an item in a year or a part of it, and for each of what.",
    (
        text(name="item", label="Payment", key=True, required=True),
        year(name="year", label="Financial year", key=True, required=True),
        month(name="first_month", label="First month", key=True, required=True, help="1 is April."),
        month(name="last_month", label="Last month", required=True),
        Field(
            name="rate",
            label="Rate for the months",
            type=Type.FIGURE,
            unit=RATE,
            help="For all its months together, not for each; blank: nobody could confirm it.",
        ),
        choice(name="basis", label="For each", choices=PAYMENT_BASES, required=True),
        choice(name="paid_to", label="Paid to", choices=("PCN", "practice"), required=True),
        text(name="note", label="Source or note"),
    ),
    title=("item", "year"),
    order=("year", "item", "first_month"),
)

PAYMENT_BASIS = Record(
    "payment_basis",
    "payment_bases",
    "Payment basis",
    "A number that payments need and no register gives, or one that stands in place of the register's, for a year.",
    (
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, required=True),
        year(name="year", label="Financial year", key=True, required=True),
        choice(name="basis", label="Number of", choices=PAYMENT_BASES, key=True, required=True),
        patients(name="number", label="Number", required=True),
        text(name="note", label="Source or note"),
    ),
    title=("pcn", "year", "basis"),
    order=("year", "pcn", "basis"),
)

STATED_PAYMENT = Record(
    "stated_payment",
    "stated_payments",
    "Stated network payment",
    "What a source prints of a network payment for the whole area: a claim, kept in its own words and checked.",
    (
        reference(name="source", label="Source", refers_to="source", key=True, required=True),
        year(name="year", label="Financial year", key=True, required=True),
        text(name="item", label="Payment type", key=True, required=True),
        text(name="amount", label="Rate as printed", required=True, headings=("Amount",)),
        text(name="total", label="Total as printed", headings=("Total",)),
        text(name="effective", label="Effective as printed", headings=("Effective date", "Effective from")),
        text(name="cell", label="Where", hidden=True, help="Sheet and cell it was read from."),
    ),
    title=("item", "year"),
    order=("year", "source", "item"),
)

MATURITY_STEP = Record(
    "maturity_step",
    "maturity_steps",
    "Maturity of a network",
    "The step of the maturity matrix that a network had reached on a date, and what it needs to go further.",
    (
        reference(name="pcn", label="PCN code", refers_to="pcn", key=True, required=True),
        date(name="as_at", label="As at", key=True, required=True),
        choice(name="step", label="Step", choices=("foundation", "step 1", "step 2", "step 3"), required=True),
        text(name="needs", label="Development needs"),
        text(name="note", label="Source or note"),
    ),
    title=("pcn", "as_at"),
    order=("pcn", "as_at"),
)

NETWORKS = (DES_RATE, PAYMENT_BASIS, STATED_PAYMENT, MATURITY_STEP)
