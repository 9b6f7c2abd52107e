"""What teams do that run computers."""

from scheduler.templates.template import DAY, Template

BACKUP_RESTORE = Template(
    key="backup_restore",
    name="Backup restore test",
    about="A backup counts once it has been restored: every month, timed, with its evidence.",
    cadence="on the first Monday of each month at 10:00",
    windows=(DAY, DAY, 2 * DAY),
    steps=(
        "Pick a backup of the last 7 days at random; note its name, date and size",
        "Restore it on a machine apart from production; keep the log [file]",
        "Start the service on the restored data and sign in",
        "Compare row counts and the newest records with production [file]",
        "Note how long it took, against the time that you have promised [file]",
        "Delete the restored data and show that it is gone",
        "Open a ticket for all that went wrong, or note that nothing did",
    ),
)
