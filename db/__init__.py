"""The data file: opening it safely, migrations, copies and its integrity. SQLite lives here only.

Importing this package is cheap: SQLAlchemy and alembic are imported when they are needed.
"""

from __future__ import annotations

from db.file import DataFile
from db.integrity import integrity
from db.opening import create_file, default_path, is_earlier, open_file
from db.schema import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "DataFile", "create_file", "default_path", "integrity", "is_earlier", "open_file"]
