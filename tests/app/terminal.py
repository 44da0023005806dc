"""The program on a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import termios

from program import PROGRAM, TIMEOUT_S


def on_a_terminal(*words, columns=0, errors=True):
    """Exit status, and what the program shows on a terminal of so many columns (0: of none that it
    tells), with or without its standard error."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=its,
                          stderr=its if errors else subprocess.DEVNULL) as process:
        os.close(its)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # the end of what a terminal has, on Linux
            pass
        os.close(ours)
        return process.wait(TIMEOUT_S), shown.decode().replace("\r\n", "\n")
