"""`revenant postmortem`: the document people learn from. To add a command: a file in cli/postmortem and a line here."""

from __future__ import annotations

import typer

from revenant.cli.postmortem import check, draft, lint, list_, render, review_pack, status, templates

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.command("draft", cls=draft.DraftCommand)(draft.command)
app.command("render")(render.command)
app.command("check")(check.command)
app.command("status")(status.command)
app.command("lint")(lint.command)
app.command("list")(list_.command)
app.command("templates")(templates.command)
app.command("review-pack")(review_pack.command)


@app.callback()
def group() -> None:
    """Postmortems: facts from the record, prose from people."""
