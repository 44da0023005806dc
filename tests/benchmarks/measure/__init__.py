"""How the benchmarks of whole programs measure, and what becomes of the numbers."""
