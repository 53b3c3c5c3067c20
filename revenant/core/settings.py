"""revenant.yaml as a value: who we are, what each severity promises, and how this workspace behaves."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from revenant.core.files import RUNBOOKS_FOLDER
from revenant.core.patterns import FOLDER, NIGHT, WINDOW, Duration, Email
from revenant.core.severity import Severity
from revenant.core.slo_settings import SloSettings
from revenant.core.times import parse_duration


def is_folder_name(name: str) -> bool:
    """Whether it names a folder below another, without `..`."""
    return re.match(FOLDER, name) is not None


class Role(StrEnum):
    """Roles that permit something; whoever is not listed may do all that needs no role."""

    SRE_LEAD = "SRE_LEAD"
    ORG_ADMIN = "ORG_ADMIN"


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who works here."""

    email: Email
    name: str = ""
    team: str = ""
    roles: list[Role] = []
    aliases: Annotated[list[Email], Meta(description="Other addresses of the same person")] = []
    timezone: Annotated[str, Meta(description="Where they sleep, such as Europe/Berlin; else reports.timezone")] = ""


class Team(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A team that owns services or action items."""

    name: str
    contact: str = ""


class Targets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one severity promises."""

    acknowledge: Annotated[Duration | None, Meta(description="Detected → acknowledged")] = None
    update: Annotated[Duration | None, Meta(description="Longest silence while the incident is open")] = None
    resolve: Annotated[Duration | None, Meta(description="Detected → resolved")] = None
    postmortem: Annotated[
        bool | None, Meta(description="Whether closing needs a final postmortem; by default SEV1 and SEV2 do")
    ] = None

    def span(self, name: Literal["acknowledge", "update", "resolve"]) -> timedelta | None:
        """The target as a timedelta, or None where nothing is promised."""
        text: str | None = getattr(self, name)
        return parse_duration(text) if text else None


class ExtraMeasurement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A span of the team's own, beside the built-in ones."""

    name: str
    from_: Annotated[str, Meta(description="A milestone: started, first_alert, detected, acknowledged, …")] = field(
        name="from"
    )
    to: str


class Imports(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How other systems' words map to ours."""

    impact: Annotated[dict[str, Severity], Meta(description="Statuspage impact, cState severity → severity")] = {}
    priority: Annotated[
        dict[str, Severity], Meta(description="PagerDuty and Opsgenie priority, PagerDuty urgency → severity")
    ] = {}
    components: Annotated[
        dict[str, str], Meta(description="What a page or an alerting system calls a component or service → service")
    ] = {}


class SeverityRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Signals like these open an incident of this severity; names may hold * and ?."""

    severity: Severity
    gravity: Annotated[
        list[Literal["critical", "error", "warning", ""]],
        Meta(description="The signals' own severity; any if left out"),
    ] = []
    tier: Annotated[int, Meta(ge=1, le=4, description="The service's tier")] | None = None
    name: str = "*"
    service: str = "*"
    environment: str = "*"


class SignalSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How signals become incidents. What is left out keeps its default (docs/how-to/correlate.md)."""

    gap: Annotated[Duration | None, Meta(description="A group silent for longer is over")] = None
    causal: Annotated[Duration | None, Meta(description="How fresh a neighbour's group must be to be linked")] = None
    lifetime: Annotated[Duration | None, Meta(description="How long a group may take in signals")] = None
    lateness: Annotated[Duration | None, Meta(description="How far out of order signals may come")] = None
    min_signals: Annotated[int, Meta(ge=1)] | None = None
    max_services: Annotated[int, Meta(ge=2)] | None = None
    severity: Annotated[list[SeverityRule], Meta(description="Tried in order, before the built-in rules")] = []


class Changes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a change is suspected of having caused an incident."""

    window: Annotated[
        str,
        Meta(
            pattern=WINDOW,
            description="How long before an incident a change is suspected; none: the latest deployment, however old",
        ),
    ] = "4h"
    environments: Annotated[
        list[str], Meta(description="Where a deployment reaches users, for `report changes`; anywhere if left out")
    ] = []

    @property
    def span(self) -> timedelta | None:
        """The window; None where the latest deployment before an incident is suspected, however old it is."""
        return None if self.window == "none" else parse_duration(self.window)


class RunbookSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where runbooks are, which words they use, and how their links are to be read."""

    folder: Annotated[str, Meta(pattern=FOLDER, description="Their folder, from the workspace's root")] = (
        RUNBOOKS_FOLDER
    )
    sections: Annotated[
        dict[Literal["Symptom", "Impact", "Diagnosis", "Mitigation", "Prevention"], list[str]],
        Meta(description="Further words for the five sections"),
    ] = {}
    link_roots: Annotated[
        dict[str, str],
        Meta(
            description="How a link begins → the folder it is served from, such as `/` or `https://docs.example.com/`"
        ),
    ] = {}
    link_ignore: Annotated[list[str], Meta(description="Links not to be checked; * and ? match")] = []
    alert_rules: Annotated[list[str], Meta(description="Files of alert rules, for coverage; * and ** match")] = []
    external_alerts: Annotated[list[str], Meta(description="Alerts whose rules live elsewhere; * and ? match")] = []
    paging: Annotated[
        list[str], Meta(description="The `severity` labels of alerts that page somebody; critical and page if left out")
    ] = []


class PostmortemSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How postmortems are written here, and where others than revenant's own are."""

    folders: Annotated[
        list[Annotated[str, Meta(pattern=FOLDER)]], Meta(description="Folders of postmortems beside the incidents'")
    ] = []
    titles: Annotated[
        dict[str, str], Meta(description="Our name of a section, such as Summary → its heading here")
    ] = {}
    sections: Annotated[dict[str, list[str]], Meta(description="Further words for the sections")] = {}
    templates: Annotated[dict[Severity, str], Meta(description="Severity → the template its drafts start from")] = {}
    names: Annotated[
        Literal["allow", "roles", "forbid"],
        Meta(description="Whether prose may name people: anywhere, only outside of causes, or nowhere"),
    ] = "roles"
    systems: Annotated[
        list[str], Meta(description="Words that sound like people and are software here, such as operator")
    ] = []
    late_after: Annotated[Duration, Meta(description="Resolved → final; later is late")] = "14d"
    priorities: Annotated[
        dict[Literal["high", "medium", "low"], dict[Literal["high", "medium", "low"], str]],
        Meta(description="Impact → likelihood → priority"),
    ] = {}


class ReportSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What reports count, and where it is night."""

    drill_tags: Annotated[
        list[str], Meta(description="Tags of incidents that were exercises; drill and game-day if left out")
    ] = []
    exclude: Annotated[
        list[Literal["drills", "imports", "retrospect"]], Meta(description="Left out unless asked for, and counted")
    ] = []
    timezone: Annotated[str, Meta(description="Whose nights and weekends, such as Europe/Berlin")] = "UTC"
    night: Annotated[str, Meta(pattern=NIGHT, description="When people sleep, by the clock on the wall")] = (
        "22:00-07:00"
    )
    weekend: Annotated[
        list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]],
        Meta(description="Days off; sat and sun if left out"),
    ] = []

    @property
    def drill_names(self) -> frozenset[str]:
        """The tags, in lower case."""
        return frozenset(tag.casefold() for tag in self.drill_tags or ("drill", "game-day"))

    @property
    def days_off(self) -> frozenset[str]:
        """The days of the weekend, as three letters."""
        return frozenset(self.weekend or ("sat", "sun"))


class LintSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How strict lint is here."""

    levels: Annotated[
        dict[str, Literal["error", "warning", "info", "off"]], Meta(description="A rule's code → the level it has here")
    ] = {}
    baseline: Annotated[str, Meta(description="A file of problems that are known and not reported")] = ""


DEFAULT_TARGETS = {
    Severity.SEV1: Targets(acknowledge="5m", update="30m", resolve="4h", postmortem=True),
    Severity.SEV2: Targets(acknowledge="15m", update="1h", resolve="8h", postmortem=True),
    Severity.SEV3: Targets(acknowledge="4h", update="1d", resolve="3d", postmortem=False),
    Severity.SEV4: Targets(acknowledge="1d", update="1w", resolve="30d", postmortem=False),
}


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of revenant.yaml."""

    schema: Literal["revenant/workspace@1"]
    organisation: str = ""
    people: list[Person] = []
    teams: list[Team] = []
    severities: Annotated[dict[Severity, Targets], Meta(description="Targets; what is left out keeps its default")] = {}
    environments: list[str] = []
    commit: Annotated[Literal["auto", "manual"], Meta(description="auto: one write, one commit")] = "auto"
    bots: Annotated[list[Email], Meta(description="Addresses that may commit events for others")] = []
    measurements: list[ExtraMeasurement] = []
    imports: Imports = Imports()
    signals: SignalSettings = SignalSettings()
    changes: Changes = Changes()
    runbooks: RunbookSettings = RunbookSettings()
    postmortems: PostmortemSettings = PostmortemSettings()
    reports: ReportSettings = ReportSettings()
    slos: SloSettings = SloSettings()
    lint: LintSettings = LintSettings()

    def targets(self, severity: Severity | None) -> Targets:
        """What `severity` promises here: the file's word, else the default; nothing without a severity."""
        if severity is None:
            return Targets()
        own, default = self.severities.get(severity, Targets()), DEFAULT_TARGETS[severity]
        return Targets(
            acknowledge=own.acknowledge or default.acknowledge,
            update=own.update or default.update,
            resolve=own.resolve or default.resolve,
            postmortem=default.postmortem if own.postmortem is None else own.postmortem,
        )

    def person(self, email: str) -> Person | None:
        """The person with this address or alias; addresses compare without case."""
        wanted = email.casefold()
        for person in self.people:
            if wanted in {address.casefold() for address in (person.email, *person.aliases)}:
                return person
        return None

    def roles(self, email: str) -> frozenset[Role]:
        person = self.person(email)
        return frozenset(person.roles) if person else frozenset()

    def holders(self, roles: frozenset[Role]) -> list[str]:
        """Addresses of everybody who holds one of `roles`."""
        return [person.email for person in self.people if roles & set(person.roles)]
