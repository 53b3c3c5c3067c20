"""`revenant runbook lint`: as `revenant lint`, of runbooks and alert rules alone."""

from __future__ import annotations

import typer

from revenant.cli import linting as shared
from revenant.cli.options import AsJson


def command(
    ctx: typer.Context,
    paths: shared.Paths = [],
    form: shared.Form = "text",
    fail_on: shared.FailOn = "error",
    select: shared.Select = [],
    ignore: shared.Ignore = [],
    since: shared.Since = None,
    fix: shared.MakeFixes = False,
    dry_run: shared.DryRun = False,
    update_baseline: shared.UpdateBaseline = False,
    no_baseline: shared.NoBaseline = False,
    as_json: AsJson = False,
) -> None:
    """Check runbooks and alert rules, as revenant lint does.

    Exits 1 when problems are found. `revenant runbook rule CODE` explains each.
    """
    form = "json" if as_json else form
    options = (paths, form, fail_on, select, ignore, since, fix, dry_run, update_baseline, no_baseline)
    shared.run_lint(ctx.obj, shared.Options(*options, only_runbooks=True))
