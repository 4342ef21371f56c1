"""Replays the statements that a night recorded, in their order, with a bare DuckDB client, and sets both beside each other.

Usage: bench-replay.py FOLDER NAME

FOLDER holds NAME.ndjson (the statements), NAME.time (seconds and peak memory of the process) and the workspace in which the night ran. The replay
works on files of its own: every path of the workspace's .kmen and published folders is turned to FOLDER/replay, so nothing of the night is touched.
Rows that the night computed outside the engine (scores, the journal of the sync) are not there in a replay; the statements that read them run on empty tables.
Needs duckdb and numpy; where xgboost is there too, the learning is done again with the same rows and parameters and counted as its bare figure.
"""

import datetime
import glob
import json
import os
import re
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


def events_of(name):
    """The steps of the night: name, kind and seconds, in the order of their ends; the message of the last one of each name."""
    with open(os.path.join(folder, f"{name}.events"), encoding="utf-8") as lines:
        events = [json.loads(line) for line in lines if line.startswith("{")]
    return [event for event in events if event.get("event") == "step_ended"]


def group_of(kind):
    return {"table": "models", "view": "models", "check": "models", "audience": "audiences", "consent": "audiences"}.get(kind, kind)


def learned(feature_rows):
    """The same training by XGBoost's own Python package: seconds, or None where the package is not there."""
    try:
        import numpy
        import xgboost
    except ImportError:
        return None
    text = "".join(open(file, encoding="utf-8").read() for file in sorted(glob.glob(os.path.join(folder, "models", "*.yml"))))
    setting = lambda name, other: float(found[1]) if (found := re.search(rf"^  {name}: *([0-9.]+)", text, re.M)) else other

    def matrix(rows, has_label):
        columns = list(rows.values())
        features = numpy.stack(columns[1:-1] if has_label else columns[1:], axis=1).astype(numpy.float32)
        return xgboost.DMatrix(features, label=columns[-1].astype(numpy.float32) if has_label else None, nthread=2)

    times = {}

    def timed(what, work):
        started = time.perf_counter()
        result = work()
        times[what] = time.perf_counter() - started
        return result

    training, tuning, holdout, tonight = timed("matrices", lambda: [matrix(rows, has_label) for rows, has_label in zip(feature_rows, (True, True, True, False))])
    parameters = {
        "objective": "binary:logistic", "tree_method": "hist", "nthread": 2, "seed": int(setting("seed", 0)), "eta": setting("learning_rate", 0.05),
        "max_depth": int(setting("max_depth", 4)), "min_child_weight": setting("min_child_weight", 5), "lambda": setting("reg_lambda", 1),
        "subsample": setting("subsample", 1), "colsample_bytree": setting("colsample_bytree", 1), "base_score": float(training.get_label().mean()),
    }
    booster = timed("training", lambda: xgboost.train(
        parameters, training, num_boost_round=int(setting("rounds", 400)), evals=[(tuning, "tuning")], early_stopping_rounds=30, verbose_eval=False))
    best = (0, booster.best_iteration + 1)
    margins = timed("scoring", lambda: (booster.predict(tonight, iteration_range=best), booster.predict(holdout, iteration_range=best))[1])
    timed("reasons", lambda: numpy.argsort(-numpy.abs(booster.predict(tonight, pred_contribs=True, iteration_range=best)[:, :-1]), axis=1)[:, :3])
    labels = holdout.get_label()
    order = numpy.argsort(margins, kind="stable")
    ranks = numpy.empty(len(order))
    ranks[order] = numpy.arange(1, len(order) + 1)
    positives = labels.sum()
    auc = (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(labels) - positives))
    return sum(times.values()), (f"{', '.join(f'{what} {took:.1f} s' for what, took in times.items())}; {training.num_row():,} rows, {best[1]} trees, "
                                 f"AUC {auc:.4f} on {holdout.num_row():,} later rows")


steps = events_of(name)
kinds = {step["step"]: group_of(step["kind"]) for step in steps}
recorded, replayed, feature_rows, failures = {}, {}, [], []
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
        group = kinds.get(statement["step"], "the rest")
        recorded[group] = recorded.get(group, 0) + statement["duration_ms"] / 1000
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
            rows = result.fetchnumpy() if result.description else {}
            if group == "learn" and sql.startswith("select population.person_id,"):
                feature_rows.append(rows)
            rows = None
        except duckdb.Error as error:
            failures.append((sql[:90].replace("\n", " "), str(error).splitlines()[0][:160]))
        replayed[group] = replayed.get(group, 0) + time.perf_counter() - started

# Steps of one stage may run beside each other: a stage took as long as one of its steps went on.
spans = {}
for step in steps:
    end = datetime.datetime.fromisoformat(step["ts"]).timestamp()
    spans.setdefault(group_of(step["kind"]), []).append((end - step["duration_ms"] / 1000, end))
night = {}
for group, intervals in spans.items():
    took, reached = 0.0, 0.0
    for start, end in sorted(intervals):
        took += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    night[group] = took
python = learned(feature_rows) if len(feature_rows) == 4 else None
if python:
    replayed["learn"] += python[0]
seconds, peak = (float(part) for part in open(os.path.join(folder, f"{name}.time"), encoding="utf-8").read().split()[-2:])
bare = sum(replayed.values())
print(f"\nnight '{name}': {seconds:.1f} s as a whole process, peak memory {peak / 1048576:.2f} GiB")
print(f"  {'stage':<12}{'steps':>10}{'statements':>12}{'bare':>10}{'ratio':>8}    seconds; bare: the same statements in their order by a Python client")
for group in [*dict.fromkeys(night), "the rest"]:
    took, inside, outside = night.get(group), recorded.get(group, 0), replayed.get(group, 0)
    ratio = f"{(took or inside) / outside:8.2f}" if outside >= 0.05 else ""
    print(f"  {group:<12}{'' if took is None else f'{took:.1f}':>10}{inside:12.1f}{outside:10.1f}{ratio}")
print(f"  {'in sum':<12}{seconds:10.1f}{sum(recorded.values()):12.1f}{bare:10.1f}{seconds / max(bare, 0.001):8.2f}")
without = bare - replayed.get("learn", 0)
print(f"  without learning {seconds - night.get('learn', 0):10.1f}{without:22.1f}{(seconds - night.get('learn', 0)) / max(without, 0.001):8.2f}")
print(f"  bare client: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1048576:.2f} GiB")
print(f"  learning by XGBoost's Python package: {python[0]:.1f} s, {python[1]}" if python
      else "  no learning in the bare figures" + ("" if feature_rows == [] else ": this Python has no xgboost"))
for step in steps:
    if step["kind"] == "learn" and step.get("message"):
        print(f"  learning in Kmen: {step['message']}")
    if step["kind"] == "sync" and step["rows"] and step["duration_ms"]:
        print(f"  {step['step']}: {step['rows']:,} changes, {step['rows'] / step['duration_ms'] * 1000:,.0f} a second ({step.get('message')})")
if failures:
    print(f"  {len(failures)} statements could not be replayed; the first:")
    for sql, error in failures[:5]:
        print(f"    {sql}\n      {error}")
