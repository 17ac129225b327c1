"""Workbooks made by hand, byte by byte where need be, so that a test says exactly what is in them."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
END = 0xFFFFFFFE
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main"}
STRICT[RELATIONS] = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="0.0%;[Red]\\-0.0%"/>'
    '<numFmt numFmtId="165" formatCode="0&quot;% of list&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Zip parts into a file."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return whole.getvalue()


def xlsx_parts(rows: str, head: str = "", tail: str = "", book: str = "") -> dict[str, bytes | str]:
    """Give the parts of a workbook with one sheet, Plan, whose rows are written in XML."""
    return {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="Plan" sheetId="1" r:id="r1"/></sheets>{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{RELATIONS}/styles" Target="/xl/styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>',
    }


def xlsx(rows: str, head: str = "", tail: str = "", book: str = "") -> bytes:
    """Make a workbook with one sheet, Plan."""
    return zipped(xlsx_parts(rows, head, tail, book))


def strict_xlsx(rows: str) -> bytes:
    """Make the same in the strict dialect, as Excel's "Strict Open XML Workbook" is written."""
    parts = xlsx_parts(rows)
    for name in parts:
        for plain, strict in STRICT.items():
            parts[name] = str(parts[name]).replace(plain, strict)
    return zipped(parts)


def ods(rows: str, columns: str = "") -> bytes:
    """Make an OpenDocument spreadsheet with one table, Plan, whose rows are written in XML."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Plan">'
        f"{columns}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def record(kind: int, *values: bytes) -> bytes:
    """Make one record of an .xls."""
    data = b"".join(values)
    return struct.pack("<2H", kind, len(data)) + data


def xls_stream(cells: bytes, before: bytes = b"") -> bytes:
    """Make the records of an .xls with one sheet, Plan; style 1 is a percentage. Cells are records too."""
    opening = record(0x809, struct.pack("<4HII", 0x600, 5, 0, 0x7CC, 0, 6)) + before
    opening += record(0x42, struct.pack("<H", 1200))
    opening += b"".join(record(0xE0, struct.pack("<2H16x", 0, style)) for style in (0, 10))
    named = bytes((0, 0, 4, 0)) + b"Plan"
    offset = len(opening) + 4 + 4 + len(named) + 4
    opening += record(0x85, struct.pack("<I", offset), named) + record(0x0A)
    sheet = record(0x809, struct.pack("<4HII", 0x600, 0x10, 0, 0x7CC, 0, 6)) + cells + record(0x0A)
    return opening + sheet


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """Make the record of a number cell of an .xls."""
    return record(0x203, struct.pack("<3Hd", row, column, style, value))


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """Put a stream into the old container, among its small streams if it is shorter than 4,096 bytes."""
    small = len(stream) < 4096
    sectors = -(-len(stream) // 512)
    tables = -(-(sectors + 4) // 128)
    first = tables + 1
    table = [0xFFFFFFFD] * tables + [END, *range(first + 1, first + sectors), END, END]
    table += [0xFFFFFFFF] * (tables * 128 - len(table))
    mini = [*range(1, -(-len(stream) // 64)), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<5I", 0, tables, tables, 0, 4096)
    header += struct.pack("<4I", first + sectors if small else END, int(small), END, 0)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    root = _entry("Root Entry", 5, first if small else END, len(stream) if small else 0, 1)
    directory = root + _entry(name, 2, 0 if small else first, len(stream), 0xFFFFFFFF) + bytes(256)
    body = struct.pack(f"<{len(table)}I", *table) + directory + stream.ljust(sectors * 512, b"\0")
    if small:
        body += struct.pack("<128I", *(mini + [0xFFFFFFFF] * (128 - len(mini))))
    return header + body


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return entry + bytes(36) + struct.pack("<2II", start, size, 0)


def xls(cells: bytes, before: bytes = b"") -> bytes:
    """Make an .xls with one sheet, Plan."""
    return ole(xls_stream(cells, before).ljust(4096, b"\0"))


def binary(kind: int, data: bytes = b"") -> bytes:
    """Make one record of an .xlsb."""
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    return head + bytes((len(data) & 0x7F | 0x80, len(data) >> 7) if len(data) > 127 else (len(data),)) + data


def wide(text: str) -> bytes:
    """Write a text as an .xlsb does."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(cells: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """Make an .xlsb with one sheet, Plan; style 1 is a percentage. Cells are records."""
    parts = xlsx_parts("")
    relations = str(parts["xl/_rels/workbook.xml.rels"]).replace("sheet1.xml", "sheet1.bin")
    styles = binary(617, struct.pack("<I", 2))
    styles += b"".join(binary(47, struct.pack("<2H12x", 0xFFFF, form)) for form in (0, 10)) + binary(618)
    book = binary(131) + binary(143) + binary(156, struct.pack("<2I", 0, 1) + wide("r1") + wide("Plan"))
    sheet = binary(129) + before + binary(148, bytes(16)) + binary(145) + cells + binary(146) + after + binary(130)
    return zipped(
        {
            "[Content_Types].xml": parts["[Content_Types].xml"],
            "_rels/.rels": str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin"),
            "xl/workbook.bin": book + binary(144) + binary(132),
            "xl/_rels/workbook.bin.rels": relations.replace("styles.xml", "styles.bin"),
            "xl/styles.bin": binary(278) + styles + binary(279),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def xlsb_row(row: int, *, hidden: bool = False) -> bytes:
    """Make the record that begins a row of an .xlsb."""
    return binary(0, struct.pack("<2IHBBBI", row, 0, 300, 0, 0x10 if hidden else 0, 0, 0))
