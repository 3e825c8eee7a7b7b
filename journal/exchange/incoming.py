"""Reading a file of entries, whichever of our formats it has."""

from __future__ import annotations

from journal.exchange.reading import Check, Reading


def read_entries(content: bytes, check: Check) -> Reading:
    """The entries in what an export wrote, CSV or JSON. Raises BadFile."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        from journal.exchange import json_file

        return json_file.read(content, check)
    from journal.exchange import csv_file

    return csv_file.read(content, check)
