"""Processes that are to be interrupted by a test."""

import signal


def hear_interruptions():
    """Let a process hear SIGINT, which tests that run in the background would have it ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
