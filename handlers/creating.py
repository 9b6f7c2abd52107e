"""Creating a process: the form, its preview, the one line, the demo."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.command_line import NewContext, parse_new
from handlers.drafts import Drafts
from handlers.forms import FormErrors, read_form
from handlers.people import Directory
from handlers.views import form
from handlers.views.form import FormPreset, preset_from_plan, preset_from_state, process_form
from handlers.views.preview import preview_message, preview_modal
from handlers.views.words import Message
from scheduler import processes
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.plan_checks import problems
from storage.database import Database
from storage.models import Process
from storage.states import ProcessKind, ProofKind

DEMO_NAME = "Demo opening checks"
DEMO_SECONDS = 5
DEMO_WINDOW_SECONDS = 60
ROLES = ("owner", "backup", "manager")


class Creating:
    """Everything between the wish for a process and its first run."""
