"""cState's issues as values: Hugo pages of Markdown whose front matter is YAML or TOML, with dated postings."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from revenant.importers.archives import spread
from revenant.importers.batch import File, Given
from revenant.importers.decoding import Raw, Skipped

_FENCED = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<head>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_TRACK = re.compile(r"""\{\{[<%]\s*track\s+(?:"([^"]*)"|'([^']*)'|`([^`]*)`)\s*/?[>%]\}\}""")
_SUFFIXES = (".md", ".markdown")
_LARGEST = 2**20
_EXAMPLES = frozenset({"themes", "exampleSite"})  # a site holds its theme, and a theme made-up issues


class Page(NamedTuple):
    """One issue: `slug` names it in its site; `front` is its front matter with keys in lower case."""

    slug: str
    front: dict[str, Any]
    body: str

    @property
    def source(self) -> str:
        return f"cstate:{self.slug}"

    @property
    def title(self) -> str:
        return text(self.front.get("title"))

    @property
    def affected(self) -> list[str]:
        """The components, as listed; a single one may stand alone."""
        said = self.front.get("affected")
        names = said if isinstance(said, list) else [said]
        return [name for name in dict.fromkeys(text(name) for name in names) if name]

    @property
    def postings(self) -> list[tuple[str, str]]:
        """What was posted, each with the time written behind it, and last what has none."""
        pieces = _TRACK.split(self.body)
        timed = [(pieces[at], "".join(filter(None, pieces[at + 1 : at + 4]))) for at in range(0, len(pieces) - 1, 4)]
        return [(said.strip(), when) for said, when in [*timed, (pieces[-1], "")] if said.strip()]


def text(value: Any) -> str:
    """A value of the front matter as text; what is no plain value says nothing."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def read_pages(given: Given) -> list[Raw | Skipped]:
    """Every issue among the files and in archives among them, in order of their names.

    Raises:
        InvalidFileError: an archive is damaged.
    """
    files = [page for file in given.files for page in spread(file) if _is_page(page.name)]
    inside = [file for file in files if "issues" in PurePosixPath(file.name).parts[:-1]]
    own = [file for file in inside if not _EXAMPLES & set(PurePosixPath(file.name).parts)]
    return [_page(file, given) for file in sorted(own or inside or files, key=lambda file: _slug(file.name))]


def _is_page(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in _SUFFIXES and path.stem != "_index"


def _slug(name: str) -> str:
    """The page's path in its site, so that it is the same wherever the site lies."""
    path = PurePosixPath(name)
    parts = list(path.with_suffix("").parts)
    start = max((place for place, part in enumerate(parts[:-1]) if part == "issues"), default=len(parts) - 2)
    own = parts[start + 1 :]
    return "/".join(own[:-1] if own[-1] == "index" and len(own) > 1 else own)


def _page(file: File, given: Given) -> Raw | Skipped:
    try:
        front, body = _split(file, given)
    except (ValueError, RecursionError) as error:
        return Skipped(file.name, "", str(error) or "nested too deeply")
    slug = _slug(file.name)
    page = Page(f"{given.site}/{slug}" if given.site else slug, front, body)
    section = text(front.get("section"))
    if section and section != "issue":
        return Skipped(page.source, page.title, f"its section is {section!r}, not issue")
    return Raw(file.name, page)


def _split(file: File, given: Given) -> tuple[dict[str, Any], str]:
    """Front matter and body; ValueError says what is wrong."""
    if file.problem or len(file.content) > _LARGEST:
        raise ValueError(file.problem or f"is larger than {_LARGEST // 2**20} MiB")
    try:
        said = file.content.decode()
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    found = _FENCED.match(said)
    if found is None:
        raise ValueError("has no front matter between two lines of --- or +++")
    try:
        block = f"\n{found['head']}"  # so that lines are counted as in the file
        head = tomllib.loads(block) if found["fence"] == "+++" else given.load_yaml(block)
    except ValueError as error:
        raise ValueError(f"its front matter cannot be read: {error}") from None
    if not isinstance(head, dict):
        raise ValueError("its front matter is no list of keys with values")
    return {str(key).lower(): value for key, value in head.items()}, said[found.end() :]
