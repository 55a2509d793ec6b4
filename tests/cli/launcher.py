"""Start a program, press Ctrl-C when asked, and write what it cost: `launcher.py COST NOTES TEXT PROGRAM …`.

With a TEXT, Ctrl-C is pressed soon after the file NOTES (the program's stderr) holds it. Linux counts the memory of the
process that starts a program towards the program's peak, so that a test which has loaded much must not start it itself.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 60.0

cost, notes, text, *program = sys.argv[1:]
# A shell that starts a job in the background has it ignore Ctrl-C, and so would all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
started = subprocess.Popen(program)
if text:
    until = time.monotonic() + PATIENCE_SECONDS
    while text not in Path(notes).read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    started.send_signal(signal.SIGINT)
_, status, usage = os.wait4(started.pid, 0)
found = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
Path(cost).write_text(json.dumps(found), encoding="ascii")
