#compdef formulyar
# zsh completion for formulyar; the program itself is asked for its commands.
_formulyar() {
    local -a commands
    commands=(${(f)"$(formulyar --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  *\(.*\)/\1:\2/p')"})
    _arguments -s \
        '(-f --form)'{-f,--form}'[forms]:forms:(5.1 5.3 5.4)' \
        '--stage[5.3 at the beginning]:stage:(before after)' \
        '(-t --type)'{-t,--type}'[kinds]:kinds:(pdf docx csv pdf,docx svg tree text)' \
        '(-o --output)'{-o,--output}'[where]:where:_files' \
        '--draft[draft]' '--body-only[approved wording only]' '--roomy[all the room]' '--pdfa[part]:part:(1 2 3)' \
        '--school-year[school year]:year:' '--no-names[numbers alone]' \
        '--extract[extract for a case]:case:' \
        '*--allow[a word of the extract that was looked at]:name:' \
        '--number[number of the minutes]:number:' '--date[date of the meeting]:date:' \
        '--minutes[minutes to stand in front]:file:_files' \
        '--first[number of the first appendix]:number:' '--no-list[no list of appendices]' \
        '--duplex[two-sided printing]' '--simplex[one-sided printing]' \
        '--archive[ZIP of all]:file:_files' '--no-files[the archive alone]' '--spread[a thousand folders]' \
        '--sort[order]:order:(name date lead id)' '--finished-only[leave out what is not finished]' \
        '--force[replace]' '--edition[edition]:edition:' '--from[edition to copy]:edition:_files' '--organization[file]:file:_files' \
        '--forms[folder]:folder:_directories' '--lang[language]:language:(ru en)' '--json[JSON]' \
        '(-q --quiet)'{-q,--quiet}'[no summary]' '(-v --verbose)'{-v,--verbose}'[list files]' \
        '(-h --help)'{-h,--help}'[help]' '--version[version]' \
        '1:command:{_describe command commands}' '*:file:_files'
}
_formulyar "$@"
