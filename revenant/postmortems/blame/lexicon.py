"""The words of blame: who is a person, what only people do, what software is called. Data for the patterns."""

from __future__ import annotations

ROLES = (
    "engineers?", "developers?", "devs?", "programmers?", "sysadmins?", "admins?", "administrators?", "sres?", "dbas?",
    "interns?", "contractors?", "colleagues?", "team[ -]?mates?", "co-?workers?", "employees?", "staff(?: members?)?",
    "technicians?", "reviewers?", "maintainers?", "committers?", "responders?", "architects?", "testers?", "analysts?",
    "consultants?", "volunteers?", "team members?", "(?:incident )?commander", "tech leads?", "team leads?", "teams?",
    "on-?call(?: (?:engineers?|sres?|developers?|person|people|responders?))?", "qa", "ops", "leadership",
    "authors?", "humans?", "persons?", "people", "folks", "individuals?", "dev[ -]?ops engineers?", "new hires?",
    "(?:human|on-call|on-duty|shift) operators?", "newcomers?", "juniors?", "project managers?", "product managers?",
)  # fmt: skip
"""Roles and groups of people; in lower case."""

CONDUCTED = ("operators?", "users?", "owners?", "managers?", "they", "customers?", "support")
"""Words that are as often software, or outside: people only beside a verb that no software can be the subject of."""

SOFTWARE = frozenset((
    "agent", "api", "app", "application", "bot", "broker", "build", "cache", "client", "cluster", "code", "config",
    "configuration", "console", "controller", "cronjob", "daemon", "dashboard", "database", "deployment", "dns",
    "endpoint", "exporter", "gateway", "host", "image", "instance", "job", "k8s", "kernel", "kubernetes", "lambda",
    "library", "loop", "manager", "module", "node", "pipeline", "plugin", "pod", "process", "proxy", "queue", "replica",
    "runner", "scheduler", "script", "server", "service", "sidecar", "system", "tool", "watcher", "webhook", "worker",
))  # fmt: skip
"""A word of these before a role makes it software: "the Kubernetes operator"."""

GIVEN_NAMES = (
    "Aaron", "Abdul", "Adam", "Ahmed", "Aisha", "Alan", "Alejandro", "Alice", "Amanda", "Amir", "Amit", "Amy", "Ana",
    "Andrea", "Andrew", "Angela", "Anita", "Anjali", "Anna", "Antonio", "Arjun", "Barbara", "Ben", "Beth", "Bob",
    "Brian", "Carla", "Carlos", "Carol", "Chen", "Chris", "Christina", "Cindy", "Claire", "Daniel", "Dave", "David",
    "Deepak", "Diana", "Diego", "Dmitri", "Elena", "Elizabeth", "Emily", "Emma", "Eric", "Erin", "Fatima", "Fiona",
    "Francesca", "Fred", "Frank", "Gary", "George", "Greg", "Hannah", "Hans", "Heidi", "Helen", "Henry", "Ines", "Ivan",
    "Jack", "James", "Jane", "Jason", "Javier", "Jeff", "Jennifer", "Jessica", "Jim", "Joe", "Johan", "John", "Jonas",
    "Jose", "Juan", "Judy", "Karen", "Karthik", "Katie", "Kevin", "Kim", "Klaus", "Kumar", "Laura", "Lea", "Lena",
    "Linda", "Lisa", "Lucy", "Luis", "Mallory", "Marco", "Maria", "Marta", "Martin", "Mary", "Matt", "Mehmet", "Mei",
    "Michael", "Miguel", "Mike", "Mohammed", "Monica", "Nadia", "Nancy", "Nicole", "Nina", "Olga", "Omar", "Pablo",
    "Patricia", "Paul", "Pedro", "Peter", "Priya", "Rachel", "Rahul", "Raj", "Ravi", "Rebecca", "Robert", "Sally",
    "Samantha", "Sandra", "Sanjay", "Sara", "Sarah", "Sergey", "Simon", "Sofia", "Stefan", "Stephanie", "Steve",
    "Steven", "Susan", "Suresh", "Svetlana", "Tanya", "Teresa", "Thomas", "Tim", "Tom", "Tony", "Trent", "Victor",
    "Victoria", "Vijay", "Wei", "Wendy", "Yuki", "Yusuf",
)  # fmt: skip
"""Given names that hardly any software bears. Only where a verb of blame follows; never a reason for BL201."""

OMITTED = (
    "notice", "check", "double-?check", "verify", "escalate", "test", "update", "follow", "react", "respond",
    "communicate", "consider", "document", "validate", "review", "reali[sz]e", "recogni[sz]e", "notify", "inform",
    "see",
    "anticipate", "account", "ensure", "act", "read", "understand", "include", "add", "take", "monitor", "acknowledge",
    "catch", "spot", "remember", "plan", "provide", "set", "tell", "ask", "run", "mention", "foresee", "foretell",
    "apply", "heed", "inspect", "investigate", "raise", "report", "warn", "announce", "coordinate", "do", "make",
    "appreciate", "think", "look", "pay", "keep", "put", "schedule", "prepare", "address", "implement", "enable",
    "configure", "specify", "remove", "clean", "rotate", "renew", "patch", "backup", "back up", "secure", "protect",
    "properly", "adequately", "correctly", "fully", "sufficiently", "thoroughly", "carefully", "promptly", "detect",
    "identify that", "learn", "question", "challenge", "use", "write", "give", "let", "get", "page", "share", "log",
)  # fmt: skip
"""What people leave undone; after "failed to". An attempt that did not work (restart, connect) is no blame."""

PARTICIPLES = (
    "checked", "double-checked", "caught", "noticed", "known", "seen", "asked", "paged", "escalated", "communicated",
    "rolled", "reverted", "stopped", "waited", "taken", "made", "looked", "read", "thought", "tried", "considered",
    "followed", "listened", "told", "informed", "notified", "deployed", "reali[sz]ed", "recogni[sz]ed", "spotted",
    "remembered", "done", "picked", "paid", "acted", "responded", "reacted", "started", "performed", "anticipated",
    "foreseen", "questioned", "investigated", "announced", "raised", "rushed", "merged", "pushed", "found", "gone",
    "understood", "kept", "put", "given", "warned", "prevented", "avoided", "ensured", "accounted", "had", "been",
)  # fmt: skip
"""What people have done or should have; words that are seldom an adjective before a noun."""

LOOSE_PARTICIPLES = (
    "tested", "verified", "validated", "reviewed", "documented", "run", "used", "added", "planned", "removed",
    "changed",
    "updated", "upgraded", "fixed", "monitored", "written", "set", "set up", "configured", "restarted", "switched",
    "discussed", "coordinated", "scheduled", "applied", "enabled", "disabled", "moved", "increased", "shared",
    "included",
    "reported", "prioriti[sz]ed", "implemented", "automated", "chosen", "left", "isolated", "drained", "split", "built",
)  # fmt: skip
"""The same, where "we should have tested backups" means to possess some: they count only before an article or so."""

NEGLECTED = (
    "caught", "tested", "reviewed", "checked", "double-checked", "noticed", "spotted", "verified", "communicated",
    "documented", "addressed", "rushed", "escalated", "discussed", "coordinated", "announced", "anticipated",
    "foreseen",
    "considered", "planned", "investigated", "acted", "thought", "taken", "paid", "picked up", "known", "reali[sz]ed",
    "realised", "prioriti[sz]ed", "fixed", "done", "merged", "rolled out", "shipped",
    "obvious",
)  # fmt: skip
"""What "should have been", by somebody; what a system should have done (rejected, removed, retried) is not here."""

DONE_TO = (
    "caused", "broken", "misconfigured", "dropped", "botched", "overlooked", "missed", "forgotten", "ignored",
    "introduced", "mishandled", "mistyped", "neglected", "disregarded", "wiped", "taken down",
    "brought down", "deleted", "disabled", "messed up", "mis-?set",
)  # fmt: skip
"""Harm as a participle, before "by"; what responders do (noticed, reverted, fixed by) is not here."""

WRONGLY = (
    "accidentally", "mistakenly", "inadvertently", "unintentionally", "erroneously", "wrongly", "incorrectly",
    "carelessly", "recklessly", "foolishly", "negligently", "improperly", "sloppily",
)  # fmt: skip

MECHANISM = frozenset((
    "alert", "alerts", "alerting", "alarm", "monitor", "monitors", "monitoring", "validation", "validate", "validator",
    "check", "checks", "checking", "test", "tests", "testing", "ci", "canary", "canaries", "lint", "linter", "limit",
    "limits", "quota", "automation", "automated", "automatically", "flag", "flags", "guard", "guards", "guardrail",
    "guardrails", "policy", "review", "reviews", "runbook", "runbooks", "checklist", "tool", "tooling", "pipeline",
    "script", "dashboard", "dashboards", "documentation", "documented", "docs", "process", "procedure", "system",
    "systems", "config", "configuration", "service", "staging", "environment", "because", "since", "without", "missing",
    "lacked", "lack", "no", "not", "unclear", "undocumented", "confusing", "default", "defaults", "ui", "interface",
    "name", "names", "change", "changes", "deploy", "deployment", "deployments", "release", "rollout", "command",
    "commands", "migration", "upgrade", "version", "database", "db", "cluster", "server", "servers", "queue", "cache",
    "timeout", "api", "cli", "bug",
))  # fmt: skip
"""Words of a system, a process or a condition: who names one has not stopped at a person."""
