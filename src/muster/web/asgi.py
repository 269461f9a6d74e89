"""Everything, for any server that speaks ASGI; `muster serve` brings one of its own."""

import os
from importlib import import_module
from typing import Any

from django.conf import settings

from muster.web.beside import end_with
from muster.web.wsgi import application as pages

# The site knows of rows, which Django has to be set up for: the pages have done it by now.
application: Any = import_module("muster.web.site").Site(pages)
import_module(settings.ROOT_URLCONF)  # now, and not while somebody waits for the first page
warming = import_module("muster.web.picture.warming")


def make_site() -> Any:
    """Return the application, in a process that ends when the one that started it does."""
    end_with(os.getppid())
    warming.warm_beside()
    return application
