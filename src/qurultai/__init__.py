"""Qurultai runs a whole international industry forum: one person, one clock."""

import sys

try:  # The system's SQLite may be in the range of the WAL-reset bug (3.7.0-3.51.2): ours comes with the package.
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # PostgreSQL-only installations may do without it; `qurultai doctor` reports the version in use.
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
