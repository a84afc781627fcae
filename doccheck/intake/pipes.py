"""Waiting for several pipes at once."""

from __future__ import annotations

import os
import sys
from typing import Generic, TypeVar

Sender = TypeVar("Sender")
_PIECE = 1 << 20


class Inbox(Generic[Sender]):
    """What comes from any of the senders that joined, piece by piece; an empty piece is the end of a pipe.

    Windows cannot wait for pipes: there a thread for each of them reads and hands on (``threads``).
    """

    def __init__(self, threads: bool = sys.platform == "win32") -> None:
        self._senders: dict[int, Sender] = {}
        self.threads = threads
        if threads:
            from queue import SimpleQueue

            self._queue: SimpleQueue[tuple[Sender, bytes]] = SimpleQueue()
            self._read: set[int] = set()

    def join(self, sender: Sender, pipe: int) -> None:
        """Listen to a pipe from now on."""
        self._senders[pipe] = sender
        if self.threads and id(sender) not in self._read:
            import threading

            self._read.add(id(sender))
            threading.Thread(target=self._hand_on, args=(sender, pipe), daemon=True).start()

    def leave(self, sender: Sender) -> None:
        """Listen to it no longer."""
        self._senders = {pipe: other for pipe, other in self._senders.items() if other is not sender}

    def wait(self, seconds: float) -> list[tuple[Sender, bytes]]:
        """What has come, after at most so many seconds."""
        if self.threads:
            from queue import Empty

            try:
                return [self._queue.get(timeout=seconds)]
            except Empty:
                return []
        import select

        poll = select.poll()
        for pipe in self._senders:
            poll.register(pipe, select.POLLIN)
        ready = [pipe for pipe, _ in poll.poll(seconds * 1000 + 1)]
        return [(self._senders[pipe], os.read(pipe, _PIECE)) for pipe in ready]

    def _hand_on(self, sender: Sender, pipe: int) -> None:
        piece = b"."
        while piece:
            try:
                piece = os.read(pipe, _PIECE)
            except OSError:
                piece = b""
            self._queue.put((sender, piece))
