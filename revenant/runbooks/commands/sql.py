"""What a text of SQL does to a database: reads it, changes it, destroys what cannot be had back."""

from __future__ import annotations

import re

_NOISE = re.compile(r"--[^\n]*|/\*.*?\*/|'[^']*'", re.DOTALL)
_CHANGES = re.compile(
    r"(?:insert\s+(?:ignore\s+)?into|update|delete|drop|truncate|alter|create|grant|revoke|vacuum|reindex|cluster|kill"
    r"|flush|purge|optimize|replace\s+into|merge\s+into|load\s+data|set\s+(?:global|persist)|reset\s+\w|refresh\s+mat"
    r"|(?:start|stop)\s+(?:slave|replica|group_replication)|change\s+(?:master|replication)|checkpoint|reassign"
    r"|with\b.*?\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from)"
    r"|explain\s+\(?analy[sz]e\b.*?\b(?:insert\s+into|update|delete\s+from)"
    r"|select\b.*?\b(?:pg_terminate_backend|pg_cancel_backend|pg_switch_wal|pg_promote|pg_reload_conf|setval"
    r"|pg_drop_replication_slot|pg_create_\w+_slot|pg_wal_replay_(?:pause|resume)|pg_advisory_unlock)\s*\()",
    re.IGNORECASE | re.DOTALL,
)
_READS = re.compile(r"(?:select|show|explain|desc|describe|with|\\[dlx]|values|table)\b", re.IGNORECASE)
_DESTROYS = re.compile(
    r"drop\s+(?!replication|role|user|subscription|publication|view|policy|trigger)\w|truncate\b|delete\s+from\s+[^\s;]+\s*$",
    re.IGNORECASE,
)
# Two words that begin no sentence and no other command.
_BARE = re.compile(
    r"\s*(?:insert\s+into|update\s+\S+\s+set|delete\s+from|drop\s+(?:table|database|index|schema|role|user)"
    r"|truncate\s+table|alter\s+(?:table|system|database|role|user)|create\s+(?:table|database|index|role|user))\s",
    re.IGNORECASE,
)


def is_sql(text: str) -> bool:
    """Whether a line that stands among commands is a statement."""
    return bool(_BARE.match(text))


def judge_sql(text: str) -> tuple[bool | None, bool]:
    """Whether any statement changes something (None: not known), and whether one destroys."""
    changes: bool | None = None
    destroys = False
    for statement in _NOISE.sub("''", text).split(";"):
        words = statement.strip()
        if _CHANGES.match(words):
            changes = True
            destroys = destroys or bool(_DESTROYS.match(words))
        elif changes is None and _READS.match(words):
            changes = False
    return changes, destroys
