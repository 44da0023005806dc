"""The same bits on every processor: a program that finds no AVX, AVX2 or FMA draws the same worlds,
and nodes of two kinds can share a study."""

import os
import shutil
import unittest

from program import CONFIGS, DONE, ProgramTest, bacelab, reproducible_bits, settings

#: A C library that takes the processor for an old one.
PLAIN_LIBRARY = {**os.environ, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-AVX,-FMA,-FMA4"}
#: A processor that has no more than the first of 64 bits.
OLD_PROCESSOR = ("qemu-x86_64", "-cpu", "qemu64")

#: Studies with prices and links that move in all ways, and their replications.
STUDIES = {"quickstart": 12, "price_volatility": 6, "bursty_arrivals": 3, "outages": 6,
           "sensitivity_morris": 1, "trace_driven": 2}


class Processors(ProgramTest):
    def run_of(self, study, name, *words, **options):
        path = self.directory / name
        ended = bacelab("run", CONFIGS / f"{study}.toml",
                        *settings(f"study.replications={STUDIES[study]}"), "--threads", 1,
                        "-o", path, *words, **options)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return path

    def check_all(self, kind, **options):
        for study in STUDIES:
            with self.subTest(study=study):
                here = self.run_of(study, f"{study}.h5", "--force")
                there = self.run_of(study, f"{study}_{kind}.h5", **options)
                self.assertEqual(reproducible_bits(there), reproducible_bits(here))

    def test_a_library_without_fused_operations(self):
        self.check_all("plain", env=PLAIN_LIBRARY)

    @unittest.skipUnless(shutil.which(OLD_PROCESSOR[0]), "no emulator is installed")
    def test_an_old_processor(self):
        self.check_all("old", launcher=OLD_PROCESSOR)

    @unittest.skipUnless(shutil.which(OLD_PROCESSOR[0]), "no emulator is installed")
    def test_two_kinds_of_nodes_share_a_study(self):
        whole = self.run_of("price_volatility", "whole.h5")
        shards = [self.run_of("price_volatility", f"shard{i}.h5", "--shard", f"{i}/2",
                              launcher=OLD_PROCESSOR if i == 1 else ()) for i in (1, 2)]
        merged = self.directory / "merged.h5"
        ended = bacelab("merge", *shards, "-o", merged)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertEqual(reproducible_bits(merged), reproducible_bits(whole))


if __name__ == "__main__":
    unittest.main()
