"""Number the paragraphs of the report, and fingerprint them so that quotations can be tested.

    python tools/paragraphs.py REPORT.txt            print heading, ordinal and opening words
    python tools/paragraphs.py REPORT.txt --write F  write the fingerprints the tests use

The report itself is not part of this project. What is kept is, for each paragraph and
footnote, a short hash of every run of four consecutive words: enough to prove that a
quotation stands where we say it does, not enough to rebuild the text.
"""

import argparse
import hashlib
import json
import re
from pathlib import Path

SECTIONS = (
    "Introduction",
    "Capacity and contribution",
    "Capability",
    "Consistency",
    "Connectivity",
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RUN = 4


def words(text: str) -> list[str]:
    """Return the words of a text, lower case, without marks or note numbers."""
    return re.findall(
        r"[a-z0-9]+(?:'[a-z]+)?", re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text).replace("’", "'").lower()
    )


def fingerprints(text: str) -> list[str]:
    """Return a short hash of every run of four consecutive words."""
    found = words(text)
    runs = [" ".join(found[i : i + RUN]) for i in range(max(1, len(found) - RUN + 1))]
    return [hashlib.sha256(run.encode()).hexdigest()[:10] for run in runs]


def paragraphs(report: str) -> dict[str, list[str]]:
    """Return the paragraphs under each heading (`Section / Subsection`), footnotes apart."""
    body = report[report.index("\nIntroduction\n\nThe *Strategic") :]
    found: dict[str, list[str]] = {"Footnotes": []}
    section, heading = "Introduction", "Introduction"
    for block in re.split(r"\n\s*\n", body):
        text = block.strip()
        if not text or re.match(r"Figure \d", text):
            continue
        note = re.match(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+) ", text)
        if note:
            found["Footnotes"].append(text[note.end() :])
        elif text in SECTIONS:
            section = heading = text
        elif (
            len(text) < 90 and not text.endswith((".", ";", ":", "”", "and")) and text[0].isupper()
        ):
            heading = f"{section} / {text}"
        else:
            found.setdefault(heading, []).append(text)
    return found


def main() -> None:
    """Print or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("report", type=Path)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    found = paragraphs(arguments.report.read_text(encoding="utf-8"))
    if arguments.write:
        prints = {
            heading: [fingerprints(text) for text in texts] for heading, texts in found.items()
        }
        arguments.write.write_text(json.dumps(prints, separators=(",", ":")) + "\n")
        return
    for heading, texts in found.items():
        print(heading)
        for ordinal, text in enumerate(texts, 1):
            print(f"  {ordinal:2} {' '.join(text.split())[:90]}")


if __name__ == "__main__":
    main()
