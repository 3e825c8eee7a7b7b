"""Keeping records: the only user of TinyDB."""
