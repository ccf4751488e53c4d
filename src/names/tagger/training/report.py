#!/usr/bin/env python3
"""Looks at what was found in articles: names against the truth, and one version against another.

    report.py reliability GOLD ANALYSES...   how often findings of a confidence, and of a rule, are right
    report.py diff INPUTS OLD NEW [N]        names that one version finds and the other does not, N of each (40)

GOLD is a folder with text/ and ann/ of annotated articles, INPUTS the lines that `rasid batch` read, ANALYSES,
OLD and NEW the lines that `rasid batch --offsets codepoint` wrote.
"""
import collections
import json
import pathlib
import sys


def lines(path):
    with open(path, encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def names(analysis):
    """Start, end, type, confidence and rule of each name."""
    for actor in analysis["actors"]:
        for mention in actor["mentions"]:
            if mention["form"] == "name":
                yield (*mention["span"], actor["type"], mention.get("confidence", 0), mention.get("rule", ""))


def is_right(name, gold):
    """Whether a name covers the core of a name of the truth and stays within its form."""
    start, end, kind = name[:3]
    types = {actor["id"]: actor["type"] for actor in gold["actors"]}
    return any(
        start <= mention["core"][0] and mention["core"][1] <= end
        and mention["max"][0] <= start and end <= mention["max"][1]
        and types[mention["actor"]] == kind
        for mention in gold["mentions"]
        if mention["form"] == "name"
    )


def table(title, rows):
    print(f"{title:24}{'found':>7}{'right':>7}{'share':>7}{'said':>7}")
    for key, outcomes in rows:
        n, right = len(outcomes), sum(outcome for outcome, _ in outcomes)
        said = sum(confidence for _, confidence in outcomes) / n
        print(f"{key:24}{n:7}{right:7}{100 * right / n:7.1f}{100 * said:7.1f}")


def reliability(folder, *paths):
    by_confidence, by_rule = collections.defaultdict(list), collections.defaultdict(list)
    for line in (line for path in paths for line in lines(path)):
        file = pathlib.Path(folder, "ann", f"{line['id']}.gold.json")
        if not file.exists():
            continue
        gold = json.loads(file.read_text(encoding="utf8"))
        for name in names(line["analysis"]):
            outcome = is_right(name, gold), name[3]
            by_confidence[min(int(name[3] * 20), 19)].append(outcome)
            by_rule[f"{name[4]} {name[2]}"].append(outcome)
    table("confidence", ((f"{5 * k:3}-{5 * k + 5}", by_confidence[k]) for k in sorted(by_confidence)))
    print()
    table("rule", sorted(by_rule.items(), key=lambda row: -len(row[1])))
    outcomes = [outcome for outcomes in by_confidence.values() for outcome in outcomes]
    gaps = (abs(sum(right - said for right, said in outcomes)) for outcomes in by_confidence.values())
    print(f"\nmean gap between said and right: {100 * sum(gaps) / max(1, len(outcomes)):.1f}")


def diff(inputs, old, new, n="40"):
    texts = {line["id"]: line["text"] for line in lines(inputs)}
    found = [{line["id"]: {name[:3] for name in names(line["analysis"])} for line in lines(path)} for path in (old, new)]
    for title, left, right in (("gone", *found), ("come", *reversed(found))):
        changes = [(key, name) for key in texts for name in sorted(left.get(key, set()) - right.get(key, set()))]
        print(f"{title}: {len(changes)}")
        # Spread over all articles.
        for key, (start, end, kind) in changes[:: max(1, len(changes) // int(n))]:
            text = texts[key]
            around = f"{text[max(0, start - 40):start]}[{kind} {text[start:end]}]{text[end:end + 30]}"
            print(f"  {key}: {' '.join(around.split())}")


if __name__ == "__main__":
    commands = {"reliability": reliability, "diff": diff}
    if len(sys.argv) < 4 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
