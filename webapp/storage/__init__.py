"""Where the server keeps sealed items and the little that it knows beside them.

`create_storage(settings)` opens it; `Storage.transaction()` and `Storage.reading()` are the only ways in.
"""

from webapp.storage.engine import Storage, create_storage

__all__ = ["Storage", "create_storage"]
