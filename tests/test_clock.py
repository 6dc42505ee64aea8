import time
from contextlib import suppress

from toolkit import clock


def test_each_second_counts_once():
    """What an inner room takes is not of the outer one, and nothing is kept when nobody measures."""
    with clock.timed("outer"):
        pass
    with clock.measured() as seconds:
        with clock.timed("outer"):
            time.sleep(0.02)
            with clock.timed("inner"):
                time.sleep(0.05)
        assert list(clock.pulled("pulled", iter([1, 2]))) == [1, 2]
    assert seconds["inner"] >= 0.05
    assert 0.02 <= seconds["outer"] < 0.05
    assert set(seconds) == {"outer", "inner", "pulled"}


def test_an_error_leaves_the_clock_whole():
    """A room that ends with an error is counted, and so are the rooms after it."""
    with clock.measured() as seconds:
        with suppress(ZeroDivisionError), clock.timed("outer"), clock.timed("broken"):
            1 / 0  # noqa: B018
        with clock.timed("after"):
            pass
    assert set(seconds) == {"outer", "broken", "after"}
    assert min(seconds.values()) >= 0
