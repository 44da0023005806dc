"""The policy `bace` in a plugin again, in a thousand worlds of two studies, both of them killed and resumed."""

import unittest

import test_plugin_bace


class OwnBaceInManyWorlds(test_plugin_bace.OwnBace):
    worlds = 1000
    killed = ("paper", "quickstart")


if __name__ == "__main__":
    unittest.main()
