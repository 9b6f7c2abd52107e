"""What cafés, shops, kitchens and laboratories do to their rooms."""

from scheduler.templates.template import DAY, HOUR, MINUTE, Template

OPENING = Template(
    key="opening",
    name="Opening checks",
    about="Everything that must be right before the first customer comes in.",
    cadence="every day at 7:00",
    windows=(45 * MINUTE, 30 * MINUTE, HOUR),
    steps=(
        (
            "Unlock, switch the alarm off and the lights on [photo]"
            "\nLook first: where a lock or window is broken, stay outside and press Problem."
        ),
        "Walk the floor: clean, dry, exits clear [photo]",
        (
            "Read every fridge and freezer: 0 to 5 °C, -18 °C or colder [photo]"
            "\nRead the thermometer inside, not only the display on the door."
            "\nToo warm: close it, read again after 20 minutes."
            "\nStill too warm: move the food, press Problem."
        ),
        "Check the toilets: clean, with soap and paper [photo]",
        (
            "Count the float and write it on the sheet [photo]"
            "\nCount alone and undisturbed, coins first."
            "\nA difference is written down, never evened out."
        ),
        "Start the machines and taste or test the first one [photo]",
        "Put the sign out and turn the door sign to open [photo]",
    ),
)

CLOSING = Template(
    key="closing",
    name="Closing checks",
    about="Clean, switched off, locked: so that tomorrow begins where it should.",
    cadence="every day at 21:00",
    windows=(HOUR, 30 * MINUTE, HOUR),
    steps=(
        "Clean the machines, surfaces and floor [2 photos]",
        (
            "Cover, label and date the food that stays [photo]"
            "\nThe label says what it is, today's date and the last day of use."
            "\nThrow away what is past its day."
        ),
        "Take the rubbish out and lock the bin store [photo]",
        (
            "Switch off ovens, grills, gas and heaters [photo]"
            "\nPhotograph the switches and the gas valve in their off position."
        ),
        "Read every fridge and freezer once more [photo]",
        "Lock the windows and the back door [photo]",
        (
            "Set the alarm and lock the front door [photo]"
            "\nIs nobody left in the toilets, the cellar or the cold room?"
            "\nPhotograph the panel when it shows that it is armed."
        ),
    ),
)

FRIDGE_LOG = Template(
    key="fridge_log",
    name="Fridge log",
    about="Temperatures with a photo of each display, as a food inspector or an auditor asks.",
    cadence="every day at 8:00",
    windows=(HOUR, 30 * MINUTE, HOUR),
    steps=(
        (
            "Photograph the display of each fridge: 0 to 5 °C [photo]"
            "\nThe numbers must be readable."
            "\nAbove 5 °C: close it, read again after 20 minutes."
            "\nStill above: move the food, press Problem."
        ),
        (
            "Photograph the display of each freezer: -18 °C or colder [photo]"
            "\nThe numbers must be readable."
            "\nWarmer than -18 °C: close it, read again after an hour."
            "\nFood that has become soft is not frozen again."
        ),
        (
            "Check the door seals, and that nothing blocks a fan [photo]"
            "\nA strip of paper that is held by the closed door must not slide out."
        ),
        "Sign the log sheet; write what you did about a reading out of range [photo]",
    ),
)

SAFETY_WALK = Template(
    key="safety_walk",
    name="Safety walk",
    about="Escape routes, extinguishers, first aid, hazards: once a week, with pictures.",
    cadence="every Monday at 9:00",
    windows=(4 * HOUR, 4 * HOUR, DAY),
    steps=(
        "Walk every escape route: clear, lit, doors open freely [2 photos]",
        (
            "Check the extinguishers: in place, sealed, needle in the green [2 photos]"
            "\nPhotograph the gauge and the label with the date of the last service."
        ),
        (
            "Switch the emergency lights to test [photo]"
            "\nHold the test button for 10 seconds: every lamp stays bright."
        ),
        "Check the first-aid kit: complete and in date [photo]",
        "Run the eyewash or the nearest tap until it is clear [photo]",
        "Check that chemicals are labelled and locked away [photo]",
        (
            "Look for wet floors, loose cables and things that can fall [photo]"
            "\nMake safe at once what you can."
            "\nPhotograph it as you found it."
        ),
        "Write down what is to be mended, by whom and until when",
    ),
)
