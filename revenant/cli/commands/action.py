"""`revenant action`: what postmortems promise. To add a command: a file in cli/action and a line here."""

from __future__ import annotations

import typer

from revenant.cli.action import add, digest, done, edit, export, list_, overdue, show, verify, wontdo

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)
app.command("list")(list_.command)
app.command("overdue")(overdue.command)
app.command("show")(show.command)
app.command("add")(add.command)
app.command("done")(done.command)
app.command("verify")(verify.command)
app.command("wontdo")(wontdo.command)
app.command("edit")(edit.command)
app.command("export")(export.command)
app.command("digest")(digest.command)


@app.callback()
def group() -> None:
    """Action items: the lines in postmortems that say what will be different, followed until they hold."""
