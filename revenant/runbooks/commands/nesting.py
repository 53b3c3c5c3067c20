"""Commands in commands: sudo and its kin taken off, and what is started in a container, on a host, by a shell."""

from __future__ import annotations

import re

from revenant.runbooks.commands.special_tools import positional
from revenant.runbooks.commands.tools import DOCKER, EXEC_VALUED, KUBECTL, WRAPPERS

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")


def unwrapped(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without assignments and programs that only start another."""
    while words:
        name = words[0].rpartition("/")[2]
        if _ASSIGNMENT.match(words[0]):
            words = words[1:]
        elif name in WRAPPERS:
            words = positional(words[1:], frozenset(WRAPPERS[name].split()))
            if name == "timeout":
                words = words[1:]
        else:
            return words
    return words


def started_by(tool: str, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """What a command starts in another place: a container, a host, a shell. None where it starts nothing."""
    if tool in ("kubectl", "oc", "docker", "podman", "nerdctl", "docker-compose"):
        return _in_container(words)
    if tool in ("ssh", "nsenter", "chroot", "su") and len(words) > 1:
        rest = words[words.index("-c") + 1 :] if tool == "su" and "-c" in words else words[1:]
        return positional(rest, EXEC_VALUED)[tool in ("ssh", "chroot") :]
    if tool in ("sh", "bash", "zsh", "ash", "dash"):
        at = next((number for number, word in enumerate(words) if re.fullmatch(r"-\w*c", word)), len(words))
        return words[at + 1 : at + 2]
    return None


def _in_container(words: tuple[str, ...]) -> tuple[str, ...] | None:
    verb = next((number for number, word in enumerate(words) if word in ("exec", "rsh", "debug", "run")), 0)
    if not verb:
        return None
    before = positional(words[1:], KUBECTL.valued | DOCKER.valued)
    if before[:1] not in ((words[verb],), ("compose",)):
        return None
    if "--" in words:
        return words[words.index("--") + 1 :]
    if words[verb] in ("debug", "run"):
        return () if words[verb] == "debug" or "--rm" in words or "--attach" in words else None
    return positional(words[verb + 1 :], EXEC_VALUED)[1:]
