#!/bin/bash
# newcomer.t - what somebody gets who calls the program wrongly: what is the matter, and what to write.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 1
cp "$samples/completed.xml" case.xml
echo words >words.pdf
mkdir empty
# wrong STATUS CODE WORDS COMMAND...: the diagnostic has the code and these words.
wrong() {
    local status=$1 code=$2 words=$3
    shift 3
    exits "$status" "$*" "$formulyar" "$@" --lang ru
    has "$err" "[$code]" "$code"
    has "$err" "$words" "it says: $words"
}
wrong 2 E042 'formulyar check case.xml' case.xml
wrong 2 E042 'formulyar check empty' empty
wrong 2 E019 'ФАЙЛ.pdf' fields
wrong 2 E019 'ПАПКА' report --merge -o out
wrong 2 E041 'один файл' fields a.pdf b.pdf
wrong 2 E020 'не берёт файлов' blank case.xml
wrong 1 E043 'назовите папку' check '*.XMLS'
wrong 1 E043 'назовите папку' batch -o out '*.XMLS'
wrong 3 E001 'проверьте имя' check none.xml
wrong 3 E001 'назовите файл, который лежит в ней' minutes empty
wrong 3 E002 'назовите файл, который лежит в ней' verify empty
wrong 2 E039 'formulyar batch -o out cases' batch case.xml
wrong 2 E040 'empty/имя.pdf' bundle --number 5 --date 28.05.2027 -o empty case.xml
wrong 2 E040 'new/имя.pdf' bundle --number 5 --date 28.05.2027 -o new/ case.xml
wrong 1 E040 'empty/имя.xml' new -o empty
wrong 2 E045 '.pdf' bundle --number 5 --date 28.05.2027 -o x.doc case.xml
wrong 2 E045 '.zip' batch -o out --archive x.rar case.xml
wrong 2 E045 '.pdf' batch -o out --merge x.zip case.xml
wrong 1 E044 'не файл PDF' fields words.pdf
wrong 2 E030 'номер протокола, например 5' bundle --date 28.05.2027 -o x.pdf case.xml
wrong 2 E030 'дата заседания, например 28.05.2027' bundle --number 5 -o x.pdf case.xml
wrong 2 E030 'имя готового файла' bundle --number 5 --date 28.05.2027 case.xml
wrong 2 E030 'папка для общего отчёта' report --merge out
wrong 2 E030 'пишут после -o' new case.xml
wrong 2 E018 'день.месяц.год' bundle --number 5 --date 28.05.27 -o x.pdf case.xml
wrong 2 E018 'такого в нём нет' bundle --number 5 --date 29.02.2027 -o x.pdf case.xml
wrong 0 W623 'ни одного дела' batch -o out empty
wrong 1 E036 'ни одного дела' render -o out empty
wrong 1 E009 'назовите одну форму' render -o - case.xml
has "$err" 'Готово: 0 документов' 'and that nothing came of it'
is "$(echo *)" 'case.xml empty out stderr stdout words.pdf' 'nothing was made'
exits 0 'kinds in capitals' "$formulyar" render -q -t PDF,Docx -f 5.1 -o out case.xml
is "$(cd out && echo *_5.1.*)" "$(cd out && echo *_5.1.docx *_5.1.pdf)" 'are understood'
exits 0 'a name without an ending' "$formulyar" bundle -q --number 5 --date 28.05.2027 -o plain case.xml
exits 0 'an ending in capitals' "$formulyar" bundle -q --number 5 --date 28.05.2027 -o x.PDF case.xml
exits 0 'a full stop that begins no ending' "$formulyar" bundle -q --number 5 --date 28.05.2027 -o приложения-28.05.2027 case.xml
done_testing
