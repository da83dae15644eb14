#!/bin/bash
# library.t - the installed library: what it exports and asks for, examples in C and Python with it.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"

run make -o all -s --no-print-directory install BUILD="$BUILD" PREFIX=/usr DESTDIR="$scratch/root"
is "$status" 0 'make install'
mv "$scratch/root/usr" "$scratch/tree"
exits 0 'make library, of nothing built yet' make -n library BUILD="$scratch/none"
lib=$scratch/tree/lib
library=$lib/libformulyar.so.0
source=$PWD/tests/library
export PKG_CONFIG_PATH=$lib/pkgconfig

is "$(readlink "$lib/libformulyar.so") $(readlink "$library")" \
    "libformulyar.so.0 libformulyar.so.$(pkg-config --modversion formulyar)" 'links lead to the library'
has "$(readelf -d "$library")" 'soname: [libformulyar.so.0]' 'it has its soname'
declared=$(grep -oE '\bformulyar_[a-z_]+\(' src/formulyar.h | tr -d '(' | sort -u)
is "$(nm -D --defined-only "$library" | awk '{ print $3 }' | sort)" "$declared" 'it exports what the header declares'
is "$(nm -g --defined-only "$lib/libformulyar.a" | awk 'NF == 3 { print $3 }' | sort)" "$declared" 'so does the archive'

sanitizer=
case $(cat "$BUILD/flags") in
*-fsanitize=*) sanitizer=-fsanitize=address,undefined ;;
esac
# Words that print, end or fork the host, or change what all of its threads share.
unwanted='_?_?exit|_Exit|fork|vfork|exec.*|posix_spawn.*|system|popen|kill|raise|pause|v?f?printf|__v?f?printf_chk|f?put[cs]|putchar|perror|fwrite'
unwanted="$unwanted|std(out|err)|(un)?setenv|putenv|setlocale|tzset|sigaction|signal|sigprocmask|setrlimit|prctl|umask|chdir|fchdir|srand"
unwanted="$unwanted|xmlMemSetup|xmlSetExternalEntityLoader|xmlCleanupParser|xmlThrDef.*|xmlSetGenericErrorFunc"
if [ -n "$sanitizer" ]; then
    skip 'it prints nothing, ends nothing, changes nothing of the process' 'sanitizers do'
else
    is "$(nm -D --undefined-only "$library" | sed 's/.* //; s/@.*//' | grep -xE "$unwanted")" '' \
        'it prints nothing, ends nothing, changes nothing of the process'
fi

cp "$samples/completed.xml" "$scratch/case.xml"
sed 's/<surname>[^<]*/<surname>/' "$samples/registered.xml" >"$scratch/bad.xml"
"$formulyar" render -q -o "$scratch/wanted" "$scratch/case.xml"
digests=$(cd "$scratch/wanted" && sha256sum -- *)
cd "$scratch" || exit 1
"$formulyar" check -q --lang en bad.xml 2>wanted.err

# example NAME COMMAND...: it makes the files of the program, and says of a bad case what the program says.
example() {
    local name=$1
    shift
    mkdir "$scratch/$name"
    cd "$scratch/$name" || exit 1
    "$@" <../case.xml >../out 2>../err
    is "$?" 0 "$name: status"
    is "$(sort -k 2 ../out)" "$digests" "$name: digests of the program's files"
    diff -r . ../wanted >/dev/null
    ok $? "$name: the program's files"
    is "$(cat ../err)" '' "$name: it prints nothing itself"
    "$@" <../bad.xml >../out
    is "$?" 1 "$name: status for a bad case"
    is "$(sed 's/^case.xml:\([0-9:]*\): /\1: /' ../out)" \
        "$(sed 's/^bad.xml:\([0-9:]*\): [a-z]*: /\1: /' ../wanted.err)" "$name: what is wrong with it"
    cd ..
}

compile() { # NAME OPTION...
    local name=$1
    shift
    # shellcheck disable=SC2086
    exits 0 "$name: compiled with what pkg-config says" \
        ${CC:-cc} -std=c11 -Wall -Wextra -Werror $sanitizer -o "$scratch/example-$name" "$source/example.c" "$@"
}
# shellcheck disable=SC2046
compile shared $(pkg-config --cflags --libs formulyar) "-Wl,-rpath,$lib"
example shared "$scratch/example-shared"
# A static program looks for data beside its own bin/.
# shellcheck disable=SC2046
compile static $(pkg-config --cflags formulyar) "$lib/libformulyar.a" \
    $(pkg-config --static --libs formulyar | sed 's/-lformulyar//')
mv "$scratch/example-static" "$scratch/tree/bin/example"
example static "$scratch/tree/bin/example"
if [ -n "$sanitizer" ]; then
    skip 'python: ctypes' 'python has no sanitizer'
else
    example python python3 "$source/example.py" "$library"
fi
done_testing
