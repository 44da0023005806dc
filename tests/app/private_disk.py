"""A small disk that only some processes see: a tmpfs in its own mount namespace."""

import os
import pathlib
import shutil
import subprocess


def _unshare():
    """A command in its own mount namespace, in which it may mount."""
    own_user = () if os.geteuid() == 0 else ("--map-root-user",)
    return ("unshare", "--mount", "--propagation", "private", *own_user)


def why_impossible():
    """Why this machine does not allow mounting a private disk; empty if it does."""
    for program in ("unshare", "nsenter", "mount"):
        if shutil.which(program) is None:
            return f"there is no {program}"
    tried = subprocess.run([*_unshare(), "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
                           capture_output=True, text=True)
    return "" if tried.returncode == 0 else f"no private mounts here: {tried.stderr.strip()}"


def on_another_disk(place):
    """A launcher of programs that see a disk of their own where others see the directory `place`."""
    return (*_unshare(), "sh", "-c", 'mount -t tmpfs tmpfs "$0" && exec "$@"', str(place))


class PrivateDisk:
    """A disk of this many kB at `place`, an empty directory, for the processes of `launcher`."""

    def __init__(self, place, kilobytes):
        self._holder = subprocess.Popen(
            [*_unshare(), "sh", "-c",
             'mount -t tmpfs -o "size=$1k" tmpfs "$0" && echo mounted && exec cat',
             str(place), str(kilobytes)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self._holder.stdout.readline() != "mounted\n":
            self.__exit__()
            raise OSError(f"a disk at {place} could not be mounted")
        user = () if os.geteuid() == 0 else ("--user", "--preserve-credentials")
        self.launcher = ("nsenter", "--target", str(self._holder.pid), "--mount", *user,
                         "--wd=" + str(place))
        #: The same disk as all processes see it.
        self.path = pathlib.Path(f"/proc/{self._holder.pid}/root{place}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """The disk disappears when it is no longer used."""
        self._holder.stdin.close()
        self._holder.wait()
        self._holder.stdout.close()

    def fill_up(self):
        """Leaves no byte free; returns what is in the way."""
        ballast = self.path / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        return ballast
