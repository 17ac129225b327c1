"""Which printed figures still stand where a paper came again under another name: those of its last edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from blmk_desktop.records.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

Claim = TypeVar("Claim")
Page = tuple[str, str]  # source and sheet


def source_order(connection: Connection) -> dict[str, int]:
    """Each source with its place in the order of imports."""
    table = TABLES["source"].c
    return {name: position or 0 for name, position in connection.execute(select(table.name, table.position))}


def still_said(
    claims: Sequence[Claim],
    order: Mapping[str, int],
    page_of: Callable[[Claim], Page],
    subject_of: Callable[[Claim], Hashable],
) -> list[Claim]:
    """The claims, in their order, without those of pages most of whose subjects a source imported later says again.

    What an older edition printed is not held against the figures of the newer one; both stay in the file.
    """
    pages: dict[Page, list[Claim]] = defaultdict(list)
    for claim in claims:
        pages[page_of(claim)].append(claim)
    latest: dict[Hashable, int] = {}
    for (source, _), of_page in pages.items():
        for claim in of_page:
            subject = subject_of(claim)
            latest[subject] = max(order.get(source, 0), latest.get(subject, 0))
    replaced = {
        page
        for page, of_page in pages.items()
        if 2 * sum(latest[subject_of(claim)] > order.get(page[0], 0) for claim in of_page) > len(of_page)
    }
    return [claim for claim in claims if page_of(claim) not in replaced] if replaced else list(claims)
