"""Replays the statements that a night recorded, in their order, with a bare DuckDB client, and sets both beside each other.

Usage: bench-replay.py FOLDER NAME

FOLDER holds NAME.ndjson (the statements), NAME.time (seconds and peak memory of the process) and the workspace in which the night ran. The replay
works on files of its own: every path of the workspace's .kmen and published folders is turned to FOLDER/replay, so nothing of the night is touched.
Rows that the night computed outside the engine (scores, the journal of the sync) are not there in a replay; the statements that read them run on empty tables.
"""

import json
import os
import resource
import shutil
import sys
import time

import duckdb

folder, name = sys.argv[1:3]
replay = os.path.join(folder, "replay")
if name == "first":
    shutil.rmtree(replay, ignore_errors=True)
for part in (".kmen/build", "published/nights"):
    os.makedirs(os.path.join(replay, part), exist_ok=True)


def turned(text):
    for part in ("state.duckdb", "raw.duckdb", "build/"):
        text = text.replace(f"{folder}/.kmen/{part}", f"{replay}/.kmen/{part}")
    return text.replace(f"{folder}/published/", f"{replay}/published/")


steps = []
with open(os.path.join(folder, f"{name}.events"), encoding="utf-8") as events:
    for line in events:
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            continue
        if event.get("event") in ("step_ended", "step_end", "step") or event.get("status") in ("succeeded", "unchanged", "failed", "skipped"):
            steps.append(event)

recorded = replayed = 0.0
failures = []
client = duckdb.connect(":memory:")
client.execute("set threads = 2")
client.execute(f"set temp_directory = '{replay}/spill'")
client.execute("set TimeZone = 'UTC'")
current = None
with open(os.path.join(folder, f"{name}.ndjson"), encoding="utf-8") as statements:
    for line in statements:
        statement = json.loads(line)
        sql = turned(statement["sql"])
        if sql.startswith("set ") and ("memory_limit" in sql or "threads" in sql or "errors_as_json" in sql or "temp_directory" in sql):
            continue
        recorded += statement["duration_ms"] / 1000
        if sql.startswith("attach '"):
            path = sql.split("'")[1]
            source = path.replace(replay, folder)
            if "/published/nights/" in path and not os.path.exists(path) and os.path.exists(source):
                os.makedirs(os.path.dirname(path), exist_ok=True)
                shutil.copyfile(source, path)
        if sql.startswith("copy ") and f" to '{replay}/" in sql:
            os.makedirs(os.path.dirname(sql.split(" to '")[1].split("'")[0]), exist_ok=True)
        started = time.perf_counter()
        try:
            if statement["catalog"] != current:
                client.execute(f'use "{statement["catalog"]}"' if statement["catalog"] else "use memory")
                current = statement["catalog"]
            parameters = [turned(value) if isinstance(value, str) else value for value in statement["parameters"] or []]
            result = client.execute(sql, parameters) if parameters else client.execute(sql)
            while result.fetchmany(100_000):
                pass
        except duckdb.Error as error:
            failures.append((sql[:90].replace("\n", " "), str(error).splitlines()[0][:160]))
        replayed += time.perf_counter() - started

seconds, peak = open(os.path.join(folder, f"{name}.time"), encoding="utf-8").read().split()[-2:]
groups = {}
for step in steps:
    group = step.get("kind") or "other"
    group = {"table": "models", "view": "models", "check": "checks"}.get(group, group)
    groups[group] = groups.get(group, 0) + (step.get("duration_ms") or 0) / 1000
print(f"\nnight '{name}': {float(seconds):.1f} s as a whole process, peak memory {int(peak) / 1048576:.2f} GiB")
for group, took in groups.items():
    print(f"  {group:<12}{took:9.1f} s")
print(f"  statements of the engine, in Kmen           {recorded:9.1f} s")
print(f"  the same statements, bare client (Python)   {replayed:9.1f} s, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1048576:.2f} GiB")
print(f"  ratio of the night to the bare statements   {float(seconds) / max(replayed, 0.001):9.2f}")
print(f"  ratio of the statements                     {recorded / max(replayed, 0.001):9.2f}")
if failures:
    print(f"  {len(failures)} statements could not be replayed; the first:")
    for sql, error in failures[:5]:
        print(f"    {sql}\n      {error}")
