"""Prints `N passed, N failed, N skipped` for reports that ctest wrote with --output-junit."""

import argparse
import sys
import xml.etree.ElementTree as ElementTree


def count(reports, status=0):
    """(passed, failed, skipped) of the report files; status is the exit status of ctest.

    A test that could not be started is a failure: ctest reports it as skipped. So is a report
    that is missing, and a failure that ctest knows of but no report shows.
    """
    passed = failed = skipped = 0
    for report in reports:
        try:
            cases = ElementTree.parse(report).getroot().findall("testcase")
        except (OSError, ElementTree.ParseError) as error:
            print(f"no report of the tests: {report}: {error}", file=sys.stderr)
            failed += 1
            continue
        for case in cases:
            reason = case.find("skipped")
            if case.get("status") == "run" and case.find("failure") is None:
                passed += 1
            elif reason is not None and reason.get("message", "").startswith("SKIP_"):
                skipped += 1
            elif case.get("status") == "disabled":
                skipped += 1
            else:
                failed += 1
    if failed == 0 and (status != 0 or passed == 0):
        failed = 1
    return passed, failed, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--status", type=int, default=0, help="exit status of ctest")
    parser.add_argument("report", nargs="*")
    arguments = parser.parse_args()
    passed, failed, skipped = count(arguments.report, arguments.status)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
