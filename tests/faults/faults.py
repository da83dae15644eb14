#!/usr/bin/env python3
"""faults.py [--every N] [--memory N] [--only SCENARIOS] [--kind KINDS] [--jobs N] [--count] PROGRAM PRELOAD SCRATCH

Makes the calls of a run fail, one after another, and looks at what is left: TAP on standard output.

A scenario is a folder before, a command, and the folder that an undisturbed run leaves.  First the calls of the
run are counted, by process and kind; then the run is repeated for each call, in which that call fails, in each way that
calls of its kind can fail.  --every takes each N-th of these points only, --memory so many of a scenario's calls for
memory, spread over the run.  After each:
  - nobody was ended by a signal, and the exit status is a documented one that fits;
  - every file under a final name is, byte for byte, the one before or the one of the undisturbed run;
  - no draft is left;
  - what was said has a code and no name of a person;
  - another run, undisturbed, ends as the undisturbed one did.
"""
import argparse
import collections
import errno
import hashlib
import io
import json
import mmap
import multiprocessing
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile

KINDS = ["memory", "read", "write", "open", "name", "sync", "fork", "mkdir", "truncate", "close", "map", "pipe", "unlink"]
HALF, KILL = -1, -2
STUCK = True
# How calls of a kind can fail: error, and whether all later ones fail too.
WAYS = {
    "memory": [(errno.ENOMEM, False), (errno.ENOMEM, STUCK)],
    "read": [(errno.EIO, False), (errno.EINTR, False), (HALF, False), (KILL, False)],
    "write": [(errno.EIO, False), (errno.ENOSPC, STUCK), (errno.EINTR, False), (HALF, False), (KILL, False)],
    "open": [(errno.EMFILE, False), (errno.EMFILE, STUCK)],
    "name": [(errno.EIO, False), (errno.ENOSPC, STUCK), (KILL, False)],
    "sync": [(errno.EIO, False), (KILL, False)],
    "fork": [(errno.EAGAIN, False), (errno.EAGAIN, STUCK)],
    "mkdir": [(errno.ENOSPC, False)],
    "truncate": [(errno.EIO, False)],
    "close": [(errno.EIO, False)],
    "map": [(errno.ENOMEM, False), (errno.ENOMEM, STUCK)],
    "pipe": [(errno.EMFILE, False), (errno.EMFILE, STUCK)],
    "unlink": [(errno.EIO, False), (KILL, False)],
}
HARMLESS = {HALF, errno.EINTR}  # a program goes on after these
HEAD = struct.Struct("=iIIIiIII")
PROCESSES = 64
CONTROL_SIZE = HEAD.size + 4 * PROCESSES + 4 * PROCESSES * len(KINDS) + (1 << 16)
TIMEOUT = 60

Point = collections.namedtuple("Point", "scenario process kind call error stuck")


class Scenario:
    """name; files of the folder before; the command in it."""

    def __init__(self, name, command, before=(), reports_cases=False, reads_strangers=False):
        self.name, self.command, self.before, self.reports_cases = name, command, before, reports_cases
        self.reads_strangers = reads_strangers
        self.start = self.end = self.output = self.order = None


def run(program, folder, command, preload=None, control=None):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MALLOC_PERTURB_": "165"}
    if preload:
        environment.update(LD_PRELOAD=preload, FORMULYAR_FAULTS=control)
    return subprocess.run([program, *command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=TIMEOUT)


# ---- what stands in a folder -------------------------------------------------------------------

def plain_report(data):
    """A report without what differs from run to run: seconds, and made or kept."""
    rows = [line.split(";") for line in data.decode("utf-8-sig").split("\r\n")]
    if rows.pop() != [""] or any(len(row) != 13 for row in rows):
        return b"half a report"
    for row in rows[1:]:
        row[7], row[3] = "", {"kept": "made", "прежний, изменений нет": "сделан"}.get(row[3], row[3])
    return repr(rows).encode()


def plain_json(data):
    try:
        report = json.loads(data)
    except ValueError:
        return b"half a report"
    for row in report["documents"]:
        row["seconds"], row["status"] = 0, {"kept": "made"}.get(row["status"], row["status"])
    return repr(report).encode()


def plain_zip(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return repr([(name, hashlib.sha256(plain(name, archive.read(name))).hexdigest()) for name in archive.namelist()]).encode()
    except (zipfile.BadZipFile, ValueError):
        return b"half an archive"


def plain(name, data):
    kind = {"report.csv": plain_report, "report.json": plain_json}.get(os.path.basename(name))
    if kind:
        return kind(data)
    return plain_zip(data) if name.endswith(".zip") else data


def contents(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            whole = os.path.join(path, name)
            with open(whole, "rb") as file:
                found[os.path.relpath(whole, folder)] = file.read()
    return {name: plain(name, data) for name, data in found.items()}


# ---- one fault -------------------------------------------------------------------------------------

class Control:
    def __init__(self, path):
        self.path = path
        with open(path, "wb") as file:
            file.truncate(CONTROL_SIZE)
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), CONTROL_SIZE)

    def plan(self, kind=-1, process=0, call=0, stuck=False, error=0):
        self.map[:] = bytes(CONTROL_SIZE)
        self.map[:HEAD.size] = HEAD.pack(kind, process, call, stuck, error, 0, 0, 0)

    def fired(self):
        return HEAD.unpack(self.map[:HEAD.size])[5]

    def counts(self):
        processes = HEAD.unpack(self.map[:HEAD.size])[6]
        numbers = struct.unpack_from(f"={PROCESSES * len(KINDS)}I", self.map, HEAD.size + 4 * PROCESSES)
        return [numbers[i * len(KINDS):(i + 1) * len(KINDS)] for i in range(min(processes, PROCESSES))]

    def notes(self):
        count = HEAD.unpack(self.map[:HEAD.size])[7]
        begin = HEAD.size + 4 * PROCESSES + 4 * PROCESSES * len(KINDS)
        return [KINDS[kind] for kind in self.map[begin:begin + min(count, 1 << 16)]]


def status_fits(scenario, point, status, words):
    if status == 0 or status == 3:
        return True
    if scenario.reads_strangers and status == 1 and point.process > 0:
        return "[E7" in words or "[E031]" in words  # that process may end of what it reads
    if point.error == KILL and status == -9:
        return point.process == 0
    # The first one that a batch forks looks through the inputs: it may end of what it reads as well.
    if scenario.reports_cases and status == 1 and point.process == 1:
        return "[E031]" in words
    # A worker that ends costs nothing, since another does its work; when memory is short for all, it costs cases.
    return status == 1 and scenario.reports_cases and point.stuck and point.kind == "memory" and "[E614]" in words


def faults_of_folder(scenario, point, folder, status):
    """What is wrong with what a disturbed run left."""
    for name, data in contents(folder).items():
        base = os.path.basename(name)
        if data in (scenario.start.get(name), scenario.end.get(name)):
            continue
        if base.startswith(".formulyar-"):
            if point.error != KILL and point.kind != "unlink":
                yield f"a draft is left: {name}"
        elif base == "report.part":
            if status == 0 and point.kind != "unlink":
                yield "a journal is left"
        elif base in ("report.csv", "report.json") and status != 0 and data != b"half a report":
            continue
        elif base.endswith(".zip") and status == 1 and data != b"half an archive":
            continue
        else:
            yield f"neither the old nor the new file: {name}, status {status}"


def faults_of_run(scenario, point, result, folder, names):
    status, words = result.returncode, result.stderr.decode("utf-8", "replace")
    if not status_fits(scenario, point, status, words):
        yield f"status {status}: {words.strip()[-300:]}"
    if point.error in HARMLESS and status != 0:
        yield f"does not go on: {words.strip()[-300:]}"
    if status not in (0, -9) and not re.search(r"\[[EFMW]\d+[a-z]?\]|out of memory", words):
        yield f"status {status} without a word"
    if "[E601]" in words and point.error != KILL:
        yield "a worker crashed"
    for name in names:
        if name in words:
            yield "a name of a person is told"
            break
    if status == 0 and result.stdout != scenario.output:
        yield "another output"
    yield from faults_of_folder(scenario, point, folder, status)


CONTEXT = None  # of all points: forked processes have it


def try_point(point):
    scenarios, program, preload, scratch, names = CONTEXT
    scenario = scenarios[point.scenario]
    here = os.path.join(scratch, f"worker{os.getpid()}")
    folder = os.path.join(here, "folder")
    os.makedirs(here, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(scratch, scenario.name, "before"), folder)
    control = Control(os.path.join(here, "control"))
    control.plan(KINDS.index(point.kind), point.process, point.call, point.stuck, point.error)
    try:
        result = run(program, folder, scenario.command, preload, control.path)
        if not control.fired():
            return point, None, ["it was not reached"], set()
        wrong = list(faults_of_run(scenario, point, result, folder, names))
        if result.returncode != 0 or contents(folder) != scenario.end:
            again = run(program, folder, scenario.command)
            if again.returncode != 0:
                wrong.append(f"run again: status {again.returncode}: {again.stderr.decode()[-300:]}")
            elif contents(folder) != scenario.end:
                left = {n for n in set(contents(folder)) ^ set(scenario.end)} or "other bytes"
                wrong.append(f"run again: another end: {left}")
        codes = set(re.findall(r"\[([EW]\d+[a-z]?)\]", result.stderr.decode("utf-8", "replace")))
        return point, result.returncode, wrong, codes
    except subprocess.TimeoutExpired:
        return point, None, ["it hangs"], set()


# ---- scenarios ---------------------------------------------------------------------------------------

def generated(path, count, first=0):
    with open(path, "wb") as file:
        subprocess.run([sys.executable, "tests/batch/generate.py", str(count), str(first)], stdout=file, check=True)


class Points:
    """All points of a process and kind: made when one is asked for, since the calls for memory are half a million."""

    def __init__(self, scenario, process, kind, calls):
        self.scenario, self.process, self.kind, self.calls = scenario, process, kind, calls

    def __len__(self):
        return self.calls * len(WAYS[self.kind])

    def __getitem__(self, index):
        call, way = divmod(index, len(WAYS[self.kind]))
        return Point(self.scenario, self.process, self.kind, call + 1, *WAYS[self.kind][way])


def each(several, start, step):
    """Every so manyth of several Points, as if they were one list."""
    passed = 0
    for points in several:
        first = start if start >= passed else passed + (start - passed) % step
        for index in range(first - passed, len(points), step):
            yield points[index]
        passed += len(points)


def prepare(scenarios, program, preload, scratch):
    """Makes the folder before of each, and learns what an undisturbed run leaves."""
    points = []
    control = Control(os.path.join(scratch, "control"))
    for number, scenario in enumerate(scenarios):
        before = os.path.join(scratch, scenario.name, "before")
        after = os.path.join(scratch, scenario.name, "after")
        os.makedirs(before)
        for step in scenario.before:
            if callable(step):
                step(before)
            elif run(program, before, step).returncode not in (0, 1):
                sys.exit(f"{scenario.name}: cannot be prepared: {step}")
        scenario.start = contents(before)
        shutil.copytree(before, after)
        control.plan()
        result = run(program, after, scenario.command, preload, control.path)
        if result.returncode != 0:
            sys.exit(f"{scenario.name}: status {result.returncode}: {result.stderr.decode()}")
        scenario.end, scenario.output = contents(after), result.stdout
        scenario.order = order_of(control.notes())
        for process, counts in enumerate(control.counts()):
            for kind, count in zip(KINDS, counts):
                points.append(Points(number, process, kind, count))
    return points


def the_scenarios(samples):
    one = os.path.join(samples, "completed.xml")

    def cases(folder):
        generated(os.path.join(folder, "cases.xml"), 2)

    def changed(folder):
        path = os.path.join(folder, "cases.xml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("Задания на уроке", "Упражнения на уроке"))

    def cut_off(folder):
        out = os.path.join(folder, "out")
        with open(os.path.join(out, "report.csv"), encoding="utf-8", newline="") as file:
            rows = file.read().split("\n")
        with open(os.path.join(out, "report.part"), "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(rows[1:4]) + "\n")
        os.remove(os.path.join(out, "report.csv"))
        os.remove(os.path.join(out, "report.json"))
        os.truncate(os.path.join(out, "b000000_5.1.pdf"), 0)
        os.remove(os.path.join(out, "b000001_5.1.pdf"))

    def minutes(folder):
        shutil.copytree(os.path.join(samples, "council"), os.path.join(folder, "council"))

    batch = ["batch", "-q", "-j", "1", "-t", "pdf", "-o", "out"]
    council_file = "council/twelve-appendices.xml"
    return [
        Scenario("render", ["render", "-q", "-o", "out", one]),
        Scenario("replace", ["render", "-q", "-o", "out", "cases.xml"],
                 [cases, ["render", "-q", "-o", "out", "cases.xml"], changed]),
        Scenario("batch", [*batch, "cases.xml"], [cases], True),
        Scenario("two-workers", ["batch", "-q", "-j", "2", "-t", "pdf", "-o", "out", "cases.xml"], [cases], True),
        Scenario("resume", [*batch, "cases.xml"], [cases, [*batch, "cases.xml"], cut_off], True),
        Scenario("whole", [*batch, "--archive", "all.zip", "--merge", "all.pdf", "cases.xml"],
                 [cases, [*batch, "--archive", "all.zip", "--merge", "all.pdf", "cases.xml"], changed], True),
        Scenario("alone", ["batch", "-q", "-j", "1", "-t", "pdf", "--no-files", "--archive", "all.zip", "cases.xml"], [cases], True),
        Scenario("bundle", ["bundle", "-q", "-o", "bundle.pdf", council_file], [minutes]),
        Scenario("joined", ["bundle", "-q", "--number", "5", "--date", "2027-05-28", "-f", "5.4", "-o", "joined.pdf",
                            "--minutes", os.path.join(samples, "council", "scanned-minutes.pdf"), one], reads_strangers=True),
        Scenario("summary", ["summary", "-q", "-o", "out", "cases.xml"], [cases]),
        Scenario("minutes", ["minutes", "-q", "-o", "out", council_file], [minutes]),
        Scenario("extract", ["minutes", "-q", "-t", "pdf", "-o", "out", "--extract", "2025-106", council_file], [minutes]),
        Scenario("reports", ["report", "--merge", "-o", "all", "out"], [cases, [*batch, "cases.xml"]]),
        Scenario("check", ["check", "-q", one]),
        Scenario("recoded", ["check", "-q", os.path.join(samples, "windows-1251.xml")]),
        Scenario("verify", ["verify", "out/2025-014_5.4.pdf", "out/2025-014_5.4.docx"],
                 [["render", "-q", "-f", "5.4", "-o", "out", one]], reads_strangers=True),
    ]


def sample(points, scenarios, wanted):
    """The points that are tried: of the calls for memory so many, of the others each N-th."""
    chosen = list(each([p for p in points if p.kind != "memory"], 0, wanted.every))
    for number in range(len(scenarios)):
        memory = [p for p in points if p.kind == "memory" and p.scenario == number]
        step = max(1, sum(map(len, memory)) // wanted.memory) if wanted.memory else 1
        chosen += each(memory, step // 2, step | 1)  # odd: both ways of failing come up
    return chosen


def order_of(notes):
    """How names and syncs follow each other, equal ones once: "name sync name sync unlink"."""
    kept = [kind for kind in notes if kind in ("name", "sync", "unlink")]
    return " ".join(kind for i, kind in enumerate(kept) if i == 0 or kept[i - 1] != kind)


def names_in(samples):
    found = set()
    for path, _, files in os.walk(samples):
        for name in files:
            if name.endswith(".xml"):
                with open(os.path.join(path, name), "rb") as file:
                    text = file.read().decode("utf-8", "ignore")
                found.update(re.findall(r"<(?:surname|patronymic)>([^<]{4,})</", text))
    with open("tests/batch/generate.py", encoding="utf-8") as file:
        lists = re.findall(r"^(?:SURNAMES|PATRONYMICS) = \[(.*)\]", file.read(), re.M)
    found.update(word for words in lists for word in re.findall(r'"([^"]{4,})"', words))
    return sorted(found)


def described(point):
    error = {HALF: "half", KILL: "kill"}.get(point.error) or errno.errorcode[point.error]
    return f"process {point.process} {point.kind} {point.call} {error}{' from then on' if point.stuck else ''}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--memory", type=int, default=0)
    parser.add_argument("--only")
    parser.add_argument("--kind")
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("program")
    parser.add_argument("preload")
    parser.add_argument("scratch")
    wanted = parser.parse_args()
    samples = os.path.abspath("samples")
    scenarios = [s for s in the_scenarios(samples) if not wanted.only or s.name in wanted.only.split(",")]
    program, preload, scratch = map(os.path.abspath, (wanted.program, wanted.preload, wanted.scratch))
    points = prepare(scenarios, program, preload, scratch)
    points = [p for p in points if not wanted.kind or p.kind in wanted.kind.split(",")]
    if wanted.count:
        for number, scenario in enumerate(scenarios):
            kinds = collections.Counter()
            for some in (p for p in points if p.scenario == number and len(p)):
                kinds[some.kind] += len(some)
            print(scenario.name, sum(kinds.values()), dict(kinds))
        return 0
    points = sample(points, scenarios, wanted)
    global CONTEXT
    CONTEXT = (scenarios, program, preload, scratch, names_in(samples))
    wrong = collections.defaultdict(list)
    statuses = collections.Counter()
    missed = 0
    codes = set()
    with multiprocessing.Pool(wanted.jobs) as pool:
        for point, status, found, told in pool.imap_unordered(try_point, points, chunksize=8):
            if found == ["it was not reached"]:
                missed += 1
                continue
            statuses[point.scenario, status] += 1
            codes |= told
            for what in found:
                wrong[point.scenario].append((point, what))
                print(f"# {scenarios[point.scenario].name}: {described(point)}: {what}", flush=True)
    for number, scenario in enumerate(scenarios):
        tried = {status: count for (of, status), count in sorted(statuses.items(), key=str) if of == number}
        print(f"{'not ' if wrong[number] else ''}ok {number + 1} - {scenario.name}: "
              f"{sum(tried.values())} faults; how often each status: {tried}")
    if missed:
        print(f"# {missed} calls were not reached in their run")
    print(f"# codes told: {' '.join(sorted(codes))}")
    for scenario in scenarios:
        print(f"# order of {scenario.name}: {scenario.order}")
    print(f"1..{len(scenarios)}")
    return any(wrong.values())


if __name__ == "__main__":
    sys.exit(main())
