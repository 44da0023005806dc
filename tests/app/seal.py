"""The seal of results files, as docs/results-file.md describes it: for files that tests alter."""

import ctypes

BYTES = 512
_MAGIC = "bacelab-seal-1"


class _Hash128(ctypes.Structure):
    _fields_ = [("low", ctypes.c_uint64), ("high", ctypes.c_uint64)]


_library = ctypes.CDLL("libxxhash.so.0")
for _name, _result in (("XXH3_64bits", ctypes.c_uint64), ("XXH3_128bits", _Hash128)):
    getattr(_library, _name).argtypes = (ctypes.c_char_p, ctypes.c_size_t)
    getattr(_library, _name).restype = _result


def of(content):
    """The seal of a file with this content after the seal."""
    hashed = _library.XXH3_128bits(content, len(content))
    line = f"{_MAGIC} {BYTES + len(content):016x} {hashed.high:016x}{hashed.low:016x}"
    line += f" {_library.XXH3_64bits(line.encode(), len(line)):016x}\n"
    return line.encode().ljust(BYTES, b"\0")


def seal(path):
    """Seals a file that has space for it."""
    content = path.read_bytes()[BYTES:]
    path.write_bytes(of(content) + content)
