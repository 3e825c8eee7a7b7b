"""Draws every figure at so many moments, as large as a screen of 120 by 40 has room: TIMES.

Prints the seconds of each picture as JSON.
"""

import json
import sys
import time

from journal.content.figures import load_figures
from journal.domain.picture import Picture

SIZE = (72, 35)

times = int(sys.argv[1])
found = []
for figure in load_figures().values():
    picture = Picture(figure, *SIZE)
    for n in range(times):
        begin = time.perf_counter()
        picture.lines(n / times)
        found.append(time.perf_counter() - begin)
print(json.dumps(found))
