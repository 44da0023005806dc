"""The resamples of a bootstrap, written from the description of the generator.

Philox4x32-10: J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
doi 10.1145/2063384.2063405. Streams and their hashes: experiments/random/stream.hpp.
"""

import numpy as np

LOW, MASK = np.uint64(0xFFFFFFFF), (1 << 64) - 1


def philox(counter, key):
    """Four words for each counter: arrays of 32-bit numbers in 64-bit words."""
    c, (k0, k1) = [np.asarray(word, np.uint64) for word in counter], key
    for _ in range(10):
        product0, product1 = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        high0, high1 = product0 >> np.uint64(32), product1 >> np.uint64(32)
        c = [high1 ^ c[1] ^ np.uint64(k0), product1 & LOW,
             high0 ^ c[3] ^ np.uint64(k1), product0 & LOW]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


def mix(bits):
    """The finaliser of SplitMix64."""
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 & MASK
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EB & MASK
    return bits ^ bits >> 31


def resampled_rows(rows, seed, resamples):
    """[resample][place]: the rows that are drawn."""
    stream = mix(mix(mix(fnv("bootstrap")) ^ fnv("")))
    place, resample = np.meshgrid(np.arange(rows), np.array(resamples))
    words = philox((place, resample, np.full_like(place, stream & 0xFFFFFFFF, np.uint64),
                    np.full_like(place, stream >> 32, np.uint64)), (seed & 0xFFFFFFFF, seed >> 32))
    bits = words[1] << np.uint64(32) | words[0]
    uniform = ((bits >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52
    return (uniform * rows).astype(int)
