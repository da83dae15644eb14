#!/bin/bash
# engines.t - shards on several machines: GNU parallel over ssh, and a Slurm job array.
#
# Both engines run for real, with all of their machines on this one: an sshd and a Slurm
# cluster of our own, configured in the scratch folder.  With each, one task is killed
# and run again; the shards together are then the same bytes as one machine makes.
. "$(dirname "$0")/../cmd/lib.sh"

export FORMULYAR_SHARDS=4
victim=
pids=()
port=$((20000 + RANDOM % 10000))

stop_all() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
    wait
    chmod -R u+rwx "$scratch"
    rm -rf "$scratch"
}
trap stop_all EXIT

# until_true SECONDS COMMAND...: waits until the command succeeds.
until_true() {
    local left=$(($1 * 10))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
} 2>/dev/null

digests() { (cd "$1" && sha256sum -- *.pdf); }
# What must be the same everywhere: all but whether a document was made or kept, and seconds.
rows() { cut -d';' -f1-3,5-7,9- "$1/report.csv"; }
others_done() { [ -e "$scratch/$1/1/report.csv" ] && [ -e "$scratch/$1/3/report.csv" ] && [ -e "$scratch/$1/4/report.csv" ]; }
victim_at_work() { [ -e "$scratch/$1.2.pid" ] && [ -e "$scratch/$1/2/report.part" ]; }

# union ENGINE: the four shards are the whole.
union() {
    mkdir "$scratch/$1/all"
    exits 0 "$1: the reports are merged" "$formulyar" report --merge -o "$scratch/$1/all" "$scratch/$1"/[1-4]
    cp "$scratch/$1"/[1-4]/*.pdf "$scratch/$1/all"
    is "$(digests "$scratch/$1/all" | diff - "$scratch/one.sums")" '' "$1: the same bytes as one machine makes"
    is "$(rows "$scratch/$1/all" | diff - <(rows "$scratch/one"))" '' "$1: the same report"
}

# ---- the work -------------------------------------------------------------------------
python3 tests/batch/generate.py 40 >"$scratch/cases.xml"
victim=$(python3 -c '
import hashlib
ids = ("b%06d" % i for i in range(40))
print([i for i in ids if int.from_bytes(hashlib.sha256(i.encode()).digest()[:4], "big") % 4 == 1][5])')
# One task: while there is a file "fault", that of shard 2 stops in the middle.
cat >"$scratch/task" <<TASK
#!/bin/bash
if [ -e "$scratch/fault" ]; then export FORMULYAR_TEST_FAULT=hang:$victim; fi
echo \$\$ >"$scratch/\$1.\$2.pid"
echo "\$2" >>"$scratch/\$1.started"
exec "$formulyar" batch -q -j 1 -t pdf --shard "\$2/4" -o "$scratch/\$1/\$2" "$scratch/cases.xml"
TASK
chmod +x "$scratch/task"
exits 0 'one machine' "$formulyar" batch -q -t pdf -o "$scratch/one" "$scratch/cases.xml"
digests "$scratch/one" >"$scratch/one.sums"

# ---- GNU parallel over ssh ---------------------------------------------------------------
start_ssh() {
    mkdir -p "$scratch/ssh" /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$scratch/ssh/key" || return 1
    cat >"$scratch/ssh/sshd_config" <<CONFIG
ListenAddress 127.0.0.1:$port
HostKey $scratch/ssh/key
AuthorizedKeysFile $scratch/ssh/key.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
CONFIG
    cat >"$scratch/ssh/config" <<CONFIG
Host server1 server2
    HostName 127.0.0.1
    Port $port
    IdentityFile $scratch/ssh/key
    IdentitiesOnly yes
    UserKnownHostsFile $scratch/ssh/known_hosts
    StrictHostKeyChecking accept-new
    LogLevel ERROR
CONFIG
    "$(command -v sshd)" -D -f "$scratch/ssh/sshd_config" 2>"$scratch/ssh/log" &
    pids+=($!)
    until_true 10 ssh -F "$scratch/ssh/config" server1 true
}

in_parallel() {
    parallel --will-cite --ssh "ssh -F $scratch/ssh/config" -S 2/server1,2/server2 \
        --joblog "$scratch/joblog" "$@" "$scratch/task parallel {}" ::: 1 2 3 4
}

test_parallel() {
    : >"$scratch/fault"
    in_parallel >"$scratch/parallel.out" 2>&1 &
    local engine=$!
    until_true 30 victim_at_work parallel && until_true 30 others_done parallel
    ok $? 'parallel: four tasks on two servers, one of them stuck'
    kill -9 -- "-$(ps -o pgid= -p "$(cat "$scratch/parallel.2.pid")" | tr -d ' ')"
    wait "$engine"
    is $? 1 'parallel: it is told that the killed task failed'
    rm "$scratch/fault"
    in_parallel --resume-failed >"$scratch/parallel.out" 2>&1
    is $? 0 'parallel: --resume-failed runs it again'
    is "$(sort "$scratch/parallel.started" | tr '\n' ' ')" '1 2 2 3 4 ' 'parallel: that one alone'
    union parallel
}

# ---- Slurm ---------------------------------------------------------------------------------
slurm_config() {
    local host
    host=$(hostname -s)
    cat <<CONFIG
ClusterName=formulyar
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$((port + 10000))
SlurmdPort=$((port + 10001))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$scratch/slurm/munge.socket
StateSaveLocation=$scratch/slurm/state
SlurmdSpoolDir=$scratch/slurm/spool
SlurmctldPidFile=$scratch/slurm/slurmctld.pid
SlurmdPidFile=$scratch/slurm/slurmd.pid
ProctrackType=proctrack/linuxproc
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
CONFIG
}

start_slurm() {
    chmod 755 "$scratch"
    mkdir -p "$scratch/slurm/state" "$scratch/slurm/spool"
    head -c 128 /dev/urandom >"$scratch/slurm/munge.key"
    chmod 400 "$scratch/slurm/munge.key"
    munged --foreground --force --key-file="$scratch/slurm/munge.key" --socket="$scratch/slurm/munge.socket" \
        --pid-file="$scratch/slurm/munge.pid" --log-file="$scratch/slurm/munge.log" \
        --seed-file="$scratch/slurm/munge.seed" 2>"$scratch/slurm/munged" &
    pids=($! "${pids[@]}")
    slurm_config >"$scratch/slurm/slurm.conf"
    export SLURM_CONF=$scratch/slurm/slurm.conf
    until_true 10 test -S "$scratch/slurm/munge.socket" || return 1
    slurmctld -D -i >"$scratch/slurm/slurmctld" 2>&1 &
    pids=($! "${pids[@]}")
    slurmd -D >"$scratch/slurm/slurmd" 2>&1 &
    pids=($! "${pids[@]}")
    until_true 20 eval 'sinfo -h -o %T | grep -q idle'
}

submit() {
    sbatch --parsable --array="$1" --output="$scratch/slurm-%a.out" --wrap "$scratch/task slurm \$SLURM_ARRAY_TASK_ID"
}

nothing_queued() { [ -z "$(squeue -h)" ]; }

test_slurm() {
    local job
    : >"$scratch/fault"
    job=$(submit 1-4)
    until_true 30 victim_at_work slurm && until_true 30 others_done slurm
    ok $? 'slurm: a job array of four tasks, one of them stuck'
    scancel --signal=KILL --full "${job}_2"
    until_true 20 nothing_queued
    ok $? 'slurm: the killed task has left the queue'
    is "$(find "$scratch/slurm/2" -name 'report*' -printf '%f ')" 'report.part ' 'slurm: it is not finished'
    rm "$scratch/fault"
    exits 1 'slurm: its report is not merged' "$formulyar" report --merge -o "$scratch/slurm/early" "$scratch/slurm"/[1-4]
    has "$err" 'slurm/2' 'slurm: and it is said which one is not finished'
    submit 2 >"$scratch/again"
    until_true 30 test -e "$scratch/slurm/2/report.csv" && until_true 20 nothing_queued
    ok $? 'slurm: that task alone is submitted again'
    union slurm
}

missing() {
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || echo "$command"
    done
}
how='as root: tools/install-packages engines'
if [ "$(id -u)" -ne 0 ]; then
    skip 'GNU parallel and Slurm' "these run sshd and slurmd as root; $how"
elif [ -n "$(missing parallel ssh sshd)" ] || ! parallel --version 2>/dev/null | grep -q GNU; then
    skip 'GNU parallel over ssh' "$how"
elif start_ssh; then
    test_parallel
else
    ok 1 "an sshd for the test: $(tail -3 "$scratch/ssh/log" | tr '\n' ' ')"
fi
if [ "$(id -u)" -eq 0 ]; then
    if [ -n "$(missing sbatch slurmctld slurmd munged)" ]; then
        skip 'Slurm' "$how"
    elif start_slurm; then
        test_slurm
    else
        ok 1 "a Slurm cluster for the test: $(tail -n 3 "$scratch/slurm/slurmctld" "$scratch/slurm/slurmd" | tr '\n' ' ')"
    fi
fi
done_testing
