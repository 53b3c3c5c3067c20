"""`revenant services`: the catalogue, and what traces add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from revenant.cli.options import AsJson, Commit
from revenant.cli.session import Session
from revenant.core.text import how_many

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.signals.additions import Additions
    from revenant.signals.tracing import Calls, Edge

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
Files = Annotated[list[str], typer.Argument(metavar="[FILE]…", help="Plain or gzip; - is stdin.", show_default=False)]


@app.callback()
def group() -> None:
    """The service catalogue: what there is, and what traces show of it."""


@app.command("list")
def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Every service with its owner, tier, dependencies and dependents."""
    from revenant.core.tables import Column, Table
    from revenant.signals.graph import graph_of

    session: Session = ctx.obj
    catalogue = session.workspace.catalogue
    graph = graph_of(catalogue)
    rows: list[dict[str, Any]] = [
        {
            "name": service.name, "owner": service.owner, "tier": service.tier, "kind": service.kind,
            "repository": service.repository, "depends_on": service.depends_on,
            "dependents": sorted(graph.dependents(service.name)), "description": service.description,
        }
        for service in catalogue.services
    ]  # fmt: skip
    if as_json:
        session.out.json(rows)
        return
    shown = ("name", "owner", "tier", "kind", "depends_on", "dependents")
    columns = [Column(key.replace("_", " "), key, wide=key.startswith("depend")) for key in shown]
    session.out.blocks([Table("", columns, [[_cell(row[key]) for key in shown] for row in rows])])


@app.command()
def derive(
    ctx: typer.Context,
    files: Files = ["-"],
    at_least: Annotated[int, typer.Option("--at-least", metavar="N", min=1, help="Only edges seen N times.")] = 1,
    apply: Annotated[bool, typer.Option("--apply", help="Add what services.yaml lacks, in one commit.")] = False,
    as_json: AsJson = False,
    commit: Commit = True,
) -> None:
    """Who calls whom, from OTLP traces or the spans among signals: parents and children, databases, queues.

    Nothing is ever taken out of services.yaml. Example: revenant services derive traces.jsonl.gz --apply
    """
    from revenant.cli.ingesting import spans
    from revenant.signals.tracing import as_services
    from revenant.store.catalogue import add_services

    session: Session = ctx.obj
    calls = spans(session, files)
    edges = [edge for edge in calls.edges() if edge.calls >= at_least]
    message = f"Dependencies seen in {how_many(calls.spans, 'span')}"
    wanted = as_services(edges)
    found = add_services(session.workspace, wanted, message, commit=commit, dry_run=not apply)
    if as_json:
        session.out.json(_data(edges, found, calls))
        return
    session.out.blocks(_screen(edges, found, calls, applied=apply))
    if found and not apply:
        session.out.say("next: the same with --apply")


def _cell(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else "" if value is None else value


def _is_new(edge: Edge, found: Additions) -> bool:
    mine = [service.depends_on for service in found.services if service.name == edge.dependent]
    return any(edge.dependency in names for names in [*mine, found.edges.get(edge.dependent, [])])


def _data(edges: list[Edge], found: Additions, calls: Calls) -> dict[str, Any]:
    return {
        "edges": [edge._asdict() | {"new": _is_new(edge, found)} for edge in edges],
        "new_services": [service.name for service in found.services],
        "spans": calls.spans,
        "spans_without_service": calls.unnamed,
        "spans_without_parent": calls.orphans,
    }


def _screen(edges: list[Edge], found: Additions, calls: Calls, *, applied: bool) -> list[Block]:
    from revenant.core.tables import Column, Table, facts

    columns = [
        Column("service", "dependent"), Column("depends on", "dependency"), Column("calls", "calls", right=True),
        Column("known by", "known_by"), Column("services.yaml", "new"),
    ]  # fmt: skip
    state = "added" if applied else "would be added"
    rows: list[list[Any]] = [[*edge[:4], state if _is_new(edge, found) else "has it"] for edge in edges]
    return [
        Table("", columns, rows),
        facts(
            ("spans", f"{calls.spans:,}"),
            ("without service", f"{calls.unnamed:,}" if calls.unnamed else ""),
            ("without parent", f"{calls.orphans:,} whose parent is not in the input" if calls.orphans else ""),
            (
                "added" if applied else "would add",
                f"{found.edge_count} × depends_on, {how_many(len(found.services), 'service')}",
            ),
        ),
    ]


def _sum(found: Additions) -> str:
    return f"{found.edge_count} × depends_on, {how_many(len(found.services), 'service')}"
