"""Names of files that all rooms agree on; this costs nothing to import, so that start-up may ask too."""

from __future__ import annotations

RUNBOOKS_FOLDER = "runbooks"  # unless revenant.yaml names another
MARKDOWN_SUFFIXES = (".md", ".markdown", ".md.erb", ".qmd")  # Middleman's .html.md.erb, Quarto's .qmd
POSTMORTEM_SUFFIX = ".postmortem.md"  # behind the id of its incident
