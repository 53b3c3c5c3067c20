"""Clusters of signals for people and for programs: what would be done first, then the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from revenant.core.tables import Block, Fact, Facts, Heading, Note, Tone
from revenant.core.text import one_line
from revenant.core.times import format_duration, format_time
from revenant.render.change_list import suspect_data, suspect_words
from revenant.signals.correlation.cluster import Cluster, Seen
from revenant.signals.correlation.report import Report
from revenant.signals.correlation.trail import Explanation
from revenant.signals.planning import Action, Plan

_MOST = 5


def cluster_blocks(report: Report, *, applied: bool) -> list[Block]:
    """One cluster on a screen."""
    cluster, plan = report.cluster, report.plan
    rows = [
        ("services", ", ".join(cluster.services)),
        ("environment", cluster.environment),
        ("signals", _count(cluster)),
        ("time", _span(cluster)),
        ("seen", _joined([_seen(each) for each in cluster.seen])),
        ("together", _joined([each.words for each in cluster.links])),
        ("kept apart", _joined([f"{each.other}: {each.words}" for each in cluster.refused])),
        ("severity", f"{plan.severity}: {plan.severity_why}" if plan.severity else ""),
        ("owner", plan.owner),
        ("runbook", _runbook(plan)),
        ("cause", "; ".join(report.causes)),
        ("changed", _joined([*map(suspect_words, report.suspects), *_streamed(report)])),
    ]
    facts = Facts([Fact(label, value) for label, value in rows if value])
    return [Heading(f"{cluster.id}  {_action(report, applied=applied)}"), facts]


def _runbook(plan: Plan) -> str:
    return f"{plan.runbook.name}: {plan.runbook.why}" if plan.runbook.name else ""


def _streamed(report: Report) -> list[str]:
    start = report.cluster.first
    return [f"{each.what} on {each.service}, {format_duration(start - each.at)} before" for each in report.streamed]


def _action(report: Report, *, applied: bool) -> str:
    plan, would = report.plan, "" if applied else "would "
    if plan.action is Action.OPEN:
        verb = "opened" if applied else f"{would}open"
        return f"{verb} {plan.incident} {plan.severity}: {one_line(plan.title)}"
    if plan.action is Action.ADD:
        return f"{'added' if applied else would + 'add'} to {plan.incident}: {one_line(plan.why)}"
    return one_line(plan.why)


def _count(cluster: Cluster) -> str:
    extra = [f"{cluster.late} late"] if cluster.late else []
    extra += [f"{cluster.healthy} healthy beside them"] if cluster.healthy else []
    many = f"{cluster.count:,} in {len(cluster.seen):,} series"
    return f"{many} ({', '.join(extra)})" if extra else many


def _span(cluster: Cluster) -> str:
    return (
        f"{format_time(cluster.first)} to {format_time(cluster.last)}, {format_duration(cluster.last - cluster.first)}"
    )


def _seen(seen: Seen) -> str:
    over = ", resolved" if seen.resolved else ""
    gravity = f" {seen.gravity}" if seen.gravity else ""
    instance = f" ({seen.instance})" if seen.instance not in ("", seen.service) else ""
    return f"{seen.count:,} × {seen.name or seen.kind}{gravity} on {seen.service}{instance}{over}"


def _joined(words: list[str]) -> str:
    more = [f"and {len(words) - _MOST} more"] if len(words) > _MOST else []
    return "; ".join([*map(one_line, words[:_MOST]), *more])


def cluster_data(report: Report) -> dict[str, Any]:
    """One cluster as `correlate --json` prints it."""
    cluster, plan = report.cluster, report.plan
    return {
        "group": cluster.id,
        "action": plan.action.value,
        "incident": plan.incident or None,
        "why": plan.why,
        "title": plan.title or None,
        "severity": plan.severity,
        "severity_why": plan.severity_why or None,
        "owner": plan.owner or None,
        "runbook": plan.runbook.name or None,
        "runbook_why": plan.runbook.why or None,
        "related": list(plan.related),
        "environment": cluster.environment,
        "services": cluster.services,
        "first": format_time(cluster.first),
        "last": format_time(cluster.last),
        "signals": cluster.count,
        "late": cluster.late,
        "healthy": cluster.healthy,
        "resolved": cluster.is_resolved,
        "series": [_seen_data(each) for each in cluster.seen],
        "links": [link_data(each) for each in cluster.links],
        "refused": [{"group": each.other, "cap": each.cap.value, "why": each.words} for each in cluster.refused],
        "causes": _causes(report),
        "clear_cause": report.ranking.is_clear,
        "suspected_changes": [suspect_data(each) for each in report.suspects],
    }


def _seen_data(seen: Seen) -> dict[str, Any]:
    return {
        "service": seen.service,
        "instance": seen.instance or None,
        "name": seen.name,
        "kind": seen.kind.value,
        "severity": seen.gravity.value or None,
        "count": seen.count,
        "first": format_time(seen.first),
        "last": format_time(seen.last),
        "resolved": seen.resolved,
        "ids": list(seen.ids),
    }


def _causes(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "service": each.service,
            "score": round(each.score, 3),
            "rarity": round(each.rarity, 3),
            "signals": each.signals,
            "because": each.because,
            "unhealthy_dependencies": each.unhealthy_dependencies,
            "change": each.change.change.what if each.change else None,
            "first": format_time(each.first),
            "after_seconds": each.after.total_seconds(),
        }
        for each in report.ranking.candidates[:3]
    ]


def link_data(link: Any) -> dict[str, Any]:
    """One link of a chain."""
    return {
        "rule": link.reason.value,
        "a": link.a,
        "b": link.b,
        "services": [link.service_a, link.service_b],
        "seconds": link.apart.total_seconds(),
        "confidence": round(link.confidence, 3),
        "why": link.words,
    }


# --- explain --------------------------------------------------------------------------------


def explanation_blocks(found: Explanation) -> list[Block]:
    """The chain of reasons between two signals, one a line."""
    ends = [
        Fact(label, f"{format_time(each.at)}  {each.service}  {each.name or each.kind}  ({each.id})")
        for label, each in (("from", found.one), ("to", found.two))
    ]
    if found.apart:
        return [Heading("Not together", Tone.WARN), Facts(ends), Note(found.apart, Tone.PLAIN)]
    steps = list(_steps(found))
    rows = [Fact(f"{number}.", words) for number, words in enumerate(steps, start=1)]
    return [Heading(f"Both in {found.group}, confidence {found.confidence:.2f}"), Facts(ends), Facts(rows)]


def _steps(found: Explanation) -> Iterable[str]:
    if not found.chain:
        yield f"both are of {found.one.service}, in one run of signals"
    for link in found.chain:
        yield f"{link.words}  (confidence {link.confidence:.2f}; {link.a} → {link.b})"


def explanation_data(found: Explanation) -> dict[str, Any]:
    """The same for programs."""
    return {
        "from": found.one.id,
        "to": found.two.id,
        "group": found.group or None,
        "confidence": round(found.confidence, 3),
        "chain": [link_data(each) for each in found.chain],
        "apart": found.apart or None,
    }
