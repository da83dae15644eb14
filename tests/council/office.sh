# office.sh - minutes made by the programs that people have.  Source it with $scratch set.
# shellcheck shell=bash
: "${scratch:?}"

# Headings to become bookmarks, links inside and outside, a table, a field of a name of ours.
minutes_page='<html lang="ru"><head><meta charset="utf-8"><title>Протокол</title></head><body>
<h1>Протокол № 5</h1><p>Присутствовали: 7 человек. <a href="https://example.org/">Положение</a>, <a href="#two">решения</a></p>
<h2>Повестка дня</h2><table border="1"><tr><th>№</th><th>Вопрос</th></tr><tr><td>1</td><td>О сопровождении</td></tr></table>
<h2 style="page-break-before:always">Слушали</h2><p>Заместителя директора.</p><h2><a name="two" id="two">Решили</a></h2>
<p>Утвердить заключения.</p><form><input type="text" name="sig_lead_1" value="поле"></form></body></html>'

# libreoffice_pdf OUTPUT [OPTION=VALUE...]: numbers and booleans of the export filter.
libreoffice_pdf() {
    local output=$1 options='' option type
    shift
    for option; do
        type=long
        [[ $option == *=true || $option == *=false ]] && type=boolean
        options+="${options:+,}\"${option%=*}\":{\"type\":\"$type\",\"value\":\"${option#*=}\"}"
    done
    printf '%s\n' "$minutes_page" >"$scratch/page.html"
    soffice "-env:UserInstallation=file://$scratch/profile" --headless \
        --convert-to "pdf:writer_web_pdf_Export:{$options}" --outdir "$scratch/exported" "$scratch/page.html" \
        >/dev/null 2>&1
    mv "$scratch/exported/page.pdf" "$output"
}

# ghostscript_pdf OUTPUT: pages of different sizes with bookmarks, a link, labels, an annotation.
ghostscript_pdf() {
    cat >"$scratch/page.ps" <<'PS'
%!PS
[/Title (Minutes) /Author (A. Person) /DOCINFO pdfmark
[/Title (First) /Page 1 /View [/Fit] /OUT pdfmark
[/Title (Last) /Page 3 /View [/XYZ 0 500 null] /OUT pdfmark
[/Label (i) /PAGELABEL pdfmark
[/Rect [72 600 200 640] /Border [0 0 1] /Page 3 /View [/Fit] /Subtype /Link /ANN pdfmark
[/Rect [72 500 100 520] /Contents (A note) /Subtype /Text /ANN pdfmark
/Helvetica findfont 24 scalefont setfont
72 700 moveto (Minutes, page 1) show showpage
<</PageSize [842 595]>> setpagedevice
72 300 moveto (Minutes, page 2) show 0 0 1 setrgbcolor 72 72 200 100 rectfill showpage
<</PageSize [595 842]>> setpagedevice
72 700 moveto (Minutes, page 3) show showpage
PS
    gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o "$1" "$scratch/page.ps"
}

# chromium_pdf OUTPUT
chromium_pdf() {
    printf '%s\n' "$minutes_page" >"$scratch/page.html"
    HOME=$scratch timeout 60 chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$scratch/chromium" \
        --no-pdf-header-footer "--print-to-pdf=$1" "file://$scratch/page.html" >/dev/null 2>&1
}
