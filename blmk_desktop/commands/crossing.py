"""The `cross` subcommand: a cross-table of any kind of record or computed table, printed or written to a file."""

from __future__ import annotations

from argparse import Namespace

from blmk_desktop.commands import DONE, Outside, answer, tell, terminal_width
from blmk_desktop.errors import UserError


def cross(asked: Namespace, outside: Outside) -> int:
    """Print a cross-table, or write it to a file."""
    from blmk_desktop.commands.answers import table_answer
    from blmk_desktop.commands.printing import table_lines
    from blmk_desktop.computed.crossing import as_table
    from blmk_desktop.export import write_table
    from blmk_desktop.rules.cross_table import Asked
    from blmk_desktop.summaries.cross_table import cross_table

    how = asked.how or ("sum" if asked.measure else "count")
    rows, columns = _names(asked.rows), _names(asked.columns)
    wanted = Asked(asked.of, rows, columns, asked.measure or "", how, _conditions(asked.where), asked.as_at or "")
    with outside.open_store(asked.file, read_only=True) as store, store.reading() as connection:
        found = cross_table(connection, wanted)
    made = as_table(found)
    if asked.out:
        write_table(found.title, made.fields, made.rows, asked.out)
        tell([f"{asked.out}: {len(made.rows):,} {'row' if len(made.rows) == 1 else 'rows'}"])
    elif asked.json:
        headings = {field.name: field.label for field in made.fields}
        answer({"title": found.title, "columns": headings, **table_answer(made), "notes": list(found.notes)})
        return DONE
    else:
        tell([found.title, "", *table_lines(made, terminal_width())])
    tell(found.notes)
    return DONE


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _conditions(texts: list[str] | None) -> dict[str, str]:
    """Each 'field=what is typed into its filter'."""
    conditions = {}
    for text in texts or []:
        name, sign, typed = text.partition("=")
        if not sign:
            raise UserError(f"'{text}' is not a condition such as 'measure=wte_planned' or 'place=Luton'.")
        conditions[name.strip()] = typed.strip()
    return conditions
