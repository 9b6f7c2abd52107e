"""What teams do that run computers."""

from scheduler.templates.template import DAY, Template

BACKUP_RESTORE = Template(
    key="backup_restore",
    name="Backup restore test",
    about="A backup counts once it has been restored: every month, timed, with its evidence.",
    cadence="on the first Monday of each month at 10:00",
    windows=(DAY, DAY, 2 * DAY),
    steps=(
        (
            "Pick a backup of the last 7 days at random; note its name, date and size"
            "\nDraw the day by lot, so that it is not always the newest one."
        ),
        (
            "Restore it on a machine apart from production; keep the log [file]"
            "\nMake sure that the machine cannot reach production before you start."
            "\nTake the time: it is asked for below."
        ),
        "Start the service on the restored data and sign in",
        (
            "Compare row counts and the newest records with production [file]"
            "\nThe newest record must be as old as the backup, no older."
        ),
        "Note how long it took, against the time that you have promised [file]",
        (
            "Delete the restored data and show that it is gone"
            "\nIt is a copy of real people's data: empty the disk, not only the folder."
        ),
        "Open a ticket for all that went wrong, or note that nothing did",
    ),
)
