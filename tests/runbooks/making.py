"""Runbooks for tests, from text alone."""

from __future__ import annotations

from revenant.runbooks.document import Runbook
from revenant.runbooks.reading import read_runbook
from revenant.store.runbooks import read_head, split_rows

NATIVE = """\
---
schema: revenant/runbook@1
id: postgres-replication-lag
alerts: [PostgresReplicationLagHigh, "PostgresLag*"]
services: [orders-db]
owner: team-storage
status: active
drill_every: 90d
inputs:
  - {name: REPLICA, example: orders-db-1, pattern: '^[a-z0-9-]+$'}
---
# Postgres replication lag
## Symptom
Reads are stale.
## Impact
Orders seem to be lost.
## Diagnosis
### D1. Measure the lag — INFO_ONLY
~~~bash
psql -h $REPLICA -c 'select 1'
~~~
- **Expect:** above 60 s confirms the alert
## Mitigation
### M1. Fail over to the replica — RISKY
- **Requires:** the commander's approval
- **Stop if:** the lag is above
  5 min
```bash
patronictl switchover --candidate $REPLICA
```
- **Verify:** writes succeed
- **Rollback:** `patronictl switchover`
## Prevention
Watch the disk.
"""


def runbook(text: str, path: str = "runbooks/postgres-replication-lag.md") -> Runbook:
    """The runbook a file with this text would be."""
    rows = split_rows(text.encode())
    return read_runbook(path, rows, read_head(rows))
