"""Seconds that pandas takes to read the 60,000 training images from CSV: the counterpart of CsvReading.cs.

Arguments: file [dtype]. Without a dtype pandas finds the columns' types out itself.
"""
import sys
import time

import pandas

path, *dtype = sys.argv[1:]
start = time.perf_counter()
table = pandas.read_csv(path, dtype=dtype[0] if dtype else None)
seconds = time.perf_counter() - start
assert table.shape == (60_000, 785), table.shape
print(f"{seconds:.3f}")
