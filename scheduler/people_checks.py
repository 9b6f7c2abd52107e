"""Three different people on a ladder: one that leads back to the same person is none."""

from scheduler.rotas import MOST_MEMBERS, Rota

ROLES = (("owner_id", "the owner"), ("backup_id", "the backup"), ("manager_id", "the manager"))


def same_person(ids: dict[str, str]) -> dict[str, str]:
    """Return a sentence for each field that names a person whom an earlier rung has named.

    `ids` maps "owner_id", "backup_id" and "manager_id" to people, as far as they are known.
    """
    found: dict[str, str] = {}
    asked: dict[str, str] = {}
    for field, role in ROLES:
        person = ids.get(field)
        if person in asked:
            found[field] = (
                f"This is {asked[person]} already: missed work would move to someone "
                "who was already asked. Choose another person."
            )
        elif person:
            asked[person] = role
    return found


def in_rota(rota: Rota, ids: dict[str, str]) -> dict[str, str]:
    """Return a sentence for each field that does not go with a rota; `ids` as in `same_person`."""
    found: dict[str, str] = {}
    if len(set(rota.members)) < len(rota.members):
        found["owner_id"] = "Somebody is in this rota twice. Name each person once."
    elif len(rota.members) > MOST_MEMBERS:
        found["owner_id"] = (
            f"A rota has at most {MOST_MEMBERS} people, and these are {len(rota.members)}. "
            "For more, name a user group."
        )
    return found | asked_again(rota, ids)


def asked_again(rota: Rota, ids: dict[str, str]) -> dict[str, str]:
    """Return a sentence for each field that names somebody who takes turns as the owner."""
    return {
        field: "This person takes turns as the owner: in their turn, missed work would move to "
        "someone who was already asked. Choose another person."
        for field in ("backup_id", "manager_id")
        if ids.get(field) in rota.members
    }
