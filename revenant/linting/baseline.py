"""Problems that are known and not reported, each by file, code and words of its line: never by line number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from revenant.core.problems import Problem


class Known(NamedTuple):
    """What a problem is recognised by. `text` is its line with each run of white space as one blank."""

    path: str
    code: str
    text: str


class Weighed(NamedTuple):
    """Problems against a baseline: those to report, how many are known, and what no longer occurs."""

    new: list[Problem]
    known: int
    gone: Counter[Known]


def known_as(problem: Problem) -> Known:
    """What `problem` is recognised by, wherever its line moves."""
    return Known(problem.path, problem.code, " ".join(problem.source.split()))


def weigh(problems: Iterable[Problem], baseline: Mapping[Known, int], is_judged: Callable[[Known], bool]) -> Weighed:
    """Of problems alike as many are known as the baseline counts; what exceeds them is new.

    `is_judged`: whether this run would have found it, so that its absence means something.
    """
    left = Counter(dict(baseline))
    new = []
    for problem in problems:
        key = known_as(problem)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    gone = Counter({key: number for key, number in left.items() if number > 0 and is_judged(key)})
    return Weighed(new, sum(baseline.values()) - left.total(), gone)


def renewed(
    problems: Iterable[Problem], baseline: Mapping[Known, int], is_judged: Callable[[Known], bool]
) -> Counter[Known]:
    """The baseline after this run: what it found, and the old entries it could not judge."""
    kept = Counter({key: number for key, number in baseline.items() if not is_judged(key)})
    return kept + Counter(map(known_as, problems))


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """For each problem a name that stays when its line moves; problems alike are told apart by their order."""
    from hashlib import sha256  # noqa: PLC0415 (3 ms that only some formats need)

    seen: Counter[Known] = Counter()
    names = []
    for problem in problems:
        key = known_as(problem)
        seen[key] += 1
        names.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest())
    return names
