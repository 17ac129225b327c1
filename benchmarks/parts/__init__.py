"""The parts of the benchmarks: each measures in processes of its own, and tells line by line."""
