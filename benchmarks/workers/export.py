"""All entries as CSV with stock TinyDB and csv.DictWriter: FILE."""

import csv
import sys

from tinydb import TinyDB

entries = TinyDB(sys.argv[1], access_mode="r").table("entries").all()
fields = dict.fromkeys(name for entry in entries for name in entry)
writer = csv.DictWriter(sys.stdout, fields)
writer.writeheader()
writer.writerows(entries)
