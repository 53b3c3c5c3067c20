"""`revenant import`: bring in another system's history."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from revenant.cli.foreign import read_named
from revenant.cli.options import AsJson, Commit, DryRun
from revenant.cli.session import Session
from revenant.core.text import how_many
from revenant.errors import ExitCode

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.importers.batch import Batch

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="JSON or JSON Lines, plain or gzip; - for stdin.")]


@app.callback()
def group() -> None:
    """Bring in another system's history."""


@app.command()
def statuspage(
    ctx: typer.Context, files: Files, as_json: AsJson = False, commit: Commit = True, dry_run: DryRun = False
) -> None:
    """Incidents of an Atlassian Statuspage: its /api/v2/incidents.json, or JSON Lines of incidents.

    Each keeps its own times, and is marked as recorded now. Scheduled maintenance is skipped, and no
    incident is imported twice. Impact and components map by `imports` in revenant.yaml.
    """
    session: Session = ctx.obj
    batch = _gather(session, "statuspage", files)
    if not dry_run and batch.imported:
        _record(session, batch, "statuspage", commit=commit)
    if as_json:
        session.out.json(_data(batch))
    else:
        session.out.blocks(_screen(session, batch, dry_run=dry_run))
    if batch.imported and not dry_run:
        session.out.say("next: revenant report")
    if batch.skipped and not batch.imported and all(row.is_unreadable for row in batch.skipped):
        raise typer.Exit(ExitCode.EXPECTED)


@app.command()
def backstage(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="catalog-info.yaml files; - for stdin.")],
    as_json: AsJson = False,
    commit: Commit = True,
    dry_run: DryRun = False,
) -> None:
    """Components and resources of a Backstage catalogue, as services of services.yaml.

    Adds services, dependencies and what entries lack; changes and removes nothing, and says what differs.
    """
    from revenant.cli.catalogues import import_backstage

    session: Session = ctx.obj
    import_backstage(session, [read_named(session, file) for file in files], as_json, commit, dry_run)


def _gather(session: Session, name: str, files: list[str]) -> Batch:
    from revenant.importers import IMPORTERS
    from revenant.importers.batch import Context, gather

    importer = IMPORTERS[name]
    rows = [row for file in files for row in importer.read(*read_named(session, file))]
    context = Context(session.user, session.now, session.settings.imports)
    return gather(rows, importer.convert, context, session.incidents.sources(), session.incidents.paths())


def _record(session: Session, batch: Batch, name: str, *, commit: bool) -> None:
    writer = session.writer(commit=commit)
    message = f"Import of {how_many(len(batch.imported), 'incident')} from {name}"
    if not sys.stderr.isatty():
        session.incidents.create_many(writer, batch.logs, message, lambda: None)
        return
    with typer.progressbar(length=len(batch.imported), label="importing", file=sys.stderr) as bar:
        session.incidents.create_many(writer, batch.logs, message, lambda: bar.update(1))


def _data(batch: Batch) -> dict[str, object]:
    doubtful = [
        {"id": known, "source": found.source, "title": found.title, "reasons": found.doubts}
        for known, found in batch.imported.items()
        if found.doubts
    ]
    skipped = [row._asdict() for row in batch.skipped]
    return {
        "imported": len(batch.imported),
        "in_retrospect": sum(found.in_retrospect for found in batch.imported.values()),
        "skipped": skipped,
        "doubtful": doubtful,
        "ids": list(batch.imported),
    }


def _screen(session: Session, batch: Batch, *, dry_run: bool) -> list[Block]:
    """What was left out and what is doubtful, row by row, then the sums."""
    from revenant.core.tables import Column, Table, Value, facts

    about = [Column("source", "source"), Column("title", "title"), Column("reason", "reason", wide=True)]
    skipped: list[list[Value]] = [list(row) for row in batch.skipped]
    doubtful: list[list[Value]] = [
        [known, found.title, doubt] for known, found in batch.imported.items() for doubt in found.doubts
    ]
    blocks: list[Block] = [Table("Skipped", about, skipped)] if skipped else []
    if doubtful:
        named = [Column("incident", "id"), *about[1:]]
        blocks.append(Table("Imported, but doubtful", named, doubtful))
    rows = len(batch.imported) + len(batch.skipped)
    blocks.append(
        facts(
            ("rows", str(rows)),
            ("would import" if dry_run else "imported", how_many(len(batch.imported), "incident")),
            ("in retrospect", _retrospect(batch)),
            ("skipped", _counted([row.reason for row in batch.skipped])),
            ("doubtful", _counted([str(row[2]) for row in doubtful])),
            ("services", _unknown_services(session, batch)),
        )
    )
    return blocks


def _retrospect(batch: Batch) -> str:
    count = sum(found.in_retrospect for found in batch.imported.values())
    return f"{count} posted in retrospect: of zero length, counted apart in reports" if count else ""


def _counted(reasons: list[str]) -> str:
    """Reasons with their counts, the most frequent first; which incident one names makes no difference."""
    counts = Counter(reason.partition(", as ")[0] for reason in reasons)
    shown = [f"{count} × {reason}" for reason, count in counts.most_common(8)]
    rest = [f"{len(counts) - 8} other reasons"] if len(counts) > 8 else []
    return "; ".join(shown + rest)


def _unknown_services(session: Session, batch: Batch) -> str:
    known = set(session.workspace.catalogue.names)
    missing = [name for name in batch.services if name not in known] if known else []
    return f"not in services.yaml: {', '.join(missing)}" if missing else ""
