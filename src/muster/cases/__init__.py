"""Real reports as data: cases shipped with Muster, every row with its paragraph."""

from muster.cases.shipped import UnableToOpenCase, case_names, case_test, open_case

__all__ = ["UnableToOpenCase", "case_names", "case_test", "open_case"]
