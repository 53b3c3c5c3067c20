"""A runbook as a value: what it says of itself, its sections, its steps, and the alerts it answers."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct

from revenant.core.frontmatter import Head
from revenant.core.outline import Fence, Outline
from revenant.core.passages import Passage
from revenant.core.patterns import Duration
from revenant.core.times import parse_duration

SCHEMA = "revenant/runbook@1"
_INDEXES = frozenset({"readme", "index", "_index", "contributing", "template", "_template"})


class Section(StrEnum):
    """The five parts of a runbook."""

    SYMPTOM = "Symptom"
    IMPACT = "Impact"
    DIAGNOSIS = "Diagnosis"
    MITIGATION = "Mitigation"
    PREVENTION = "Prevention"


class Category(StrEnum):
    """What a step can do to the world. UNCLASSIFIED is what nobody has said; it is treated as RISKY."""

    INFO_ONLY = "INFO_ONLY"
    SAFE_REVERSIBLE = "SAFE_REVERSIBLE"
    RISKY = "RISKY"
    UNCLASSIFIED = "UNCLASSIFIED"

    @property
    def is_risky(self) -> bool:
        return self in (Category.RISKY, Category.UNCLASSIFIED)


class Input(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value asked of whoever walks the runbook, and put where `$NAME` stands."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", description="Used as $NAME or ${NAME}")]
    example: str = ""
    pattern: Annotated[str, Meta(description="A regular expression the whole value must match")] = ""
    about: str = ""


class FrontMatter(Struct, frozen=True, kw_only=True):
    """What stands between the two lines of `---`. Every key may be absent here; rules say which must not be."""

    schema: Literal["revenant/runbook@1"]
    id: str = ""
    alerts: Annotated[list[str], Meta(description="Exact alert names; * and ? match")] = []
    services: list[str] = []
    owner: Annotated[str, Meta(description="A team, or somebody's address")] = ""
    status: Literal["draft", "active", "deprecated"] = "active"
    replaced_by: Annotated[str, Meta(description="The id of the runbook to use instead")] = ""
    drill_every: Annotated[Duration | None, Meta(description="How often it should be drilled")] = None
    inputs: list[Input] = []
    tags: list[str] = []

    @property
    def drill_span(self) -> timedelta | None:
        """`drill_every` as a timedelta."""
        return parse_duration(self.drill_every) if self.drill_every else None


RunbookHead: TypeAlias = Head[FrontMatter]
RunbookPassage: TypeAlias = Passage[Section]


class Label(NamedTuple):
    """`- **Verify:** text` below a step."""

    name: str
    text: str
    line: int


class Step(NamedTuple):
    """One step. A legacy runbook has none of its own: each of its code blocks is a candidate, UNCLASSIFIED.

    `words` are the paragraphs below its heading that are no labels, each on one line.
    """

    id: str
    title: str
    category: Category
    section: Section | None
    line: int
    end: int
    fences: tuple[Fence, ...]
    labels: tuple[Label, ...]
    words: tuple[str, ...] = ()
    is_candidate: bool = False

    def label(self, name: str) -> Label | None:
        """The label of this name, in any case."""
        return next((each for each in self.labels if each.name.casefold() == name.casefold()), None)


class Claim(NamedTuple):
    """An alert this runbook answers, which may hold * and ?, where it says so, and in which words."""

    alert: str
    line: int
    reason: str
    anchor: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it names one alert and is no pattern."""
        return not set("*?[") & set(self.alert)


class Runbook(NamedTuple):
    """A runbook, native or legacy. `path` is from the workspace's root; `rows` are all lines of the file."""

    path: str
    id: str
    title: str
    head: RunbookHead
    rows: tuple[str, ...]
    outline: Outline
    passages: tuple[Passage[Section], ...]
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]

    @property
    def is_native(self) -> bool:
        return self.head.is_native

    @property
    def title_line(self) -> int:
        """The line of its title, or the first below the front matter."""
        titles = (heading.line for heading in self.outline.headings if heading.level == 1)
        return next(titles, self.head.rows + 1)

    @property
    def matter(self) -> FrontMatter | None:
        """The front matter, where it is of our format and valid."""
        return self.head.matter

    @property
    def services(self) -> list[str]:
        """The services it says it is for; of any front matter, valid or not."""
        return _words(self.head.keys.get("services"))

    @property
    def is_index(self) -> bool:
        """Whether it is a page about other pages, such as a README."""
        return self.path.rpartition("/")[2].partition(".")[0].casefold() in _INDEXES

    @property
    def is_deprecated(self) -> bool:
        return self.head.keys.get("status") == "deprecated"

    @property
    def sections(self) -> frozenset[Section]:
        return frozenset(passage.kind for passage in self.passages)

    def text(self, passage: Passage[Section]) -> str:
        """What stands below a section's heading."""
        return "\n".join(self.rows[passage.line : passage.end]).strip("\n")


def _words(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
