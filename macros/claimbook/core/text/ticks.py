"""Round numbers at which an axis has its ticks; how they are written and drawn is left to others."""

import math


def ticks(low: float, high: float, count: int) -> list[float]:
    """Round numbers around a span, about `count` of them, in steps of 1, 2 or 5."""
    span = (high - low) or abs(high) or 1.0
    power = 10 ** math.floor(math.log10(span / count))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda one: abs(span / one - count))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [float(f"{index * step:.12g}") for index in range(first, max(last, first + 1) + 1)]
