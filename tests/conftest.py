"""Fixtures shared by all tests: a small record written by hand, and a guard against the network."""

import ipaddress
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from small import small_record as by_hand

from toolkit.record import Record

# A shared machine is slow at times; no test makes a claim about time.
settings.register_profile("house", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=4_000)  # asked for on the command line
settings.load_profile("house")

LOCAL = getattr(socket, "AF_UNIX", None)


@pytest.fixture
def small_record() -> Record:
    """Two invented articles with eleven statements; see tests/small.py. It has no home."""
    return by_hand()


@pytest.fixture
def housed_record(tmp_path: Path) -> Record:
    """The small record with a `.counterpoint` folder of its own, for tests that keep decisions."""
    return replace(by_hand(), home=tmp_path / ".counterpoint")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection, or question for an address, that would leave this machine raises AssertionError."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(reach):
        def reached(self, address):
            assert self.family == LOCAL or is_here(address[0]), f"a connection to {address!r} was tried"
            return reach(self, address)

        return reached

    def looked_up(host, *rest, **options):
        assert is_here(host), f"the address of {host!r} was asked for"
        return lookup(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)


def is_here(host: str | bytes | None) -> bool:
    """Whether a host is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
