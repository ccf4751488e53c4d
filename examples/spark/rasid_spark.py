"""Analyses an archive of Arabic news on Apache Spark and writes tables of what was found.

    spark-submit --files target/release/rasid rasid_spark.py ARTICLES TABLES

ARTICLES is anything that Spark reads as a table with the columns `id` and `text` or `html`, and `date`
(YYYY-MM-DD) if known: a folder of Parquet, or NDJSON. TABLES gets the Parquet tables `mentions`,
`quotes`, `events`, partitioned by the day of publication, and `errors`.

Each partition is piped through the command `rasid batch`, so a task costs the command's time and nothing
is held in memory but the articles under way. The analysis is a pure function: a task that Spark repeats,
because its worker was lost or slow, gives the same rows, and Spark's committer keeps those of one attempt.
"""

import json
import os
import subprocess
import sys
import threading
from collections import deque

from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

SPAN = "array<int>"
MENTION = f"span: {SPAN}, form: string, confidence: double, rule: string"
ACTOR = f"id: int, name: string, type: string, country: string, mentions: array<struct<{MENTION}>>"
QUOTE = (
    f"span: {SPAN}, kind: string, cue: struct<lemma: string, stance: string>, speaker: int, "
    f"speaker_span: {SPAN}, via: int, confidence: double, rule: string"
)
EVENT = f"value: string, span: {SPAN}, label: string, actors: array<int>"
ANSWER = (
    "struct<id: string, source: string, error: struct<line: int, message: string>, analysis: struct<"
    f"date: struct<value: string, origin: string>, actors: array<struct<{ACTOR}>>, "
    f"quotes: array<struct<{QUOTE}>>, timeline: array<struct<{EVENT}>>>>"
)


def analyse(articles: DataFrame, command: str = "rasid") -> DataFrame:
    """One row for every article: its analysis, or why it could not be read."""
    fields = [F.col(name).cast("string").alias(name) for name in ("id", "text", "html", "date") if name in articles.columns]
    lines = articles.select(F.to_json(F.struct(*fields)).alias("line")).rdd.map(lambda row: row.line)
    answers = lines.mapPartitions(lambda part: pipe(part, command))
    found = articles.sparkSession.createDataFrame(answers.map(lambda line: (line,)), "line string")
    return found.select(F.from_json("line", ANSWER).alias("it")).select("it.*")


def pipe(lines, command: str):
    """The answers of `rasid batch` to these lines, each with the source that its spans point into."""
    shipped = SparkFiles.get(os.path.basename(command))
    path = shipped if os.path.exists(shipped) else command
    # Spark runs a task on each core already, and its strings count in code points here.
    arguments = [path, "batch", "--jobs", "1", "--offsets", "codepoint"]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # What is under way: the command answers in order, so the first answer is to the first of these.
    waiting = deque()
    has_room = threading.Semaphore(1000)

    def feed():
        try:
            for line in lines:
                has_room.acquire()
                waiting.append(line)
                process.stdin.write(line.encode() + b"\n")
                process.stdin.flush()
            process.stdin.close()
        except BrokenPipeError:
            pass  # The exit status below says why.
        except Exception:
            # What cannot be read ends this task, so that Spark tries it again; half is not an answer.
            process.kill()
            raise

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    n_answers = 0
    try:
        for answer in process.stdout:
            given, found = json.loads(waiting.popleft()), json.loads(answer)
            has_room.release()
            n_answers += 1
            found["source"] = given.get("text") or given.get("html") or ""
            yield json.dumps(found, ensure_ascii=False)
        feeder.join()
        message = process.stderr.read().decode(errors="replace")
        # Status 1 is that of articles that cannot be read, which their answers say.
        if process.wait() not in (0, 1) or waiting:
            raise RuntimeError(f"rasid ended with {process.returncode} after {n_answers} articles: {message}")
    finally:
        process.kill()


def tables(answers: DataFrame) -> dict[str, DataFrame]:
    """The tables of these analyses."""
    good = answers.where("analysis is not null").select(
        F.col("id").alias("article"), "source", "analysis", F.col("analysis.date.value").alias("date")
    )

    def words(span):
        """What stands in the source at a span of code points."""
        return F.when(span.isNotNull(), F.substring(F.col("source"), span[0] + 1, span[1] - span[0]))

    def name(actor):
        return F.expr(f"get(filter(analysis.actors, it -> it.id = {actor}), 0).name")

    mentions = (
        good.select("article", "date", "source", F.explode("analysis.actors").alias("actor"))
        .select("*", F.explode("actor.mentions").alias("mention"))
        .select(
            "article", "date", F.col("actor.id").alias("actor"), "actor.name", "actor.type", "actor.country",
            "mention.form", words(F.col("mention.span")).alias("text"), "mention.span", "mention.confidence",
        )
    )
    quotes = good.select("*", F.posexplode("analysis.quotes").alias("number", "quote")).select(
        "article", "date", "number", "quote.kind", words(F.col("quote.span")).alias("text"),
        F.col("quote.cue.lemma").alias("cue"), "quote.cue.stance", "quote.speaker",
        name("quote.speaker").alias("speaker_name"), words(F.col("quote.speaker_span")).alias("speaker_text"),
        name("quote.via").alias("via"), "quote.span", "quote.confidence",
    )
    events = good.select("*", F.posexplode("analysis.timeline").alias("number", "event")).select(
        "article", "date", "number", "event.value", "event.label", words(F.col("event.span")).alias("text"),
        F.expr("transform(event.actors, id -> get(filter(analysis.actors, it -> it.id = id), 0).name)").alias("actors"),
        "event.span",
    )
    return {"mentions": mentions, "quotes": quotes, "events": events}


def run(articles: DataFrame, target: str, command: str = "rasid") -> None:
    """Analyses `articles` and writes the tables to `target`."""
    # Analysed once and written first, since three tables are made of it.
    answers = f"{target}/answers"
    analyse(articles, command).write.mode("overwrite").parquet(answers)
    found = articles.sparkSession.read.parquet(answers)
    for table, rows in tables(found).items():
        rows.write.mode("overwrite").partitionBy("date").parquet(f"{target}/{table}")
    found.where("analysis is null").select("id", "error.message").write.mode("overwrite").parquet(f"{target}/errors")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: spark-submit --files PATH/TO/rasid rasid_spark.py ARTICLES TABLES")
    session = SparkSession.builder.appName("rasid").getOrCreate()
    source, target = sys.argv[1:]
    reader = session.read.json if source.endswith((".json", ".ndjson", ".jsonl", ".gz")) else session.read.parquet
    run(reader(source), target)
