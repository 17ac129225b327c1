"""The old container of Office files (OLE2): one named stream out of its sectors."""

import struct

_END = 0xFFFFFFFA  # this and above are marks, not sector numbers


def read_stream(content: bytes, names: tuple[str, ...]) -> bytes:
    """Give the first stream of one of these names. Raises ValueError when it is not there or is broken."""
    try:
        return _read_stream(content, {name.lower() for name in names})
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from None


def _read_stream(content: bytes, names: set[str]) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    first_directory, _, cutoff, first_mini = struct.unpack_from("<4I", content, 48)
    table = _allocation(content, size)
    directory = _chain(content, first_directory, table, size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    start, length = next(
        (struct.unpack_from("<2I", entry, 116) for entry in entries if _name(entry) in names), (_END, 0)
    )
    if start >= _END:
        raise ValueError("no such stream")
    if length >= cutoff:
        return _chain(content, start, table, size, size)[:length]
    small = _chain(content, struct.unpack_from("<I", entries[0], 116)[0], table, size, size)
    numbers = _chain(content, first_mini, table, size, size)
    return _chain(small, start, _numbers(numbers), 64, 0)[:length]


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace").lower()


def _allocation(content: bytes, size: int) -> tuple[int, ...]:
    """Read the table that says which sector follows which."""
    sectors = list(struct.unpack_from("<109I", content, 76))
    more, count = struct.unpack_from("<2I", content, 68)
    for _ in range(min(count, len(content) // size)):
        block = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        sectors += block[:-1]
        more = block[-1]
    used = (content[(sector + 1) * size : (sector + 2) * size] for sector in sectors if sector < _END)
    return _numbers(b"".join(used))


def _numbers(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])


def _chain(content: bytes, sector: int, table: tuple[int, ...], size: int, before: int) -> bytes:
    """Join the sectors of a chain; before is the length of the header in front of sector 0."""
    found, seen = [], set()
    while sector < _END:
        if sector in seen or sector >= len(table):
            raise ValueError("broken chain of sectors")
        seen.add(sector)
        found.append(content[before + sector * size : before + (sector + 1) * size])
        sector = table[sector]
    return b"".join(found)
