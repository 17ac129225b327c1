"""Short words for declaring fields, so that one field is one line."""

from __future__ import annotations

from functools import partial

from blmk_desktop.records.declaration import COUNT, MONEY, PATIENTS, PERCENT, WTE, Field, Type

text = partial(Field, type=Type.TEXT)
lines = partial(Field, type=Type.TEXT, lines=True)
code = partial(Field, type=Type.CODE)
date = partial(Field, type=Type.DATE)
year = partial(Field, type=Type.YEAR)
month = partial(Field, type=Type.MONTH)
choice = partial(Field, type=Type.CHOICE)
yes_no = partial(Field, type=Type.YES_NO)
reference = partial(Field, type=Type.REFERENCE)
money = partial(Field, type=Type.FIGURE, unit=MONEY)
wte = partial(Field, type=Type.FIGURE, unit=WTE)
patients = partial(Field, type=Type.FIGURE, unit=PATIENTS)
percent = partial(Field, type=Type.FIGURE, unit=PERCENT)
count = partial(Field, type=Type.FIGURE, unit=COUNT)
