"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

__all__: list[str] = []
