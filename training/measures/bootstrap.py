"""95 % intervals by resampling sentences (percentile bootstrap)."""

from collections.abc import Callable

import numpy as np


def interval(items: np.ndarray, statistic: Callable[[np.ndarray], float], resamples: int, seed: int = 0) -> dict[str, float]:
    """The statistic of all items with its interval. `items` has one row a sentence; `statistic` takes any rows of it."""
    rng = np.random.default_rng(seed)
    draws = [statistic(items[rng.integers(0, len(items), len(items))]) for _ in range(resamples)]
    low, high = np.percentile(draws, [2.5, 97.5])
    return {"value": float(statistic(items)), "low": float(low), "high": float(high), "count": len(items)}


def share(successes: list[bool], resamples: int) -> dict[str, float]:
    """A percentage with its interval."""
    return interval(np.array(successes, float), lambda rows: 100 * rows.mean(), resamples)
