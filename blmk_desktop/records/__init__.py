"""Every kind of record the product keeps, declared once. The order is one in which they can be created."""

from __future__ import annotations

from blmk_desktop.records.bookkeeping import BOOKKEEPING
from blmk_desktop.records.declaration import Field, Record, Type, Unit
from blmk_desktop.records.register import REGISTER
from blmk_desktop.records.workforce import WORKFORCE

RECORDS: dict[str, Record] = {record.name: record for record in (*BOOKKEEPING, *REGISTER, *WORKFORCE)}

__all__ = ["RECORDS", "Field", "Record", "Type", "Unit"]
