"""Variables of shell commands: which are used, which are given a value, which every machine has."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SINGLE = re.compile(r"'[^']*'")
_TEMPLATE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_USED = re.compile(r"(?<![\\$])\$(?:\{([!#]?)([A-Za-z_]\w*)([^}]*)\}|([A-Za-z_]\w*))")
_ASSIGNED = re.compile(r"(?:^|(?<=[\s;&|(]))([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=(?!=)")
_NAMED = re.compile(r"\b(?:for|select|getopts\s+\S+|printf\s+-v|set\s+-g?x)\s+([A-Za-z_]\w*)")
_READ = re.compile(r"\b(?:read|mapfile|readarray|export|declare|local)\b([^;|&\n<>]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|-\w+")
_ANY = re.compile(r"(?:^|[;&|(]\s*)(?:source|\.|eval)\s+\S|\bset -a\b")
_DEFAULT = (":-", "-", ":=", "=", ":+", "+", ":?", "?")
_EVERYWHERE = """
    HOME PATH USER PWD HOSTNAME LANG SHELL TERM TMPDIR EDITOR KUBECONFIG RANDOM UID EUID SECONDS OLDPWD LOGNAME IFS
    LINENO PIPESTATUS REPLY OPTARG OPTIND PPID SHLVL DISPLAY VIRTUAL_ENV GOPATH GOROOT JAVA_HOME TZ MAILTO COLUMNS
    LINES NF NR labels value externalLabels
"""
_WELL_KNOWN = frozenset(_EVERYWHERE.split())
_FAMILY = re.compile(
    r"(?:BASH|AWS|XDG|LC|SSH|SUDO|VAULT|GITHUB|CI|KUBERNETES|DOCKER)_|PG(?:HOST|PORT|USER|DATABASE|PASSWORD|DATA)$"
    r"|(?i:https?|no)_proxy$"
)


def used(text: str) -> Iterator[str]:
    """Names of variables a command needs; quoted text, templates, and uses with a default are none."""
    if "$" not in text:
        return
    for found in _USED.finditer(_TEMPLATE.sub("", _SINGLE.sub("''", text))):
        if found[4] or not found[3].startswith(_DEFAULT):
            yield found[4] or found[2]


def assigned(text: str) -> set[str]:
    """Names a command gives a value: by `=`, a loop, read, export and the like."""
    names = set(_ASSIGNED.findall(text)) if "=" in text else set()
    names.update(_NAMED.findall(text))
    for found in _READ.finditer(text):
        names.update(re.findall(r"[A-Za-z_]\w*", _QUOTED.sub("", found[1])))
    return names


def may_assign_any(text: str) -> bool:
    """Whether a command reads definitions from elsewhere."""
    return bool(_ANY.search(text))


def is_well_known(name: str) -> bool:
    """Whether a shell, a cloud's client or a template gives this variable its value."""
    return name in _WELL_KNOWN or bool(_FAMILY.match(name))
