"""The languages that pages are offered in: English, and each there is a translation into."""

from pathlib import Path

OWN = "en-gb"
NAMES = {OWN: "English", "cy": "Cymraeg"}


def languages_in(folder: Path) -> list[tuple[str, str]]:
    """Return the languages to offer, English first; another where its catalogue is compiled.

    Catalogues lie in `folder` as Django keeps them: `cy/LC_MESSAGES/django.mo`.
    """
    return [
        (code, name)
        for code, name in NAMES.items()
        if code == OWN or any((folder / code / "LC_MESSAGES").glob("*.mo"))
    ]
