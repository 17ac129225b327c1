"""Run by a Python that has LibreOffice's modules: opens a workbook there, does what somebody would, and saves it.

Arguments: the name of LibreOffice's pipe, the workbook, where to save it, and the steps as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}
WAIT = 60  # seconds for LibreOffice to start


def desktop(pipe: str) -> Any:
    """LibreOffice, once it answers."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + WAIT
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def said(name: str, value: object) -> Any:
    """An option of LibreOffice's."""
    from com.sun.star.beans import PropertyValue

    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def take(document: Any, step: list[Any]) -> None:
    """Take one step: type into a cell (as on the keyboard), insert rows or columns, rename a sheet or add one."""
    what, sheet, *rest = step
    sheets = document.Sheets
    if what == "add":
        sheets.insertNewByName(sheet, 0)
        return
    page = sheets.getByName(sheet)
    if what == "type":
        page.getCellRangeByName(rest[0]).setFormula(str(rest[1]))
    elif what == "rows":
        page.Rows.insertByIndex(*rest)
    elif what == "columns":
        page.Columns.insertByIndex(*rest)
    elif what == "unprotect":
        page.unprotect("")
    elif what == "rename":
        page.setName(rest[0])


def main() -> None:
    """Open, take the steps, save."""
    pipe, path, out, steps = sys.argv[1:]
    document = desktop(pipe).loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (said("Hidden", True),))
    for step in json.loads(steps):
        take(document, step)
    document.calculateAll()
    document.storeToURL(Path(out).as_uri(), (said("FilterName", FILTERS[Path(out).suffix]),))
    document.close(True)


if __name__ == "__main__":
    main()
    os._exit(0)  # the bridge to LibreOffice now and then crashes while Python takes itself down
