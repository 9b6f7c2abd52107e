"""What tills and finance teams do."""

from scheduler.templates.template import DAY, HOUR, MINUTE, Template

CASH_UP = Template(
    key="cash_up",
    name="Cash-up",
    about="The tills counted against their reports, the takings sealed, the float set.",
    cadence="every day at 21:30",
    windows=(45 * MINUTE, 30 * MINUTE, HOUR),
    steps=(
        "Print the end-of-day report of every till [photo]",
        (
            "Count the cash of every till without its float [photo]"
            "\nCount alone and undisturbed, then once more."
            "\nPhotograph the sheet with the counts of each coin and note."
        ),
        "Match the card slips with the card terminal's total [photo]",
        (
            "Write down the difference, and its reason if it is over 5 [photo]"
            "\nA difference is written down, never evened out with money of your own."
        ),
        "Set every float back to its fixed amount [photo]",
        "Seal the takings in a bag, note its number, lock the safe [photo]",
    ),
)

MONTH_END = Template(
    key="month_end",
    name="Month-end close",
    about="From reconciled banks to a locked period, a file for each, in the order of the work.",
    cadence="on the first business day of each month at 9:00",
    windows=(2 * DAY, DAY, DAY),
    steps=(
        (
            "Reconcile every bank and card account with its statement [file]"
            "\nThe closing balance stands on both sides."
            "\nList each open item with its date and who clears it."
        ),
        "Post the supplier invoices that are missing; list what is unpaid [file]",
        "Match customer payments; list what is overdue by age [file]",
        (
            "Book accruals, prepayments and depreciation [file]"
            "\nGo by last month's list: what is missing this month, and what is new?"
        ),
        "Reconcile payroll, sales tax and loans with the ledger [file]",
        (
            "Review the trial balance; explain every change over 10 % [file]"
            "\nExplain what happened in the business, not which account was booked."
        ),
        (
            "Lock the period against further postings"
            "\nA screenshot of the locked period is the proof."
        ),
        "Send the report to those who decide with it [file]",
    ),
)
