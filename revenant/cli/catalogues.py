"""What `import backstage` does: documents to services, services to services.yaml, and a screen that says so."""

from __future__ import annotations

from typing import Any

from revenant.cli.session import Session
from revenant.core.tables import Block, Column, Table, facts
from revenant.core.text import how_many
from revenant.errors import InvalidFileError
from revenant.importers.backstage import Read, read
from revenant.importers.decoding import Raw
from revenant.signals.additions import Additions
from revenant.store import yaml_io
from revenant.store.catalogue import add_services

File = tuple[bytes, str]  # content and name


def import_backstage(session: Session, contents: list[File], as_json: bool, commit: bool, dry_run: bool) -> None:
    """Add what the files hold, and report it."""
    found = read(raw for content, name in contents for raw in _documents(name, content))
    message = f"Import of {how_many(len(found.services), 'service')} from Backstage"
    added = add_services(session.workspace, found.services, message, commit=commit, dry_run=dry_run)
    if as_json:
        session.out.json(_data(found, added))
    else:
        session.out.blocks(_screen(found, added, dry_run=dry_run))


def _documents(name: str, content: bytes) -> list[Raw]:
    """The YAML documents of one file.

    Raises:
        InvalidFileError: it cannot be read.
    """
    try:
        return [Raw(f"{name}[{number}]", data) for number, data in enumerate(yaml_io.load_all(content))]
    except yaml_io.YamlError as error:
        line, col, message = error.complaint
        raise InvalidFileError([f"{name}:{line}:{col}: {message}"], "nothing was imported") from None


def _data(found: Read, added: Additions) -> dict[str, Any]:
    return {
        "read": len(found.services),
        "added": [service.name for service in added.services],
        "dependencies": added.edges,
        "filled": added.fields,
        "differs": added.differs,
        "skipped": [row._asdict() for row in found.skipped],
    }


def _screen(found: Read, added: Additions, *, dry_run: bool) -> list[Block]:
    """What was left out and what differs, then the sums."""
    blocks: list[Block] = []
    if found.skipped:
        columns = [Column("source", "source"), Column("title", "title"), Column("reason", "reason", wide=True)]
        blocks.append(Table("Skipped", columns, [list(row) for row in found.skipped]))
    if added.differs:
        blocks.append(Table("Differs", [Column("service", "differs", wide=True)], [[said] for said in added.differs]))
    filled = sum(map(len, added.fields.values()))
    prefix = "would add" if dry_run else "added"
    blocks.append(
        facts(
            ("read", how_many(len(found.services), "service")),
            (prefix, f"{how_many(len(added.services), 'service')}, {added.edge_count} × depends_on"),
            ("filled in", how_many(filled, "empty field") if filled else ""),
        )
    )
    return blocks
