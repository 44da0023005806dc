"""Pages that show a session: their files and commands, in order, and what the commands print.

A block that follows a line ending in "`name`:" is the file of that name. In a block without a
language a line "$ command" is a command, and what follows is what it prints, where `...` stands for
anything within a line or, alone, for any lines."""

import pathlib
import re
import subprocess

from program import PROGRAM, TIMEOUT_S

BLOCK = re.compile(r"(?:`([\w.]+)`:\n\n)?^```(\w*)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)


def steps(page):
    """("file", name, text) and ("command", command, what is printed) of a page, in its order."""
    found = []
    for name, language, text in BLOCK.findall(page):
        if name:
            found.append(("file", name, text))
        elif not language:
            found += [("command", *each) for each in COMMAND.findall(text)]
    return found


def printed(command, folder):
    """What a command prints, in a pipe, with the program on the path; it must succeed."""
    path = f'PATH="{pathlib.Path(PROGRAM).parent}:$PATH"; {command}'
    ended = subprocess.run(["bash", "-c", path], cwd=folder, text=True, timeout=TIMEOUT_S,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert ended.returncode == 0, f"{command}: {ended.stdout}"
    return ended.stdout


def matches(shown, text):
    lines = [r"(?:.*\n)*" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + r"\n"
             for line in shown.splitlines()]
    return re.fullmatch("".join(lines), text)


def renewed(page, command, shown, text):
    """The page with what the command printed; what has `...` is left to people."""
    return page.replace(f"$ {command}\n{shown}", f"$ {command}\n{text}", 1)
