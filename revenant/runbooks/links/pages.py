"""Which file a path in a link means, as the renderers and site generators in use serve files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from posixpath import normpath
from typing import Protocol

MARKDOWN = (".md", ".markdown", ".mdx")
# What a page may be written in, the longer before the shorter. Middleman serves x.html.md.erb as x.html.
_SOURCES = (
    ".html.md.erb", ".html.markdown.erb", ".html.md", ".html.markdown", ".html.erb", ".html.haml", ".html.slim",
    ".md.erb", ".md.jinja", ".md.j2", ".markdown", ".mdx", ".md", ".rst", ".adoc", ".asciidoc", ".org", ".rmd",
    ".ipynb", ".html", ".htm",
)  # fmt: skip
_PAGE = re.compile(r"\.(?:md|markdown|mdx|rst|adoc|asciidoc|org)(?:\.\w+)?$", re.IGNORECASE)
_TEMPLATES = (".erb", ".haml", ".slim", ".j2", ".tmpl")  # repos.json is made from repos.json.erb
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:-[a-z]{2,4})?$")  # x.en.md is x in English: Hugo, MkDocs
_NUMBER = re.compile(r"^\d+\s*[-_.]+\s*(?=[^\d\s_.-])")  # 01-intro.md is served as intro: Docusaurus
_INDEXES = ("README.md", "index.md", "_index.md", "index.html.md.erb", "index.html.md", "index.mdx", "Readme.md")
_ASSETS = ("static", "public", "assets")  # folders whose content is served from the site's root


class Tree(Protocol):
    """The files of the workspace, asked by their paths from its root; nothing outside of it exists."""

    def is_file(self, path: str) -> bool: ...

    def is_folder(self, path: str) -> bool: ...

    def names(self, folder: str) -> Sequence[str]:
        """The names of what is in a folder, sorted; none where it is no folder."""

    def anchors(self, path: str) -> frozenset[str] | None:
        """The anchors of a Markdown file, in lower case; None where it is no such file or they cannot be known."""


def joined(base: str, path: str) -> str | None:
    """`path` seen from the folder `base`, without dots; empty is the root, None leads out of the workspace."""
    whole = normpath(f"{base}/{path}".lstrip("/") or ".")
    if whole == "..":
        return None
    return None if whole.startswith("../") else "" if whole == "." else whole


def is_markdown(path: str) -> bool:
    """Whether a path names a file of Markdown, as distinct from the address of a page."""
    return path.lower().endswith(MARKDOWN)


def bases(source: str, path: str) -> Iterator[str]:
    """The folders a relative path in `source` may start from.

    A file's own folder; for the address of a page also the folder the page itself is served as: `a/b.md` is `a/b/`
    with Hugo and MkDocs, `a/index.md` is `a` with Docusaurus.
    """
    folder, _, name = source.rpartition("/")
    yield folder
    if not is_markdown(path):
        page = page_name(name)
        yield folder.rpartition("/")[0] if page in ("index", "_index", "readme") else f"{folder}/{bare(name)}"


def find_page(tree: Tree, path: str) -> str:
    """The file or folder that `path` (from the workspace's root, without dots) means; empty if there is none."""
    if tree.is_file(path) or tree.is_folder(path):
        return path
    if made := next((f"{path}{suffix}" for suffix in _TEMPLATES if tree.is_file(f"{path}{suffix}")), ""):
        return made
    if is_markdown(path):
        return next((made for made in _sources(path) if tree.is_file(made)), "")
    return _walk(tree, path.split("/")) or _asset(tree, path.split("/"))


def _sources(path: str) -> Iterator[str]:
    for suffix in _SOURCES:
        yield path[: path.rindex(".")] + suffix


def _walk(tree: Tree, parts: Sequence[str]) -> str:
    """Follow an address part by part: case, numbers in front, language and source suffixes make no difference."""
    here = ""
    for number, part in enumerate(parts):
        straight = f"{here}/{part}".lstrip("/")
        if tree.is_folder(straight):
            here = straight
            continue
        last = number == len(parts) - 1
        accepts = tree.is_file if last else tree.is_folder
        like = (f"{here}/{name}".lstrip("/") for name in tree.names(here) if _is_like(name, part))
        fitting = [path for path in like if accepts(path) or tree.is_folder(path)]
        if not fitting:
            return ""
        here = min(fitting, key=lambda path: not accepts(path))
    return here


def _is_like(name: str, part: str) -> bool:
    """Whether a file or folder may be served as `part`. Case differs only where a site has made it lower, as Hugo."""
    return page_name(name) == page_name(part) and (part == part.lower() or bare(name) == bare(part))


def is_address(path: str) -> bool:
    """Whether a path is that of a page as a site serves it, and not of a file."""
    name = path.rstrip("/").rpartition("/")[2]
    return name.endswith((".html", ".htm")) or "." not in name


def _asset(tree: Tree, parts: Sequence[str]) -> str:
    """An image or download beside the pages' own root: content/a/x.png may lie in static/a/x.png."""
    for depth in range(len(parts) - 1):
        for name in _ASSETS:
            path = "/".join([*parts[:depth], name, *parts[depth + 1 :]])
            if tree.is_file(path):
                return path
    return ""


def has_pages(tree: Tree, folder: str) -> bool:
    """Whether a folder holds any page of text; where it holds none, a site generator may fill it."""
    return any(_PAGE.search(name) and not name.startswith("_") for name in tree.names(folder))


def index_of(tree: Tree, folder: str) -> str:
    """The page shown for a folder; empty if it has none."""
    return next((path for name in _INDEXES if tree.is_file(path := f"{folder}/{name}".lstrip("/"))), "")


def wiki_root(tree: Tree, source: str) -> str | None:
    """The root of the wiki a page is in: wikis of GitHub and GitLab name pages from there. None if it is in none."""
    folder = source.rpartition("/")[0]
    while True:
        if any(tree.is_file(f"{folder}/{name}".lstrip("/")) for name in ("Home.md", "home.md", "_Sidebar.md")):
            return folder
        if not folder:
            return None
        folder = folder.rpartition("/")[0]


@lru_cache(4096)
def page_name(name: str) -> str:
    """What a file's or folder's name and an address have in common."""
    plain = _NUMBER.sub("", _LANGUAGE.sub("", bare(name.lower()))).replace(" ", "-")
    return plain if plain in ("_index", "") else plain.lstrip("_")


def bare(name: str) -> str:
    """A name without what says how the page is written."""
    for suffix in _SOURCES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name
