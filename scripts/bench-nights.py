"""Night after night: readers, size of the published file, and what a night costs. See `scripts/bench`.

usage: bench-nights.py KMEN WORKSPACE NIGHTS    in a workspace whose first night is published
"""
import glob
import json
import os
import subprocess
import sys
import time

import duckdb

kmen, root, nights = sys.argv[1], sys.argv[2], int(sys.argv[3])
PUBLISHED = f"{root}/published/warehouse.duckdb"
TABLES = """
    select '"' || table_schema || '"."' || table_name || '"' from information_schema.tables
    where table_catalog = current_database() and table_type = 'BASE TABLE' order by 1
"""


def contents(connection):
    """Rows and a hash of each table."""
    tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    return {table: connection.execute(f"select count(*), sum(hash(t)::hugeint) from {table} t").fetchone() for table in tables}


def run(*arguments):
    started = time.monotonic()
    done = subprocess.run([kmen, *arguments, "--workspace", root], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"kmen {arguments[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.monotonic() - started


def fresh_size():
    """The size of the published tables, written anew by the bare engine into an empty file with blocks and strings of the same kind."""
    fresh = f"{root}/fresh.duckdb"
    if os.path.exists(fresh):
        os.remove(fresh)
    with duckdb.connect() as engine:
        # As a build stores strings.
        engine.execute("set disabled_compression_methods = 'fsst'")
        engine.execute(f"attach '{PUBLISHED}' as night (read_only)")
        (block,) = engine.execute("select block_size from pragma_database_size() where database_name = 'night'").fetchone()
        engine.execute(f"attach '{fresh}' as fresh (block_size {block})")
        engine.execute("copy from database night to fresh")
        engine.execute("checkpoint fresh")
    size = os.path.getsize(fresh)
    os.remove(fresh)
    return size


reader = duckdb.connect(PUBLISHED, read_only=True)
first = contents(reader)
print(f"night 0: {os.path.getsize(PUBLISHED) / 1e6:.1f} MB, {fresh_size() / 1e6:.1f} MB written anew")
seconds = []
for night in range(1, nights + 1):
    run("generate", "--next-day", "--quiet")
    seconds.append(run("run", "--as-of", json.load(open(f"{root}/world.json"))["export_date"], "--quiet"))
    if contents(reader) != first:
        sys.exit(f"night {night}: the reader that is open since the first night sees something else")
    with duckdb.connect(os.path.realpath(PUBLISHED), read_only=True) as today:
        if contents(today) == first:
            sys.exit(f"night {night}: a new reader sees the first night")
    if night % 10 == 0 or night == nights:
        size, anew = os.path.getsize(PUBLISHED), fresh_size()
        print(f"night {night}: {size / 1e6:.1f} MB, {anew / 1e6:.1f} MB written anew, ratio {size / anew:.2f}; "
              f"the last {min(10, len(seconds[-10:]))} nights took {sum(seconds[-10:]) / len(seconds[-10:]):.1f} s each; "
              f"{len(glob.glob(f'{root}/published/nights/*'))} nights kept", flush=True)
print(f"one reader stayed open through {nights} nights and saw the first one all the time")
