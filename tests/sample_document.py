"""One document with every block, as rich as a summary of a hard afternoon; nobody in it is real."""

from typing import Final

from safeforms.documents.document import (
    Banner,
    Document,
    Fact,
    Facts,
    Item,
    Items,
    Paragraph,
    Quote,
    Section,
    Table,
)

LONG_WORD: Final = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 2

SAMPLE: Final = Document(
    title="Minor injuries unit safeguarding assessment: summary",
    running="Confidential: record A-1043, assessed 2 November 2026 14:30",
    blocks=(
        Banner(
            text="Level: Amber",
            mark="amber",
            below=("It could be red: see what could not be determined.", "Incomplete: 2 problems."),
        ),
        Facts(
            facts=(
                Fact(name="Form", value="Minor injuries unit safeguarding assessment (miu 1.0.0)"),
                Fact(name="Record", value="A-1043"),
                Fact(name="Assessed", value="2 November 2026 14:30, marked completed"),
            )
        ),
        Section(
            title="Missing or wrong",
            blocks=(
                Items(
                    items=(
                        Item(text='"How old are they?" (row 1 of "Who came?") is not answered.'),
                        Item(text='"Was there a delay in coming for help?" is not answered.'),
                    )
                ),
            ),
        ),
        Section(
            title="Risk statement",
            blocks=(
                Quote(text="Brought by her sister, who says she is 16.\n\nI am worried: nobody at home answers."),
                Paragraph(text="Written by the professional, word for word.", faint=True),
            ),
        ),
        Section(
            title="What was found",
            blocks=(
                Section(
                    tag="RED",
                    title="The explanation does not fit the injury, the child's ability, or changes.",
                    mark="red",
                    blocks=(
                        Facts(
                            facts=(
                                Fact(name="Does the injury fit the account?", value="No"),
                                Fact(name="What happened, in their words", value="She fell.\nThen: she was pushed."),
                            )
                        ),
                        Paragraph(text="To do, before the person leaves (by 2 November 2026 18:30):", strong=True),
                        Items(
                            items=(
                                Item(text="Tell the senior clinician on duty.", faint="No override may lower this."),
                                Item(text="Examine fully.", items=(Item(text="With a body map."),)),
                            )
                        ),
                        Paragraph(text="Source: NICE CG89 1.3.1, cqc 1.13", faint=True),
                    ),
                ),
                Section(
                    tag="AMBER",
                    title="The child is already known to be at risk of significant harm.",
                    mark="amber",
                    blocks=(Paragraph(text="Tell the social worker today."),),
                ),
                Section(
                    tag="GREY", title="Not known: who lives at home.", mark="grey", blocks=(Paragraph(text="Ask."),)
                ),
                Section(tag="GREEN", title="Nothing on this page.", mark="green", blocks=(Paragraph(text="Go on."),)),
                Section(
                    tag="INFO", title="An alert is on the record.", mark="info", blocks=(Paragraph(text="Read it."),)
                ),
            ),
        ),
        Section(
            title="In their words",
            blocks=(
                Quote(of="What you saw (your words)", text="Quiet; stood behind her sister."),
                Quote(of="The child's own words and wishes", text="مرحبا، أريد أن أذهب إلى البيت"),
            ),
        ),
        Section(
            title="Whom to tell",
            blocks=(
                Table(
                    title="Who must hear of it",
                    head=("Who", "By when", "Told?"),
                    rows=(
                        ("The social worker of an open case", "Same day (by 2 November 2026)", "Not told yet"),
                        (
                            "GP practice",
                            "1 working day (by 3 November 2026)",
                            "Sent 2 November 2026 16:10, secure email",
                        ),
                        ("School nurse or local 0-19 team, for each child from 5 to 17", "1 working day", ""),
                    ),
                ),
                Table(
                    title="Every contact",
                    head=("Name", "Role", "Team", "Council", "Telephone", "Told"),
                    rows=(("A. N. Other", "Social worker", LONG_WORD, "Ashford", "01632 960001", "No"),),
                ),
                Section(title="If it turns out", blocks=(Paragraph(text=f"See {LONG_WORD}."),)),
            ),
        ),
        Table(title="One long word", head=(LONG_WORD, "b", LONG_WORD), rows=(("1", "2", "3"),)),
        Banner(text="A copy: not the record itself", below=("Do not file it twice.",)),
        *(Banner(text=f"Level: {mark}", mark=mark) for mark in ("red", "grey", "green", "info")),
    ),
    last="This summary shows what was asked and recorded at the time above. It does not diagnose abuse and does not "
    "rule it out. Professional judgement comes first.",
)
