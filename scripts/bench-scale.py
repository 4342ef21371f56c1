"""The full build at growing sizes, from tables that SQL makes. See `scripts/bench`.

usage: bench-scale.py KMEN WORKSPACE DAY FOLDER COPIES…    WORKSPACE has its exports loaded; each size holds that many copies of its persons
"""
import os
import re
import shutil
import subprocess
import sys

import duckdb

kmen, base, day, folder, sizes = *sys.argv[1:5], [int(size) for size in sys.argv[5:]]

# What tells the copies apart: numbers that are keys are moved, texts that are keys or addresses get the copy's number.
MOVED = {"customer_id": 1_000_000_000}
NUMBERED = {"order_id", "event_id", "consent_id", "result_id", "cookie_id", "loyalty_card"}
ADDRESSES = {"email", "login"}
SOURCES = ["customers", "orders", "order_lines", "products", "web_events", "email_events", "consents", "campaign_results"]


def phone(name):
    """Another number of the same country for each copy: the last eight digits are moved on."""
    digits = f"regexp_replace({name}, '[^0-9]', '', 'g')"
    moved = f"cast(100000000 + (try_cast(right({digits}, 8) as bigint) + copy * 9876543) % 100000000 as varchar)"
    return f"coalesce(left({digits}, length({digits}) - 8) || right({moved}, 8), {name})"


def column(name):
    if name in MOVED:
        return f"cast(cast({name} as bigint) + copy * {MOVED[name]} as varchar) as {name}"
    if name in NUMBERED:
        return f"{name} || '_' || copy as {name}"
    if name in ADDRESSES:
        return f"copy || '_' || {name} as {name}"
    if name == "birth_date":
        # Persons of one name and home are told apart by it: copies born on the same day would all be one.
        return "strftime(strptime(birth_date, '%d.%m.%Y') + copy * interval 1 day, '%-d.%-m.%Y') as birth_date"
    if name == "phone":
        return f"{phone(name)} as {name}"
    if name == "address":
        return f"if(contains(address, '@'), copy || '_' || address, {phone(name)}) as address"
    return name


def make(root, copies):
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(f"{base}/sql", f"{root}/sql")
    kept, in_sources, needed, name = [], False, True, None
    for line in open(f"{base}/kmen.yml", encoding="utf-8").read().split("\ndestinations:")[0].split("\n"):
        if line and not line[0].isspace():
            in_sources, needed = line == "sources:", True
        elif in_sources and re.match(r"  [a-z]", line):
            name = line.strip().rstrip(":")
            needed = name in SOURCES
        if in_sources and re.match(r"    (format|files|delimiter|encoding|decimal):", line):
            # A Parquet file holds its own types; here every column is the text that the raw table of the base holds.
            line = {"format": "    format: parquet", "files": f'    files: "{name}.parquet"'}.get(line.split(":")[0].strip())
        if needed and line is not None:
            kept.append(line)
    text = "\n".join(kept)
    open(f"{root}/kmen.yml", "w", encoding="utf-8").write(text + "\n")
    for model in os.listdir(f"{root}/sql/staging"):
        if model[4:-4] not in SOURCES:
            os.remove(f"{root}/sql/staging/{model}")
    shutil.rmtree(f"{root}/sql/checks")
    for audience in ("high_value", "win_back"):
        os.remove(f"{root}/sql/audiences/{audience}.sql")
    rows = 0
    with duckdb.connect() as engine:
        engine.execute("set threads = 2; set memory_limit = '12GB'; set preserve_insertion_order = false")
        engine.execute(f"attach '{base}/.kmen/raw.duckdb' as base (read_only)")
        for source in SOURCES:
            os.makedirs(f"{root}/incoming/{source}", exist_ok=True)
            names = [name for (name,) in engine.execute(
                f"select column_name from duckdb_columns() where database_name = 'base' and schema_name = 'raw' and table_name = '{source}' and column_name not like '\\_%' escape '\\' order by column_index").fetchall()]
            if source == "products":
                select = f"select {', '.join(names)} from base.raw.products"
            else:
                select = f"select {', '.join(column(name) for name in names)} from base.raw.{source}, range({copies}) c(copy)"
            engine.execute(f"copy ({select}) to '{root}/incoming/{source}/{source}.parquet' (format parquet)")
            rows += engine.execute(f"select count(*) from '{root}/incoming/{source}/{source}.parquet'").fetchone()[0]
    return rows


def night(root):
    subprocess.run(["/usr/bin/time", "-f", "%e %M", "-o", f"{root}/time", kmen, "run", "--workspace", root, "--as-of", day, "--quiet"],
                   check=True, stdout=open(f"{root}/out", "w"), stderr=subprocess.STDOUT)
    with duckdb.connect(f"{root}/published/ops.duckdb", read_only=True) as ops:
        steps = dict(ops.execute("select kind, sum(duration_ms) / 1000 from steps group by kind").fetchall())
        wall = ops.execute("select epoch(max(started_at + duration_ms * interval 1 millisecond)) - epoch(min(started_at)) from steps where kind <> 'ingest'").fetchone()[0]
    return steps, wall, open(f"{root}/time").read().split()


previous = None
for copies in sizes:
    root = f"{folder}/{copies}"
    rows = make(root, copies)
    steps, wall, (seconds, peak) = night(root)
    with duckdb.connect(f"{root}/published/warehouse.duckdb", read_only=True) as published:
        persons = published.execute("select count(*) from marts.person").fetchone()[0]
    each = wall / rows * 1e6
    print(f"{persons:>12,} persons {rows:>14,} rows: build and publication {wall:8.1f} s, {each:6.2f} s a million rows"
          + ("" if previous is None else f", {each / previous:.2f} times the size before")
          + f"; whole run {seconds} s, peak {int(peak) / 1048576:.1f} GiB; " + ", ".join(f"{kind} {value:.1f}" for kind, value in sorted(steps.items())), flush=True)
    previous = previous or each
    shutil.rmtree(f"{root}/incoming")
