"""Writes a made-up history that ends today: FOLDER YEARS SEED."""

import sys
from datetime import datetime
from pathlib import Path

from journal.demo import write_demo

folder, years, seed = sys.argv[1:]
until = datetime.now().astimezone().date()
write_demo(Path(folder), years=int(years), seed=int(seed), until=until)
