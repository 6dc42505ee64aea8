"""Waiting in a browser, under a policy that forbids evaluation inside the page."""

import time


def until(page, expression, seconds=60):
    """Waits until an expression of JavaScript is true, and fails with the expression when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.evaluate(expression):
            return
        time.sleep(0.1)
    raise AssertionError(f"never true: {expression}")
