"""Measures how fast the program is beside other programs, and writes docs/PERFORMANCE.md (see ``python -m benchmarks --help``)."""

import os

# Set before numpy is loaded, as for a worker: idle threads of its matrix routines would count as processor time.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
