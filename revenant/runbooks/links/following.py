"""Where a link leads: a file that is there, one that is not, or somewhere that cannot be checked, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from enum import Enum
from fnmatch import fnmatchcase
from typing import NamedTuple
from urllib.parse import unquote

from revenant.core.settings import RunbookSettings
from revenant.core.slugs import plain_anchor
from revenant.runbooks.links.pages import (
    Tree,
    bases,
    find_page,
    has_pages,
    index_of,
    is_address,
    joined,
    page_name,
    wiki_root,
)
from revenant.runbooks.links.targets import LONGEST, has_scheme, map_root, mended, split_target

_TEMPLATED = re.compile(
    r"\{\{|\{%|<%|%>|%\{|\$[({A-Za-z_]|<[^<>]*>|^%=?\s.*%$|\{[A-Za-z_][\w.-]*\}|^@[\w-]+/"
)  # the last is an alias of a bundler, such as Docusaurus's @site/
# Anchors that a page's script or its browser makes: lines of code, tabs, footnotes, text fragments, routes.
_MADE = re.compile(r"^(?:top|l\d+(?:c\d+)?(?:-l?\d+(?:c\d+)?)?|fn.*|tab[-/:].*|:~:.*|[!/].*|.*[=?&].*)$")
_MOST_COMPARISONS = 50_000


class State(Enum):
    """What became of following a link."""

    FOUND = "found"
    MISSING = "missing"
    DEAD_ANCHOR = "dead anchor"
    UNCHECKED = "not checked"


class Reason(Enum):
    """Why a link could not be checked: what one is called, and many."""

    EXTERNAL = ("external link", "external links")
    TEMPLATED = ("templated link", "templated links")
    ROOT = (
        "link whose site root is unknown (runbooks.link_roots)",
        "links whose site root is unknown (runbooks.link_roots)",
    )
    OUTSIDE = ("link out of the workspace", "links out of the workspace")
    IGNORED = ("ignored link (runbooks.link_ignore)", "ignored links (runbooks.link_ignore)")
    ANCHOR = ("anchor into what is no plain Markdown", "anchors into what is no plain Markdown")
    GENERATED = ("address of a page that a site generator makes", "addresses of pages that a site generator makes")
    REVISION = ("link to another revision", "links to another revision")

    def count(self, number: int) -> str:
        """So many of them, in words."""
        return f"{number} {self.value[number != 1]}"


class Outcome(NamedTuple):
    """Where a link leads. `path` is the file, or the first that was sought; `near` what may have been meant.

    `is_cut`: not even its folder is there, as in a checkout of a part.
    """

    state: State
    path: str = ""
    anchor: str = ""
    reason: Reason | None = None
    near: str = ""
    is_cut: bool = False


Anchors = Callable[[], frozenset[str] | None]


class Follower:
    """Follows links in the files of one workspace."""

    def __init__(
        self, tree: Tree, settings: RunbookSettings, declared: Callable[[], frozenset[str]] = frozenset
    ) -> None:
        self._tree, self._ignored = tree, settings.link_ignore
        self._folder, self._declared = settings.folder, declared
        self._comparisons = 0
        self._roots = settings.link_roots

    def follow(self, target: str, source: str, own: Anchors | None = None, *, is_image: bool = False) -> Outcome:
        """Where `target` (as CommonMark has it) leads from the file `source`, whose own anchors are `own`."""
        said = unquote(target.strip())
        if any(fnmatchcase(said, pattern) or fnmatchcase(target, pattern) for pattern in self._ignored):
            return Outcome(State.UNCHECKED, reason=Reason.IGNORED)
        if mended(target):
            return Outcome(State.MISSING, said)
        mapped = map_root(target, self._roots)
        if mapped is None and has_scheme(said):
            return Outcome(State.UNCHECKED, reason=Reason.EXTERNAL)
        if _TEMPLATED.search(said):
            return Outcome(State.UNCHECKED, reason=Reason.TEMPLATED)
        path, anchor = split_target(target if mapped is None else mapped[1])
        if mapped is not None:
            is_site = not target.startswith("/")
            return self.reach([joined(mapped[0].strip("/"), path)], anchor, is_mapped=is_site)
        if not path:
            return self._anchored(source, anchor, own or (lambda: self._tree.anchors(source)))
        if path.startswith("/"):
            return self._guessed(path.lstrip("/"), anchor, source)
        return self._relative(path, anchor, source, is_image)

    def _relative(self, path: str, anchor: str, source: str, is_image: bool) -> Outcome:
        places = [joined(base, path) for base in bases(source, path)]
        wiki = wiki_root(self._tree, source)
        if wiki is not None:
            places.append(joined(wiki, path))
        if is_image:  # Middleman and others look for images from the site's root too
            places += [joined(folder, path) for folder in _ancestors(source)]
        return self.reach(places, anchor, is_image=is_image)

    def reach(
        self, places: list[str | None], anchor: str, *, is_image: bool = False, is_mapped: bool = False
    ) -> Outcome:
        """The first of `places` that is there; None stands for one out of the workspace.

        `is_mapped`: the settings say what is served there, so nothing else can make a page that is missing.
        """
        for place in places:
            if place is not None and (found := find_page(self._tree, place) if place else "."):
                return self._anchored(found, anchor)
        if places[0] is None:
            return Outcome(State.UNCHECKED, reason=Reason.OUTSIDE)
        outcome = self._missing(places[0], anchor, is_image)
        return outcome._replace(state=State.MISSING, reason=None, is_cut=False) if is_mapped else outcome

    def _missing(self, path: str, anchor: str, is_image: bool) -> Outcome:
        folder = path.rpartition("/")[0]
        has_folder = not folder or self._tree.is_folder(folder)
        if is_address(path) and (not has_folder or not has_pages(self._tree, folder) or self._is_declared(path)):
            return Outcome(State.UNCHECKED, path, reason=Reason.GENERATED)
        is_cut = not has_folder and (is_image or not self._tree.is_folder(path.partition("/")[0]))
        return Outcome(State.MISSING, path, anchor, near=self._nearest(path), is_cut=is_cut)

    def _is_declared(self, path: str) -> bool:
        """Whether a page says in its front matter that it is served under this address too."""
        parts = [page_name(part) for part in path.split("/")]
        return any("/".join(parts[start:]) in self._declared() for start in range(len(parts)))

    def _guessed(self, path: str, anchor: str, source: str) -> Outcome:
        """`/x` where nobody has said what is served there: it may be there, it is never missing."""
        folders = dict.fromkeys([*_ancestors(source), *_ancestors(f"{self._folder}/x"), ""])
        found = next((made for folder in folders if (made := self._below(folder, path))), "")
        outcome = self._anchored(found, anchor) if found else None
        if outcome and outcome.state is State.FOUND:
            return outcome
        return Outcome(State.UNCHECKED, reason=Reason.ROOT)

    def _below(self, folder: str, path: str) -> str:
        place = joined(folder, path)
        return find_page(self._tree, place) if place else "." if place == "" else ""

    def _anchored(self, path: str, anchor: str, own: Anchors | None = None) -> Outcome:
        if not anchor or _MADE.match(anchor):
            return Outcome(State.FOUND, path)
        page = path
        if own is None and self._tree.is_folder(path):
            page = index_of(self._tree, path)
        known = own() if own else self._tree.anchors(page)
        if known is None:
            return Outcome(State.UNCHECKED, path, anchor, Reason.ANCHOR)
        if plain_anchor(anchor) in known or _letters(anchor) in map(_letters, known):
            return Outcome(State.FOUND, path, anchor)
        return Outcome(State.DEAD_ANCHOR, path, anchor, near=self._like(anchor, sorted(known), 0.6))

    def _nearest(self, path: str) -> str:
        """What is most like the first part of a path that is missing, in the folder it was sought in."""
        folder, name = "", path
        while self._tree.is_folder(deeper := f"{folder}/{name.partition('/')[0]}".lstrip("/")) and "/" in name:
            folder, name = deeper, name.partition("/")[2]
        names = {page_name(each): each for each in self._tree.names(folder)}
        near = self._like(page_name(name.partition("/")[0]), [*names], 0.75)
        return f"{folder}/{names[near]}".lstrip("/") if near else ""

    def _like(self, word: str, words: Sequence[str], cutoff: float) -> str:
        """The word most like another; nothing once so many were compared that it would take its time."""
        self._comparisons += len(words)
        if self._comparisons > _MOST_COMPARISONS or len(word) > LONGEST:
            return ""
        return next(iter(get_close_matches(word, words, n=1, cutoff=cutoff)), "")


def _letters(anchor: str) -> str:
    """An anchor without its joints: which of them a renderer keeps is told by its settings, not by the page."""
    return plain_anchor(anchor).replace("-", "").replace("_", "")


def _ancestors(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
