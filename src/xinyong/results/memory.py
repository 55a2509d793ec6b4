"""How much memory this process has held."""

from __future__ import annotations

import sys


def peak_rss_bytes() -> int:
    """Return the most memory this process has held so far, in bytes; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415 (Windows has none)
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in units of 1,024 bytes, macOS in bytes (getrusage(2) of each).
    return peak if sys.platform == "darwin" else peak * 1024
