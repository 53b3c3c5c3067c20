"""Tools that are no list of verbs: what they do stands in their options or the place they are pointed to."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from revenant.runbooks.commands.tools import (
    CLOUD_CHANGES,
    CLOUD_NEITHER,
    CLOUD_READS,
    CLOUD_VALUED,
    IPTABLES,
    METHOD,
    QUERYING,
    REDIS_CHANGES,
    REDIS_PAIRS,
    REDIS_READS,
    SCRATCH,
    Effect,
)


def plain_words(words: tuple[str, ...], valued: frozenset[str], most: int) -> list[str]:
    """The first words that are neither options nor their values."""
    plain: list[str] = []
    skip = False
    for word in words:
        if not skip and not word.startswith("-"):
            plain.append(word)
        skip = word in valued
        if len(plain) == most:
            break
    return plain


def positional(words: tuple[str, ...], valued: frozenset[str]) -> tuple[str, ...]:
    """From the first word that is no option on."""
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] != "--":
        at += 2 if words[at] in valued else 1
    return words[at + 1 :] if at < len(words) and words[at] == "--" else words[at:]


def _cloud(words: tuple[str, ...]) -> Effect:
    """aws, gcloud and az: the first word after the service's name that is a verb says it."""
    if any(CLOUD_NEITHER.match(word) for word in words[1:5]):
        return Effect.UNKNOWN
    for word in plain_words(words[1:], CLOUD_VALUED, 5)[1:]:
        if CLOUD_READS.match(word):
            return Effect.READS
        if CLOUD_CHANGES.match(word):
            return Effect.CHANGES
    return Effect.UNKNOWN


def _aws(words: tuple[str, ...]) -> Effect:
    if "s3" in words[1:6]:
        verb, *rest = [*words[words.index("s3") + 1 :], ""]
        places = [word for word in rest if word and not word.startswith("-")]
        if verb in ("rm", "rb", "mb", "mv"):
            return Effect.CHANGES
        if verb in ("cp", "sync"):
            return Effect.CHANGES if len(places) > 1 and places[1].startswith("s3://") else Effect.UNKNOWN
    return _cloud(words)


def _curl(words: tuple[str, ...]) -> Effect:
    line = " ".join(words)
    if METHOD.search(line):
        return Effect.UNKNOWN if QUERYING.search(line) else Effect.CHANGES
    sends = any(word.startswith(("-d", "--data", "-F", "--form", "-T", "--upload")) for word in words)
    return Effect.READS if not sends or "-G" in words or "--get" in words else Effect.UNKNOWN


def _redis(words: tuple[str, ...]) -> Effect:
    plain = [word.lower() for word in positional(words[1:], frozenset(("-h", "-p", "-a", "-n", "-u", "--user")))]
    if " ".join(plain[:2]) in REDIS_PAIRS or (plain[:1] and plain[0] in REDIS_CHANGES):
        return Effect.CHANGES
    return Effect.READS if plain and plain[0] in REDIS_READS else Effect.UNKNOWN


def _in_place(words: tuple[str, ...]) -> Effect:
    changes = any(re.match(r"-\w*i|--in-place", word) for word in words[1:])
    places = words[-1:]
    return Effect.CHANGES if changes and not SCRATCH.match(places[0]) else Effect.UNKNOWN


def _find(words: tuple[str, ...]) -> Effect:
    acts = "-delete" in words or any(pair in (("-exec", "rm"), ("-exec", "mv")) for pair in pairwise(words))
    return Effect.CHANGES if acts else Effect.UNKNOWN if "-exec" in words else Effect.READS


def _service(words: tuple[str, ...]) -> Effect:
    verb = words[2] if len(words) > 2 else ""
    acts = verb in ("start", "stop", "restart", "reload", "force-reload", "try-restart")
    return Effect.CHANGES if acts else Effect.READS if verb == "status" else Effect.UNKNOWN


def _when(pattern: str) -> Callable[[tuple[str, ...]], Effect]:
    """Changes where an argument is like this; unknown otherwise."""
    found = re.compile(pattern)
    return lambda words: Effect.CHANGES if any(found.match(word) for word in words[1:]) else Effect.UNKNOWN


SPECIAL: dict[str, Callable[[tuple[str, ...]], Effect]] = {
    "aws": _aws, "gcloud": _cloud, "az": _cloud, "curl": _curl, "redis-cli": _redis, "valkey-cli": _redis,
    "sed": _in_place, "perl": _in_place, "find": _find, "service": _service, "wget": lambda words: Effect.READS,
    "sysctl": _when(r"-w$|[\w.]+="), "crontab": _when(r"-[er]$"), "rpm": _when(r"-[eUi]\w*$"),
    "iptables": _when(IPTABLES.pattern), "ip6tables": _when(IPTABLES.pattern), "zfs": _when(r"destroy$|rollback$"),
    "zpool": _when(r"destroy$|clear$|replace$"), "dpkg": _when(r"-[irP]$"),
    "kafka-topics": _when(r"--(?:delete|create|alter)$"), "kafka-topics.sh": _when(r"--(?:delete|create|alter)$"),
    "mongosh": _when(r".*\.(?:drop|dropDatabase|deleteMany|deleteOne|updateMany|insertOne)\("),
}  # fmt: skip
