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
settings.load_profile("house")


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
    """Any connection that would leave this machine raises AssertionError."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(reach):
        def reached(self, address):
            assert stays_here(self, address), f"a connection to {address!r} was tried"
            return reach(self, address)

        return reached

    monkeypatch.setattr(socket.socket, "connect", guarded(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(connect_ex))


def stays_here(sock: socket.socket, address: object) -> bool:
    """Whether a connection of this socket to this address stays on this machine."""
    if sock.family == getattr(socket, "AF_UNIX", None):
        return True
    host = address[0] if isinstance(address, tuple) else ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
