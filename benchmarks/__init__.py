"""Speed as ratios, each pair measured in turn in the same run: `python -m benchmarks`.

Needs Linux, the development extras and, unless `--here` is given, pip that can fetch the
dependencies of the wheel. Nothing in here is part of the journal.
"""
