"""For how long a return is trusted."""

from datetime import timedelta

# Assumed, and no rule of doctrine's: returns are monthly, and a few days go to making the next.
SHELF_LIFE = timedelta(days=35)
