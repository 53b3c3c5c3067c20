"""Runbooks for tests, from text alone."""

from __future__ import annotations

from revenant.runbooks.document import SCHEMA, FrontMatter, Runbook
from revenant.runbooks.reading import read_runbook
from revenant.store.frontmatter import read_head, split_rows

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
# Short, with what a walk must not trip over: shell in texts, a jump, records, variables nobody gives.
WALK = """\
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
Bytes tell more
than seconds of $REPLICA.
~~~bash
psql -h $REPLICA -c 'select 1'
~~~
- **Expect:** above 60 s
- **If not:** go to D3
- **If not:** no row at all: call the operator
- a night's backup is no lag
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
# Of the one to be walked: its input, and how its first step went.
D1 = "inputs: {REPLICA: db-1}\nsteps:\n  D1: {outcome: done, observed: 70 s}\n"


def runbook(text: str, path: str = "runbooks/postgres-replication-lag.md") -> Runbook:
    """The runbook a file with this text would be."""
    rows = split_rows(text.encode())
    return read_runbook(path, rows, read_head(rows, FrontMatter, SCHEMA))


def read(text: str = WALK, path: str = "runbooks/pg-lag.md") -> Runbook:
    """The same, of a runbook to be walked."""
    return runbook(text, path)
