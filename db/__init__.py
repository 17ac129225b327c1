"""The data file: opening it safely, connections to it, migrations, copies and its integrity. SQLite lives here only.

Importing this package is cheap: SQLAlchemy and alembic are imported when a connection or a migration is needed.
"""

from __future__ import annotations

from db.file import DataFile
from db.integrity import integrity
from db.opening import create_file, default_path, open_file
from db.schema import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "DataFile", "create_file", "default_path", "integrity", "open_file"]
