"""Generated problems of any size, the same for the same seed: for `qurultai bench scale` and for benchmarks/."""
