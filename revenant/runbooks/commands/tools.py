"""What is known of tools: which verbs change something, which only read, what destroys. Tables, nothing else.

Precise before complete: what is not named here is unknown, and nobody is contradicted for it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Effect(StrEnum):
    """What a command does to the world."""

    CHANGES = "changes"
    READS = "reads"
    UNKNOWN = "unknown"


class Tool(NamedTuple):
    changes: frozenset[str]
    reads: frozenset[str]
    valued: frozenset[str]  # options that take the next word


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(",") if phrase.strip())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _tool(changes: str, reads: str, valued: str = "") -> Tool:
    return Tool(_phrases(changes), _phrases(reads), frozenset(valued.split()))


KUBECTL = _tool(
    "apply, create, delete, edit, patch, replace, scale, drain, cordon, uncordon, taint, label, annotate, set,"
    "autoscale, expose, run, rollout restart, rollout undo, rollout pause, rollout resume, certificate approve,"
    "certificate deny, auth reconcile, adm drain, adm cordon, adm uncordon, adm taint, adm policy, adm certificate,"
    "adm prune, rollback, start-build, tag, policy, import-image, new-app, new-project, start, stop,"
    "restart, pause, unpause, migrate, migrate-cancel, addvolume, removevolume, reset, soft-reboot, image-upload",
    "get, describe, logs, top, explain, version, cluster-info, api-resources, api-versions, events, diff, wait,"
    "rollout status, rollout history, config view, config get-contexts, config current-context, auth can-i,"
    "create token, port-forward, status, whoami, adm top, adm node-logs, adm must-gather, adm inspect,"
    "adm policy who-can,"
    "guestosinfo, fslist, userlist",
    "-n --namespace --context --kubeconfig --as --as-group --cluster -l --selector -s --server --token -o --output -c"
    " --container -f --filename --user --request-timeout",
)
_SYSTEMCTL = _tool(
    "start, stop, restart, reload, try-restart, reload-or-restart, enable, disable, mask, unmask, kill, isolate,"
    "daemon-reload, reset-failed, edit, set-property, set-default, poweroff, reboot, halt",
    "status, is-active, is-enabled, is-failed, show, cat, list-units, list-unit-files, list-timers, list-dependencies",
    "-H --host -M --machine -t --type -n -o --output -p",
)
DOCKER = _tool(
    "rm, rmi, stop, start, restart, kill, pause, unpause, update, push, rename, container rm, container stop,"
    "container start, container restart, container kill, container prune, image rm, image prune, system prune,"
    "volume rm, volume prune, volume create, network rm, network prune, network create, network disconnect,"
    "compose up, compose down, compose restart, compose stop, compose start, compose rm, compose kill,"
    "service update, service scale, service rm, service create, service rollback, stack deploy, stack rm,"
    "node update, node rm, up, down",
    "ps, logs, inspect, stats, images, top, info, version, events, diff, port, history, search, container ls, image ls,"
    "volume ls, volume inspect, network ls, network inspect, compose ps, compose logs, compose config, service ls,"
    "service ps, service logs, node ls, system df, stack ps",
    "-H --host -c --context --config -f --file -p --project-name",
)
_HELM = _tool(
    "install, upgrade, uninstall, delete, rollback",
    "list, ls, status, get, history, template, show, diff, search, version, env, lint",
    "-n --namespace --kube-context --kubeconfig",
)
_GIT = _tool(
    "push, revert, commit, merge, rebase, cherry-pick, reset, clean, rm, am",
    "log, show, diff, status, blame, ls-files, ls-tree, grep, rev-parse, shortlog, describe, remote -v, reflog",
    "-C -c --git-dir --work-tree",
)
_TERRAFORM = _tool(
    "apply, destroy, import, taint, untaint, force-unlock, state rm, state mv, state push, workspace delete, apply-all,"
    "destroy-all, run-all apply, run-all destroy",
    "plan, show, validate, output, state list, state show, state pull, providers, graph, version, workspace list",
)
_ETCDCTL = _tool(
    "put, del, txn, defrag, compact, compaction, member remove, member add, member update, member promote, move-leader,"
    "snapshot restore, alarm disarm, user add, user delete, role add, role delete, auth enable, auth disable, rm, set",
    "get, watch, endpoint status, endpoint health, endpoint hashkv, member list, alarm list, snapshot status, version,"
    "user list, role list, ls, cluster-health",
    "--endpoints --cacert --cert --key -w --write-out --user --command-timeout --dial-timeout",
)
_CEPH = _tool(
    "osd set, osd unset, osd out, osd in, osd down, osd purge, osd destroy, osd rm, osd reweight, osd primary-affinity,"
    "osd crush, osd pool create, osd pool delete, osd pool set, osd pool rename, osd set-full-ratio,"
    "osd set-nearfull-ratio, osd set-backfillfull-ratio, osd require-osd-release, osd reweight-by-utilization,"
    "mgr fail, mgr module enable, mgr module disable, config set, config rm, pg repair, pg scrub, pg deep-scrub,"
    "pg force-recovery, pg force-backfill, auth add, auth del, auth rm, auth caps, mon remove, mon add, mds fail,"
    "fs set, fs rm, fs fail, crash archive, crash archive-all, crash rm, orch apply, orch daemon, orch restart,"
    "orch upgrade, balancer on, balancer off",
    "-s, status, health, df, versions, osd tree, osd df, osd dump, osd ls, osd status, osd perf, osd stat, osd find,"
    "osd metadata, osd pool ls, osd pool get, osd pool stats, osd crush tree, osd crush rule ls, osd crush rule dump,"
    "pg dump, pg stat, pg ls, pg query, pg map, pg dump_stuck, mon stat, mon dump, mds stat, fs status, fs ls, fs dump,"
    "fs get, crash ls, crash info, orch ls, orch ps, orch host ls, config get, config dump, config show, auth ls,"
    "auth get, quorum_status, balancer status, mgr module ls, time-sync-status, -w",
    "-c --conf -n --name --cluster -f --format --connect-timeout",
)
TOOLS: dict[str, Tool] = {
    **dict.fromkeys(("kubectl", "oc", "virtctl", "kubectl.exe"), KUBECTL),
    "systemctl": _SYSTEMCTL,
    **dict.fromkeys(("docker", "podman", "nerdctl"), DOCKER),
    "docker-compose": _tool(
        "up, down, restart, stop, start, rm, kill", "ps, logs, config, top, images", "-f --file -p --project-name"
    ),
    "helm": _HELM,
    "git": _GIT,
    **dict.fromkeys(("terraform", "tofu", "terragrunt"), _TERRAFORM),
    **dict.fromkeys(("etcdctl", "etcdutl"), _ETCDCTL),
    "ceph": _CEPH,
    "rbd": _tool("rm, create, resize, unmap, map, snap rm, snap purge, snap rollback, lock rm", "ls, info, du, status"),
    "patronictl": _tool(
        "switchover, failover, restart, reinit, pause, resume, edit-config, reload, remove, flush",
        "list, topology, history, show-config, query, dsn, version",
        "-c --config-file -d --dcs-url",
    ),
    **dict.fromkeys(
        ("apt", "apt-get", "yum", "dnf", "zypper", "apk"),
        _tool(
            "install, remove, purge, upgrade, dist-upgrade, full-upgrade, autoremove, erase, downgrade, reinstall,"
            "add, del",
            "list, show, search, info, policy, check-update, history",
        ),
    ),
    "pg_ctl": _tool("start, stop, restart, reload, promote", "status", "-D -m -l -o -w"),
    "supervisorctl": _tool("start, stop, restart, reload, update, shutdown, clear", "status, tail, avail", "-c"),
    "rabbitmqctl": _tool(
        "stop, stop_app, start_app, reset, force_reset, delete_queue, purge_queue, forget_cluster_node, join_cluster,"
        "set_policy, clear_policy, delete_user, add_user, set_permissions, close_connection, close_all_connections",
        "status, cluster_status, list_queues, list_connections, list_channels, list_consumers, list_exchanges,"
        "list_users, list_policies, node_health_check, environment, report, ping",
        "-n --node -p --vhost",
    ),
    "consul": _tool("kv put, kv delete, force-leave, leave, maint, reload", "members, kv get, catalog, info, monitor"),
    "vault": _tool(
        "write, delete, kv put, kv delete, kv destroy, operator seal, operator unseal, operator step-down,"
        "lease revoke, token revoke, secrets disable, auth disable, policy delete",
        "read, list, kv get, kv list, status, operator raft list-peers, token lookup",
    ),
    "nomad": _tool(
        "job run, job stop, run, stop, node drain, alloc restart, alloc stop, system gc",
        "job status, status, node status, alloc status, alloc logs, server members",
    ),
    "argocd": _tool(
        "app sync, app delete, app rollback, app set, app terminate-op", "app get, app list, app diff, app logs"
    ),
    "flux": _tool("suspend, resume, reconcile, delete, create, bootstrap", "get, check, logs, events, tree, stats"),
}
CLOUD_CHANGES = re.compile(
    r"(?:create|delete|update|put|terminate|modify|start|stop|reboot|restart|set|attach|detach|remove|add|associate"
    r"|disassociate|register|deregister|run|restore|promote|failover|enable|disable|reset|revoke|authorize|cancel"
    r"|release|allocate|purge|rotate|tag|untag|deploy|scale|resize|rollback|suspend|resume|patch|invoke|undelete)(?:$|-)"
)
CLOUD_READS = re.compile(r"(?:describe|get|list|head|filter|lookup|show|tail|read|ls|wait|search|info|history)(?:$|-)")
# Words that change something of the person's own machine, only look, or open a session.
CLOUD_NEITHER = re.compile(
    r"(?:configure|config|login|account|sso|auth|ssh|start-session|update-kubeconfig|get-credentials|set-context"
    r"|create-token|start-query|start-query-execution|get-login-password|assume-role\S*|start-live-tail|ssm)$"
)
CLOUD_VALUED = _words(
    "--profile --region --project --zone --output --format --query -g -n --name --resource-group "
    "--subscription --filter --endpoint-url --account --configuration -o --cluster --filters --limit"
)
READERS = _words(
    "cat grep egrep fgrep zgrep rg ls ps df du top htop tail head less more zcat free uptime dig nslookup host "
    "ping netstat ss lsof journalctl dmesg wc jq yq find stat file pgrep traceroute mtr iostat vmstat sar "
    "nproc lsblk pstree who w last getent promtool amtool openssl strings lscpu blkid findmnt pvs vgs lvs nc "
    "tcpdump strace id"
)
NEUTRAL = _words("echo printf cd sleep date sort uniq awk sed cut tr xargs true test seq mkdir touch")
CHANGERS = _words(
    "rm rmdir mv cp tee truncate chmod chown chgrp ln kill killall pkill reboot shutdown halt poweroff dd "
    "shred wipefs fdisk lvextend lvremove lvcreate lvresize resize2fs xfs_growfs mount umount swapoff swapon "
    "useradd userdel usermod passwd dropdb createdb dropuser createuser pg_resetwal vgremove pvcreate vgextend"
)
# Of these only what they write to a place of the machine itself counts: people keep copies where they work.
COPIERS = frozenset(("cp", "mv", "tee", "ln", "dd", "chmod", "chown", "chgrp"))
SCRATCH = re.compile(r"(?:/tmp|/var/tmp|\$\{?(?:TMPDIR|HOME)\b|~|/dev/(?:null|std\w+|fd/|tty))(?:/|$|\}|\d)")
SQL_TOOLS = frozenset(("psql", "mysql", "mariadb", "cockroach", "gitlab-psql", "clickhouse-client", "sqlite3"))
SQL_OPTIONS = re.compile(r"^(?:-\w*[ce]|--command|--execute|--query|-q)$")
REDIS_CHANGES = _words(
    "set del unlink flushall flushdb expire persist rename hset hdel lpush rpush lpop rpop ltrim lrem sadd "
    "srem zadd zrem incr decr append setex restore migrate shutdown bgrewriteaof swapdb replicaof slaveof "
    "failover xtrim xdel"
)
REDIS_PAIRS = _phrases(
    "config set, config rewrite, client kill, cluster failover, cluster reset, cluster forget, cluster meet,"
    "script flush, script kill, cluster addslots, cluster delslots, sentinel failover"
)
REDIS_READS = _words(
    "get info ping keys scan ttl llen dbsize monitor slowlog config client memory hgetall exists type role "
    "latency cluster lrange smembers zrange xlen xinfo sentinel"
)
METHOD = re.compile(r"(?:^|\s)(?:-\w*X\s*|--request[ =])['\"]?(POST|PUT|DELETE|PATCH)\b")
QUERYING = re.compile(r"/_?(?:search|query|query_range|count|msearch|graphql|validate|explain|labels|series|token)\b")
IPTABLES = re.compile(r"^(?:-[ADIFXRP]|--(?:append|delete|insert|flush|policy))$")

DESTROYS = re.compile(
    r"""
    rm\ (?=.*(?<!\S)(?:-\w*[rR]|--recursive))(?=.*(?<!\S)(?:-\w*f|--force))
  | (?:shred|wipefs|dropdb|lvremove|vgremove|pg_resetwal)\b | mkfs | dd\b.*\bof=/(?!tmp/|dev/null)
  | (?:kubectl|oc)\ (?:.*\ )?delete\ (?:.*(?<!\S)--all(?:=true)?(?!\S)
      | (?:.*\ )?(?:ns|namespaces?|pvc?|persistentvolume(?:claim)?s?|crds?|customresourcedefinitions?|projects?)[\ /])
  | git\ (?:.*\ )?(?:push\b.*(?<!\S)(?:-\w*f\w*|--force-with-lease\S*)(?!\S)|reset\b.*--hard|clean\b.*(?<!\S)-\w*f)
  | (?:terraform|tofu|terragrunt)\ (?:.*\ )?(?:destroy|state\ rm)\b
  | (?:docker|podman|nerdctl)\ (?:volume\ (?:rm|prune)|system\ prune)
  | etcdctl\ (?:.*\ )?del\b.*(?:--prefix|--from-key)
  | ceph\ (?:.*\ )?(?:osd\ (?:purge|destroy|pool\ delete)|.*--yes-i-really)
  | patronictl\ (?:.*\ )?remove\b | redis-cli\ (?:.*\ )?flush(?:all|db)\b
  | aws\ (?:.*\ )?(?:s3\ rm\b.*--recursive|s3\ rb\b.*--force|terminate-instances
      | delete-(?:db-|bucket|table|volume|snapshot))
  | (?:zpool|zfs)\ destroy | kafka-topics(?:\.sh)?\ .*--delete
  | rabbitmqctl\ (?:.*\ )?(?:force_reset|delete_queue)
    """,
    re.VERBOSE | re.IGNORECASE,
)
WRAPPERS: dict[str, str] = {  # what only starts another program → its options that take a value
    "sudo": "-u -g -U -C", "doas": "-u", "env": "-u", "time": "", "nohup": "", "nice": "-n", "ionice": "-c -n",
    "watch": "-n --interval", "timeout": "-s -k", "xargs": "-n -I -P -L -d -i --max-args", "exec": "", "command": "",
    "then": "", "do": "", "else": "", "if": "", "elif": "", "while": "", "until": "", "!": "", "{": "",
    "stdbuf": "-o -e -i",
}  # fmt: skip
EXEC_VALUED = KUBECTL.valued | {"-u", "--user", "-w", "--workdir", "-e", "--env", "-p", "-i", "-l", "-o", "-F", "-J"}
