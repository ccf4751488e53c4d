"""The Spark job on 10,000 articles, with its workers killed in the middle: nothing lost, nothing doubled.

    python3 spark_test.py RASID

Ends with lines that count as the other tests do, and says what a million articles cost.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples/spark"))

from pyspark.sql import SparkSession  # noqa: E402
import rasid_spark  # noqa: E402

N_ARTICLES = 10_000
N_KILLS = 4
COMMAND = os.path.abspath(sys.argv[1])

# First names, family names, offices, places: invented persons, put together anew for each article.
FIRST = ["سالم", "نادر", "سلمى", "كريم", "هالة", "وليد", "ريم", "ماجد", "لينا", "فارس", "سامي"]
FAMILY = ["الهادي", "الكرمي", "السعيد", "الحلبي", "الناصر", "المصري", "العلي"]
OFFICE = ["وزير النقل", "مدير الشركة", "رئيس البلدية", "المتحدث باسم الحكومة", "وزيرة التعليم"]
PLACE = ["بيروت", "القاهرة", "تونس", "عمان", "الرباط"]


def article(idx: int) -> dict:
    """Article number `idx`, always the same."""
    name = f"{FIRST[idx % 11]} {FAMILY[idx % 7]}"
    office, place = OFFICE[idx % 5], PLACE[idx // 5 % 5]
    text = (
        f"قال {office} {name}، الثلاثاء، إن المشروع رقم {idx} في {place} سيبدأ الأسبوع المقبل.\n"
        f'وأضاف {FAMILY[idx % 7]}: "لن ندفع قرشا واحدا فوق ما اتفقنا عليه".\n'
        f"وكانت الأعمال قد توقفت في 12 مارس {2010 + idx % 10} بعد خلاف على الكلفة."
    )
    body = {"html": f"<p>{text}</p>"} if idx % 10 == 0 else {"text": text}
    # A few that cannot be read.
    date = "yesterday" if idx % 1000 == 999 else f"2024-03-{1 + idx % 5:02}"
    return {"id": f"article-{idx}", "date": date, **body}


def expected(lines: str) -> dict:
    """By article: how many mentions, quotes and events the command alone finds."""
    arguments = [COMMAND, "batch", "--jobs", "1", "--offsets", "codepoint"]
    answers = subprocess.run(arguments, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    found = {}
    for answer in map(json.loads, answers.splitlines()):
        it = answer.get("analysis")
        found[answer["id"]] = it and (
            sum(len(actor["mentions"]) for actor in it["actors"]), len(it["quotes"]), len(it["timeline"])
        )
    return found


def kill_workers(stop: threading.Event, killed: list) -> None:
    """Kills commands, and the Python processes that run them, while they work."""
    while not stop.wait(0.7) and len(killed) < N_KILLS:
        commands = [pid for pid in descendants(os.getpid()) if executable(pid) == COMMAND]
        if commands:
            victim = commands[0] if len(killed) % 2 == 0 else parent(commands[0])
            try:
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            except ProcessLookupError:
                pass


def descendants(root: int) -> list:
    """The processes below one."""
    below, found = {}, []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            below.setdefault(parent(int(entry.name)), []).append(int(entry.name))
    open_ = [root]
    while open_:
        children = below.get(open_.pop(), [])
        found += children
        open_ += children
    return found


def parent(pid: int):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return None


def executable(pid: int):
    try:
        return os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return None


def session(n_cores: int):
    spark = (
        # A task may fail four times, as on a cluster; local mode would give up at the first failure.
        SparkSession.builder.master(f"local[{n_cores},{2 * N_KILLS}]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    # A job that is submitted as such is there already; here it is a module of the test.
    spark.sparkContext.addPyFile(rasid_spark.__file__)
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def check(folder: Path) -> None:
    lines = "".join(json.dumps(article(idx), ensure_ascii=False) + "\n" for idx in range(N_ARTICLES))
    (folder / "articles.ndjson").write_text(lines)
    wanted = expected(lines)
    assert len(wanted) == N_ARTICLES

    spark = session(2)
    articles = spark.read.json(str(folder / "articles.ndjson")).repartition(16)
    killed, stop = [], threading.Event()
    killer = threading.Thread(target=kill_workers, args=(stop, killed), daemon=True)
    killer.start()
    rasid_spark.run(articles, str(folder / "tables"), COMMAND)
    stop.set()
    killer.join()
    assert 2 <= len(killed), f"the work was over before the workers were killed: {killed}"

    tables = {name: spark.read.parquet(str(folder / "tables" / name)) for name in ("answers", "mentions", "quotes", "events", "errors")}
    ids = [row.id for row in tables["answers"].select("id").collect()]
    assert sorted(ids) == sorted(wanted), "every article is answered once"
    assert sorted(row.id for row in tables["errors"].collect()) == sorted(key for key, found in wanted.items() if found is None)
    for number, name in enumerate(("mentions", "quotes", "events")):
        counted = {row["article"]: row["count"] for row in tables[name].groupBy("article").count().collect()}
        rows = {key: found[number] for key, found in wanted.items() if found and found[number]}
        assert counted == rows, name
        days = {path.name for path in (folder / "tables" / name).glob("date=*")}
        assert days == {f"date=2024-03-{day:02}" for day in range(1, 6)}, days
    first = tables["quotes"].where("article = 'article-1' and kind = 'direct'").first()
    assert first["text"] == "لن ندفع قرشا واحدا فوق ما اتفقنا عليه", first
    assert first["speaker_name"] == "نادر الكرمي", first
    spark.stop()
    print(f"# {len(killed)} workers were killed")


def measure(folder: Path) -> None:
    """What the analysis costs on one core and on two: the time that passes, and that of the processors,
    which other work on the machine does not lengthen much. The articles are as long as those of news."""
    n_articles, n_together = 4000, 8
    path = folder / "long.ndjson"
    with path.open("w") as file:
        for idx in range(n_articles):
            texts = [article(idx * n_together + part + 1).get("text", "") for part in range(n_together)]
            file.write(json.dumps({"id": f"long-{idx}", "date": "2024-03-01", "text": "\n".join(texts)}, ensure_ascii=False) + "\n")
    print(f"# {n_articles} articles of {path.stat().st_size / n_articles:.0f} bytes")
    # The first run is not counted: Java compiles what it will use.
    for number, n_cores in enumerate((2, 1, 2)):
        spark = session(n_cores)
        articles = spark.read.json(str(path)).repartition(8)
        start, before = time.monotonic(), cpu_seconds()
        rasid_spark.run(articles, str(folder / f"tables-{number}"), COMMAND)
        passed, worked = time.monotonic() - start, cpu_seconds() - before
        if 0 < number:
            print(f"# {n_cores} cores: {passed:.1f} s passed, {worked:.1f} s of processors, "
                  f"{worked / n_articles * 1e6 / 3600:.2f} core hours for a million such articles")
        spark.stop()


def cpu_seconds() -> float:
    """What all processes below this one have worked, and those that they have waited for."""
    ticks = 0
    for pid in descendants(os.getpid()):
        try:
            # Own time and that of children that have ended, in user and in system mode.
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    temporary = Path(tempfile.mkdtemp(prefix="rasid-spark-"))
    failed = 0
    try:
        check(temporary)
        if "--measure" in sys.argv:
            measure(temporary)
    except Exception:
        traceback.print_exc()
        failed = 1
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    print(f"# pass {1 - failed}\n# fail {failed}")
    sys.exit(failed)
