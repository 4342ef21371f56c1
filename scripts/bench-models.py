"""Makes the models that `scripts/bench models` times: chains of joins with two tests each, the same for Kmen, for the bare engine and for dbt.

usage: bench-models.py make FOLDER COUNT    writes FOLDER/kmen (a workspace), FOLDER/dbt (a dbt project) and FOLDER/bare.sql
       bench-models.py bare FOLDER          runs FOLDER/bare.sql on an empty file, one statement after the other, and prints the seconds
"""
import os
import sys
import time

KMEN = """/* kmen
description: One row a person.
grain: person_id
tests:
  - not_null: [person_id]
  - unique: [person_id]
*/
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def make(root, count):
    write(f"{root}/kmen/kmen.yml", "name: bench\nsources:\n  nothing:\n    format: csv\n    columns:\n      id: bigint\n")
    write(f"{root}/kmen/incoming/nothing/nothing.csv", "id\n1\n")
    write(f"{root}/dbt/dbt_project.yml", "name: p\nversion: '1.0'\nprofile: p\nmodel-paths: [models]\nmodels:\n  p:\n    +materialized: table\n")
    write(f"{root}/dbt/profiles.yml", "p:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: p.duckdb, threads: 2}\n")
    bare, tests = ["create schema if not exists marts"], ["version: 2", "models:"]
    for i in range(count):
        left, right = i - 10, (i * 7) % max(i - 1, 1)
        form = "select a.person_id, a.v + b.v as v from {} a join {} b using (person_id)"
        if i < 10:
            plain = templated = f"select id as person_id, id * {i + 1} as v from range(1000) t(id)"
        else:
            plain = form.format(f"marts.m{left}", f"marts.m{right}")
            templated = form.format(f"{{{{ ref('m{left}') }}}}", f"{{{{ ref('m{right}') }}}}")
        # Sums double with each generation: a thousand models would leave the range of any integer.
        plain, templated = (text.replace("a.v + b.v", "(a.v + b.v) % 1000003") for text in (plain, templated))
        write(f"{root}/kmen/sql/marts/m{i}.sql", KMEN + plain + "\n")
        write(f"{root}/dbt/models/m{i}.sql", templated + "\n")
        tests += [f"  - name: m{i}", "    columns:", "      - name: person_id", "        tests: [not_null, unique]"]
        bare += [
            f"create or replace table marts.m{i} as {plain}",
            f"select count(*) from marts.m{i} where person_id is null",
            f"select count(*) from (select person_id from marts.m{i} group by all having count(*) > 1)",
        ]
    write(f"{root}/dbt/models/schema.yml", "\n".join(tests) + "\n")
    write(f"{root}/bare.sql", ";\n".join(bare) + ";\n")


def bare(root):
    import duckdb

    path = f"{root}/bare.duckdb"
    if os.path.exists(path):
        os.remove(path)
    statements = [statement for statement in open(f"{root}/bare.sql").read().split(";\n") if statement.strip()]
    started = time.perf_counter()
    with duckdb.connect(path, config={"threads": 2}) as connection:
        for statement in statements:
            connection.execute(statement).fetchall()
    print(f"{time.perf_counter() - started:.2f}")


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
else:
    bare(sys.argv[2])
