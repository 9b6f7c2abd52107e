"""Three different people on a ladder: one that leads back to the same person is none."""

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
