#!/bin/bash
# progress.t - long work is told of at a terminal, and nowhere else.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 1
python3 -c 'import pty; pty.openpty()' 2>/dev/null || {
    skip 'progress at a terminal' 'this system gives no pseudo terminals: mount -t devpts devpts /dev/pts'
    done_testing
    exit 0
}
python3 "$OLDPWD/tests/batch/generate.py" 400 >many.xml

# at_terminal COMMAND...: what it draws on a terminal, lines with a carriage return; its clock is fast.
at_terminal() {
    python3 - "$@" <<'END'
import os, pty, sys
data = b""
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    try:
        chunk = os.read(terminal, 65536)
    except OSError:
        break
    if not chunk:
        break
    data += chunk
os.waitpid(pid, 0)
sys.stdout.buffer.write(data.replace(b"\r", b"\n").replace(b"\033[K", b""))
END
}
drawn=$(at_terminal "$formulyar" bundle --lang en --number 5 --date 2027-05-28 -f 5.4 -o bundle.pdf many.xml)
for words in 'page numbers...' 'writing...' 'verifying...'; do
    has "$drawn" "$words" "bundle: $words"
done
drawn=$(at_terminal "$formulyar" summary --lang ru -t pdf,csv -o out many.xml)
for words in 'вёрстка и запись...' 'проверка...'; do
    has "$drawn" "$words" "summary: $words"
done
drawn=$(at_terminal "$formulyar" batch --lang ru -t docx -o many --merge all.pdf --archive all.zip many.xml)
for words in 'общий PDF...' 'архив...'; do
    has "$drawn" "$words" "batch: $words"
done
is "$(tail -n 1 <<<"$drawn" | grep -c ...)" 1 'the last line remains'
drawn=$(at_terminal "$formulyar" bundle -q --lang en --number 5 --date 2027-05-28 -f 5.4 -o bundle.pdf many.xml)
is "$drawn" '' '-q is quiet at a terminal too'
exits 0 'elsewhere' "$formulyar" batch --lang ru -t docx -o many --merge all.pdf --archive all.zip many.xml
is "$(wc -l <<<"$err") $(grep -c '\.\.\.' <<<"$err")" '2 0' 'nothing is drawn'
drawn=$(at_terminal "$formulyar" check --lang en --no-such-option many.xml)
has "$drawn" '[E0' 'errors are told as ever'
done_testing
