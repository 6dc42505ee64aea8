"""One invented report of a dispute at a port, for tests of what an analyst decides about it."""

import toolkit

TEXT = (
    "Ines Mora, head of the Dockers' Union, said talks would go on.\n\nTom Hale, head of sales at Norvik Shipping, said "
    "clients were angry. Officials said it was over.\n\nGaza's Hamas-run health ministry said two people had died.\n"
)
SIDES = {"Union": ["Dockers' Union"]}


def written(folder):
    """The folder, with the report in it."""
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    return folder


def extracted(folder):
    """The record of the folder, with one side named."""
    return toolkit.extract(toolkit.read(folder), parties=SIDES)
