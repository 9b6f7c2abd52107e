"""Tasks by the project and the section that they stand in: sections of a cadence are processes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from intake.found import Evidence, FoundProcess, Said, Trust
from intake.systems.grouping import processes_of
from intake.systems.labels import is_cadence
from intake.systems.task import Group, Task


@dataclass(frozen=True)
class Placed:
    """A task with no parent, and where it stands; None for what the export does not say."""

    task: Task
    project: Said | None
    section: Said | None


def processes_of_projects(
    tasks: Sequence[Placed], title: Said, trust: Trust = Trust.FILE_NAME
) -> list[FoundProcess]:
    """Return each project as processes.

    `title` names the one that the export does not name; it tells a cadence as far as `trust` says.
    """
    only = {one.project.text: one.project for one in tasks if one.project}
    unnamed = next(iter(only.values())) if len(only) == 1 else title
    projects: dict[str, list[Placed]] = {}
    for one in tasks:
        projects.setdefault((one.project or unnamed).text, []).append(one)
    found: list[FoundProcess] = []
    for name, placed in projects.items():
        believed = Trust.HEADING if name in only else trust
        found += _processes(placed, only.get(name, unnamed), believed)
    return found


def _processes(tasks: Sequence[Placed], project: Said, trust: Trust) -> Iterable[FoundProcess]:
    sections: dict[str, list[Placed]] = {}
    for one in tasks:
        sections.setdefault(one.section.text if one.section else "", []).append(one)
    whole = Group(project, tuple(one.task for part in sections.values() for one in part), trust)
    if not any(is_cadence(name) for name in sections if name):
        return processes_of(whole)
    groups = (_section(part, whole) for part in sections.values())
    return [process for group in groups for process in processes_of(group)]


def _section(tasks: Sequence[Placed], project: Group) -> Group:
    section = tasks[0].section
    inside = tuple(one.task for one in tasks)
    if section is None:
        return replace(project, tasks=inside)
    return Group(
        section,
        inside,
        key=f"{project.name.text} / {section.text}",
        evidence=(Evidence(project.name, min(project.trust, Trust.TITLE)),),
    )
