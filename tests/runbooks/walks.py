"""Runbooks for tests, read without a disk."""

from __future__ import annotations

import msgspec

from revenant.runbooks.document import FrontMatter, Head, Runbook
from revenant.runbooks.reading import front_rows, read_runbook

NATIVE = """\
---
schema: revenant/runbook@1
id: pg-lag
owner: shop
drill_every: 90d
inputs:
- {name: REPLICA, example: orders-db-1, pattern: '^[a-z0-9-]+$'}
---
# Lag
## Symptom
x
## Impact
x
## Diagnosis
### D1. Measure the lag of $REPLICA — INFO_ONLY
~~~bash
psql -h $REPLICA -c 'select 1'
~~~
- **Expect:** above 60 s
- **If not:** go to D3
- **Records:** tag=lag; note=measured $REPLICA, twice; link=https://example.com/OPS-1
### D2. Look — INFO_ONLY
### D3. Look elsewhere — INFO_ONLY
~~~bash
echo $(touch pwned) `touch pwned` {{ 7*7 }} $UNKNOWN; X=1; echo $X
~~~
## Mitigation
### M1. Fail over — RISKY
- **Requires:** approval
- **Stop if:** lag above 5 min
~~~bash
switchover --candidate ${REPLICA}
~~~
- **Verify:** writes succeed on `$REPLICA`
- **Rollback:** `switchover --candidate $PRIMARY`
"""
LEGACY = """\
# Lag

## Diagnosis

Look at it:

```
$ ls -l
total 0
```

## Mitigation

Reboot:

```
reboot
```
"""


def read(text: str = NATIVE, path: str = "runbooks/pg-lag.md") -> Runbook:
    """The runbook a text is; the front matter of NATIVE is given, not parsed."""
    rows = text.splitlines()
    size = front_rows(rows) or 0
    matter = msgspec.convert(_KEYS, FrontMatter) if size else None
    return read_runbook(path, rows, Head(_KEYS if size else {}, matter, (), size))


_KEYS = {
    "schema": "revenant/runbook@1",
    "id": "pg-lag",
    "owner": "shop",
    "drill_every": "90d",
    "inputs": [{"name": "REPLICA", "example": "orders-db-1", "pattern": "^[a-z0-9-]+$"}],
}
