"""Entries out to files and in again: CSV and JSON."""
