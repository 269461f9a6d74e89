"""The event stream and the pages, for a server that speaks ASGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.web.settings")
application = get_asgi_application()
