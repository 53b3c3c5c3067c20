"""Random choices, made the same on every machine: who asks brings the generator, and bounds the work."""

from __future__ import annotations

from random import Random

SEED = 20211


def generator(seed: int = SEED) -> Random:
    """A generator of its own, so that nothing else that draws changes what a report says."""
    return Random(seed)  # noqa: S311 - statistics, no secrets


def choose(n: int, size: int, rng: Random) -> bytearray:
    """A random choice of `size` of `n` places: a byte each, 1 for the chosen.

    Every choice is as likely: bytes of chance first, then as many set right, at random, as are too many or too few.
    """
    bound = round(256 * size / n)
    marks = bytearray(rng.randbytes(n).translate(bytes(byte < bound for byte in range(256))))
    surplus = int.from_bytes(marks, "little").bit_count() - size
    wrong = surplus > 0
    for _ in range(abs(surplus)):
        place = int(rng.random() * n)
        while marks[place] != wrong:
            place = int(rng.random() * n)
        marks[place] ^= 1
    return marks


def nth_marked(marks: bytearray, number: int, mark: int) -> int:
    """Where the one of that number, from 0, stands among the places marked 0 or 1; there are that many."""
    low, high = 0, len(marks)
    while high - low > 1:
        middle = (low + high) // 2
        ones = int.from_bytes(marks[low:middle], "little").bit_count()
        here = ones if mark else middle - low - ones
        low, high, number = (low, middle, number) if here > number else (middle, high, number - here)
    return low


def bounded(draws: int, cost: int, budget: int) -> int:
    """How many draws of that cost a budget allows, at most `draws`."""
    return min(draws, budget // max(cost, 1))
