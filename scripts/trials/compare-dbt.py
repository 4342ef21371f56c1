"""Compares each table of a dbt project's DuckDB file with the one that Kmen built of it: names and types of columns, rows in both directions.

compare-dbt.py PROJECT WORKSPACE
"""
import json
import pathlib
import re
import sys

import duckdb

project, workspace = (pathlib.Path(argument) for argument in sys.argv[1:3])
manifest = json.loads((project / "target/manifest.json").read_text())
nodes = {node["relation_name"]: node for node in manifest["nodes"].values() if node.get("relation_name")}
files = sorted(project.rglob("*.duckdb"), key=lambda file: file.stat().st_size, reverse=True)
if not files:
    sys.exit("dbt left no *.duckdb in the project: this trial is for dbt-duckdb with a file.")

# Views name their databases: each is attached under the name that it had when they were made.
engine = duckdb.connect()
database = next(node["database"] for node in nodes.values())


def quoted(*names):
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def count(query):
    return engine.execute(f"select count(*) from ({query})").fetchone()[0]


def shape(catalog, table):
    engine.execute(f"use {quoted(catalog)}")
    return [(row[0], row[1]) for row in engine.execute(f"describe select * from {table}").fetchall()]


for catalog, file in ((database, files[0]), ("build", (workspace / "published/warehouse.duckdb").resolve()), ("raw_store", workspace / ".kmen/raw.duckdb")):
    engine.execute(f"attach '{file}' as {quoted(catalog)} (read_only)")

# What the report says about where each table is.
rows = re.findall(r"^\| (\S.*?) \| ([^|]+) \| ([^|]+) \|$", (workspace / "IMPORT.md").read_text().split("## Not carried over")[0], re.M)
places = {dbt: (kmen.strip(), file.strip()) for dbt, kmen, file in rows if dbt in nodes}
equal, unequal, behind = 0, [], []
for relation, node in sorted(nodes.items(), key=lambda item: item[0]):
    if node["resource_type"] not in ("model", "seed", "snapshot") or node["config"]["materialized"] == "ephemeral":
        continue
    place, file = places.get(relation, (None, None))
    if place is None or file.startswith("left-out"):
        behind.append(relation)
        continue
    schema, name = place.split(".")
    home = "raw_store" if schema == "staging" else "build"
    there, here = quoted(database, node["schema"], node["alias"]), quoted(home, schema, name)
    try:
        columns, made = shape(database, there), shape(home, here)
    except duckdb.Error as error:
        unequal.append(f"{relation} and {place}: {error}")
        continue
    # A version that a run finds by comparing begins and ends at that run's moment, which is another one for each tool.
    moments = {"dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to"} if node["config"].get("strategy") == "check" else set()
    if columns != made:
        unequal.append(f"{relation} and {place}: columns {columns} and {made}")
        continue
    chosen = ", ".join([quoted(column) for column, _ in columns if column not in moments] + ["dbt_valid_to is null"] * bool(moments))
    missing = count(f"select {chosen} from {there} except all select {chosen} from {here}")
    extra = count(f"select {chosen} from {here} except all select {chosen} from {there}")
    rows_here = count(f"from {here}")
    if missing or extra:
        unequal.append(f"{relation} and {place}: {missing} rows are missing, {extra} are too many")
    else:
        equal += 1
        print(f"equal    {relation} = {place}, {rows_here:,} rows, {len(columns)} columns" + (", moments left aside" if moments else ""))

for line in behind:
    print(f"behind   {line}: left out, see IMPORT.md")
for line in unequal:
    print(f"UNEQUAL  {line}")
print(f"{equal} tables equal, {len(unequal)} unequal, {len(behind)} not carried over")
sys.exit(1 if unequal or not equal else 0)
