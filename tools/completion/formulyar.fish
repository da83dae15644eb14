# fish completion for formulyar; the program itself is asked for its commands and options.
function __formulyar_commands
    formulyar --help 2>/dev/null | string match -rg '^  ([a-z]+)  +(.*)' | while read -l name; read -l purpose
        printf '%s\t%s\n' $name $purpose
    end
end
complete -c formulyar -n __fish_use_subcommand -f -a '(__formulyar_commands)'
complete -c formulyar -l lang -x -a 'ru en'
complete -c formulyar -l pdfa -x -a '1 2 3'
complete -c formulyar -s t -l type -x -a 'pdf docx csv pdf,docx svg tree text'
complete -c formulyar -l stage -x -a 'before after'
complete -c formulyar -s f -l form -x -a '5.1 5.3 5.4'
complete -c formulyar -s o -l output -r
complete -c formulyar -l forms -r
complete -c formulyar -l organization -r
complete -c formulyar -l edition -x
complete -c formulyar -l from -r
complete -c formulyar -l draft
complete -c formulyar -l sort -x -a 'name date lead id'
complete -c formulyar -l finished-only
complete -c formulyar -l school-year -x
complete -c formulyar -l no-names
complete -c formulyar -l extract -x
complete -c formulyar -l allow -x
complete -c formulyar -l number -x
complete -c formulyar -l date -x
complete -c formulyar -l minutes -r
complete -c formulyar -l first -x
complete -c formulyar -l no-list
complete -c formulyar -l duplex
complete -c formulyar -l simplex
complete -c formulyar -l archive -r
complete -c formulyar -l no-files
complete -c formulyar -l spread
complete -c formulyar -l body-only
complete -c formulyar -l roomy
complete -c formulyar -l force
complete -c formulyar -l json
complete -c formulyar -l version
complete -c formulyar -s q -l quiet
complete -c formulyar -s v -l verbose
complete -c formulyar -s h -l help
