"""What a column or a field means, by its name in English, German, Spanish, French, Portuguese."""

from collections.abc import Iterable
from enum import StrEnum

from intake.tables.header import plain


class Role(StrEnum):
    """What a column tells."""

    PROCESS = "process"
    SECTION = "section"
    TITLE = "step"
    DETAIL = "instruction"
    ASSIGNEE = "who does it"
    BACKUP = "backup"
    MANAGER = "manager"
    CADENCE = "cadence"
    DUE = "due date"
    PROOF = "proof"
    LINK = "link"


_NAMES = {
    Role.PROCESS: (
        "process, process name, procedure, procedure name, workflow, checklist, checklist name,"
        "prozess, prozessname, verfahren, checkliste, ablauf, proceso, procedimiento,"
        "lista de control, processus, procédure, processo, procedimento, lista de verificação"
    ),
    Role.SECTION: (
        "section, section/column, category, area, phase, group, stage, list,"
        "bereich, abschnitt, kategorie, phase, gruppe, sección, categoría, área, fase, grupo,"
        "catégorie, zone, étape clé, seção, categoria, area"
    ),
    Role.TITLE: (
        "task, task name, task title, tasks, step, step name, step title, steps, activity,"
        "activities, action, action item, item, to do, todo, to-do, title, name, what, what to do,"
        "aufgabe, aufgaben, schritt, schritte, tätigkeit, tätigkeiten, aktivität, arbeitsschritt,"
        "bezeichnung, titel, was, was ist zu tun, tarea, tareas, paso, pasos, actividad,"
        "actividades, acción, título, nombre, qué, tâche, tâches, étape, étapes, activité, titre,"
        "nom, quoi, tarefa, tarefas, passo, passos, etapa, atividade, atividades, ação, nome,"
        "o quê, o que"
    ),
    Role.DETAIL: (
        "description, details, detail, notes, note, instructions, instruction, how, how to,"
        "comment, comments, remarks, beschreibung, anleitung, hinweis, hinweise, notiz, notizen,"
        "bemerkung, bemerkungen, wie, descripción, detalle, detalles, notas, nota, instrucciones,"
        "observaciones, cómo, détails, consignes, consigne, remarque, remarques, comment faire,"
        "descrição, detalhes, instruções, observações, como"
    ),
    Role.ASSIGNEE: (
        "owner, process owner, assignee, assignees, assigned to, responsible, responsible person,"
        "person responsible, responsibility, person, people, who, done by,"
        "verantwortlich, verantwortliche, verantwortlicher, verantwortliche person, zuständig,"
        "zuständigkeit, bearbeiter, bearbeiterin, wer, responsable, responsables, encargado,"
        "encargada, asignado, asignado a, quién, qui, assigné à, attribué à, responsável,"
        "atribuído a, quem"
    ),
    Role.BACKUP: (
        "backup, backup owner, backup person, deputy, substitute, stand-in, cover, covered by,"
        "vertretung, vertreter, vertreterin, stellvertretung, stellvertreter, suplente, sustituto,"
        "sustituta, respaldo, suppléant, suppléante, remplaçant, remplaçante, substituto,"
        "substituta"
    ),
    Role.MANAGER: (
        "manager, supervisor, line manager, escalation, escalate to, accountable,"
        "vorgesetzte, vorgesetzter, leitung, teamleitung, gerente, supervisora, jefe, jefa,"
        "superviseur, supérieur, gestor, gestora"
    ),
    Role.CADENCE: (
        "frequency, cadence, recurrence, recurring, repeat, repeats, schedule, how often,"
        "periodicity, interval, when, häufigkeit, intervall, turnus, rhythmus, wiederholung,"
        "wie oft, wann, zeitplan, frecuencia, periodicidad, recurrencia, repetición, cuándo,"
        "cada cuánto, fréquence, périodicité, récurrence, répétition, quand, frequência,"
        "periodicidade, recorrência, repetição, quando"
    ),
    Role.DUE: (
        "due, due date, due on, next due, deadline, date, start date, end date, send date,"
        "timeline - end, fällig, fällig am, fälligkeit, fälligkeitsdatum, frist, termin, datum,"
        "fecha, fecha límite, fecha de vencimiento, vencimiento, échéance, date d'échéance,"
        "date limite, data, prazo, vencimento, data de vencimento"
    ),
    Role.PROOF: (
        "evidence, proof, proof of completion, sign-off, sign off, signoff, record, records,"
        "verification, files, file, attachment, attachments, nachweis, nachweise, beleg,"
        "dokumentation, unterschrift, evidencia, prueba, registro, registros, comprobante, firma,"
        "preuve, justificatif, evidência, comprovante, assinatura"
    ),
    Role.LINK: (
        "link, links, url, sop, sop link, task link, document, documentation, dokument,"
        "enlace, vínculo, documento, lien"
    ),
}
_NAMES_BY_ROLE = {
    role: [plain(name) for name in names.split(",")] for role, names in _NAMES.items()
}
# A word in two lists means the first: “documentation” is a proof before it is a link.
_ROLES = {name: role for role in reversed(_NAMES_BY_ROLE) for name in _NAMES_BY_ROLE[role]}


def role_of(name: str) -> Role | None:
    """Return what a column of this name tells, None for one that is not known."""
    return _ROLES.get(plain(name))


def columns_of(role: Role, names: Iterable[str]) -> list[str]:
    """Return the columns that tell this, the plainest first: “Task” before “Name”."""
    return sorted((name for name in names if role_of(name) is role), key=_NAMES_BY_ROLE[role].index)
