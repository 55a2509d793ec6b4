"""What things cost on an ordinary machine: measured, rounded, and used for nothing but plans.

Memory of a run over 364 days, planned and measured (most held at any time, 22 November 2026): `suining-2010` with a
million people 348 and 333 MB, `national-2020` with one million 402 and 412 MB, with five million 475 and 479 MB, with
twenty million, of which one million keep their rows, 671 and 702 MB.

Measured with `benchmarks/speed.py` on two cores of a shared cloud machine (x86-64, Python 3.11, numba 0.68), warm.
The seconds are fitted to eleven runs on one thread (seven schemes, 0.1 to 8 million people, windows of one and seven
days; the fit gives 0.7 to 1.3 times what each took) and brought to the level of a year of `national-2020` with 1.4
billion people, which took 28.7 minutes for both ends on two threads. Another machine may well take half
as long or twice.
Row sizes of the engine are read from its own layout, those of results from their columns.
"""

from __future__ import annotations

FIXED_BYTES = 255_000_000
"""Interpreter, libraries and compiled kernels, before anybody lives; the writer of tables included."""
BLOCK_BYTES = 60_000
"""Of one block: its arrays, half a page of each table that is not full, and what its small tables leave in the heap
while they grow (a year of `national-2020`, twenty million people beside five)."""
SLACK = 1.03
"""What tables grown in place take beyond what is in them: pages that are not full."""
LEDGER_WRITING_BYTES, SERIES_WRITING_BYTES = 500, 130
"""Of one row on its way to the disk: its columns, its frame, and the file being put together."""
SORTING_BYTES = 16
"""Of one record to somebody else while all are sorted by recipient."""

SECONDS_PER_WEEK = 1.2e-9
"""Of one quiet subject, on one thread."""
SECONDS_PER_CHANCE = 0.055e-6
"""Of a candidate or request, most of which are settled while they are drawn."""
SECONDS_PER_ENTRY = 1e-6
"""From the record to the last day on which it stands, shadows included."""
SECONDS_PER_ROW = 1.2e-6
"""Of one ledger row that is kept: put in order, hashed, compressed, written."""
SECONDS_PER_WINDOW = 0.08e-3
"""Of one block of ids: counting, hashing, handing over."""
SECONDS_OUTSIDE = 0.8
"""Reading, tables of chances, opening and closing files."""
THREAD_GAIN = 0.8
"""How much of a further core becomes speed."""

LEDGER_FILE_BYTES, SUBJECT_FILE_BYTES, FOREIGN_FILE_BYTES, SERIES_FILE_BYTES = 15, 6, 18, 1.55
"""Of one row, compressed."""
SMALL_FILES_BYTES = 200_000
"""Manifest, chain, citation and the other small files together."""
