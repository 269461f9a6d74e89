"""What accounts tell whoever listens: the audit, which they know nothing of."""

from django.dispatch import Signal

signed_out_elsewhere = Signal()  # sent with `user`, who ended all of their other sessions
access_changed = Signal()  # sent with `user_id`, whose sessions or rights are not what they were
