"""Laws of the codebook, which the card of the reading panel shows."""

from toolkit import data
from toolkit.panels.card import ENTRIES
from toolkit.tables.values import ACTS, KINDS


def test_the_codebook_has_an_entry_for_all_that_is_decided_by_hand():
    """Each entry that the card offers defines, includes, excludes and gives an example; other words have no entry."""
    for entry in ENTRIES:
        words = data.codebook(entry)
        assert all(f"{part}." in words for part in ("Define", "Include", "Exclude", "Example")), entry
        assert "*" not in words
    assert data.codebook("colour") == ""


def test_the_codebook_tells_of_every_act_and_kind():
    """Each act and kind of the contracts is told in a line of its own."""
    assert [act for act in ACTS if f"\n{act} " not in data.codebook("act")] == []
    assert [kind for kind in KINDS if f"{kind}:" not in data.codebook("kind")] == []
