# bash completion for formulyar: commands, options and their values.
# The program itself is asked for its options, so that this file lists none.

_formulyar() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in -*) ;; *) command=$word && break ;; esac
    done
    case $previous in
    --minutes) mapfile -t COMPREPLY < <(compgen -f -- "$current") && return ;;
    --stage) mapfile -t COMPREPLY < <(compgen -W 'before after' -- "$current") && return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'ru en' -- "$current") && return ;;
    --sort) mapfile -t COMPREPLY < <(compgen -W 'name date lead id' -- "$current") && return ;;
    --pdfa) mapfile -t COMPREPLY < <(compgen -W '1 2 3' -- "$current") && return ;;
    -t | --type) mapfile -t COMPREPLY < <(compgen -W 'pdf docx csv pdf,docx svg tree text' -- "$current") && return ;;
    -f | --form) mapfile -t COMPREPLY < <(compgen -W '5.1 5.3 5.4' -- "$current") && return ;;
    --edition | --from)
        word=$(formulyar forms --json 2>/dev/null | sed -n 's/^{"edition":"\([^"]*\)".*/\1/p')
        mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current")
        return
        ;;
    -o | --output)
        [[ $command == bundle ]] && mapfile -t COMPREPLY < <(compgen -f -- "$current") && return
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
        ;;
    --forms) mapfile -t COMPREPLY < <(compgen -d -- "$current") && return ;;
    esac
    if [[ $current == -* ]]; then
        word=$(formulyar ${command:+"$command"} --help 2>/dev/null | grep -oE '^  .{4}--[a-z-]+' | grep -oE '\-\-[a-z-]+')
        mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current")
    elif [[ $command == preview ]]; then
        word=$(formulyar forms --json 2>/dev/null | sed -n 's/^{"edition":"\([^"]*\)".*/\1/p')
        mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current" && compgen -d -- "$current")
    elif [[ -z $command ]]; then
        word=$(formulyar --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p')
        mapfile -t COMPREPLY < <(compgen -W "$word help" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -o filenames -F _formulyar formulyar
