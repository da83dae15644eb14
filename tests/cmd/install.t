#!/bin/bash
# install.t - an installed tree works where it stands and where it is moved to; uninstall leaves nothing.
. "$(dirname "$0")/lib.sh"

run make -s --no-print-directory -o all install BUILD="$BUILD" PREFIX=/usr DESTDIR="$scratch/root"
is "$status" 0 'make install'
for file in bin/formulyar libexec/formulyar/formulyar-join libexec/formulyar/formulyar-cms share/formulyar/forms/case.xsd share/man/man1/formulyar.1 \
    share/man/ru/man1/formulyar.1 share/man/man3/formulyar.3 lib/libformulyar.so.0 lib/libformulyar.a include/formulyar.h share/bash-completion/completions/formulyar; do
    [ -s "$scratch/root/usr/$file" ]
    ok $? "$file"
done
mv "$scratch/root" "$scratch/moved"
cd "$scratch" || exit 1
exits 0 'a moved tree renders' "$scratch/moved/usr/bin/formulyar" render -q -o "$scratch/a" "$samples/completed.xml"
ln -s "$scratch/moved/usr/bin/formulyar" "$scratch/link"
exits 0 'so does a link to it' "$scratch/link" render -q -o "$scratch/b" "$samples/completed.xml"
diff -r "$scratch/a" "$scratch/b"
ok $? 'the same bytes'
is "$(find "$scratch/moved" ! -perm -444 | wc -l)" 0 'everybody may read what was installed'
cd "$OLDPWD" || exit 1
run make -s --no-print-directory uninstall BUILD="$BUILD" PREFIX=/usr DESTDIR="$scratch/moved"
is "$(find "$scratch/moved" -type f | wc -l)" 0 'make uninstall leaves no file'

PATH=$PWD/$BUILD:$PATH
. tools/completion/formulyar.bash
COMP_WORDS=(formulyar ren) COMP_CWORD=1
_formulyar
is "${COMPREPLY[*]}" render 'completion of a command'
COMP_WORDS=(formulyar render --dr) COMP_CWORD=2
_formulyar
is "${COMPREPLY[*]}" --draft 'completion of an option'
done_testing
