"""The tables. Every instant is UTC; `next_at` is null where there is nothing to wait for.

One concept a file. All are imported here, so that relationships that name one another find them
and a migration sees every table.
"""

from storage.models.absences import Absence, StatusHint
from storage.models.base import Base
from storage.models.chains import ChainFinding, ChainWatch
from storage.models.creation import CreationRule
from storage.models.digests import DigestSchedule
from storage.models.documents import Document, ProcessSource
from storage.models.drafts import Draft
from storage.models.families import Family
from storage.models.groups import UserGroup, UserGroupMember
from storage.models.homes import HomeTab
from storage.models.inbound import Inbound
from storage.models.ledger import LedgerEntry, LedgerHead
from storage.models.lessons import Lesson
from storage.models.locations import Location
from storage.models.outgoing import Outgoing
from storage.models.processes import Process, Step
from storage.models.proofs import Proof
from storage.models.runs import Run, RunStep
from storage.models.turns import Turn
from storage.models.vacancies import Vacancy
from storage.models.versions import FamilyVersion, ProcessVersion
from storage.models.workspace import Member, Workspace

__all__ = [
    "Absence",
    "Base",
    "ChainFinding",
    "ChainWatch",
    "CreationRule",
    "DigestSchedule",
    "Document",
    "Draft",
    "Family",
    "FamilyVersion",
    "HomeTab",
    "Inbound",
    "LedgerEntry",
    "LedgerHead",
    "Lesson",
    "Location",
    "Member",
    "Outgoing",
    "Process",
    "ProcessSource",
    "ProcessVersion",
    "Proof",
    "Run",
    "RunStep",
    "StatusHint",
    "Step",
    "Turn",
    "UserGroup",
    "UserGroupMember",
    "Vacancy",
    "Workspace",
]
