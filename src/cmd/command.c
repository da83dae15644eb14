/*
 * command.c - the table of commands with the words of their help.
 */
#include "cmd/command.h"

#include <stdint.h>
#include <string.h>

static const option_set every_command = OPTION_BIT(FORMS) | OPTION_BIT(LANG) | OPTION_BIT(JSON) |
                                        OPTION_BIT(QUIET) | OPTION_BIT(VERBOSE) | OPTION_BIT(HELP) |
                                        OPTION_BIT(VERSION);

/* What decides the look of a form, with data or without. */
#define PAGE_OPTIONS                                                                               \
    (OPTION_BIT(FORM) | OPTION_BIT(TYPE) | OPTION_BIT(OUTPUT) | OPTION_BIT(DRAFT) |                \
     OPTION_BIT(BODY_ONLY) | OPTION_BIT(ROOMY) | OPTION_BIT(NO_VERIFY) | OPTION_BIT(PDFA) |        \
     OPTION_BIT(FORCE) | OPTION_BIT(EDITION) | OPTION_BIT(ORGANIZATION))

const struct command commands[] = {
    {
        .name = "new",
        .run = new_run,
        .group = GROUP_CASE,
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(FORCE) | OPTION_BIT(MINUTES_NEW) |
                   OPTION_BIT(WORKBOOK) | OPTION_BIT(TEACHERS) | OPTION_BIT(EDITION) |
                   OPTION_BIT(FROM) | OPTION_BIT(ORGANIZATION),
        .max_operands = SIZE_MAX,
        .operands = {"[ДЕЛО|ПАПКА...]", "[CASE|FOLDER...]"},
        .purpose =
            {"файл дела, заседания (--minutes) или книга с делами (--workbook), чтобы начать",
             "a case file, council file (--minutes) or workbook of cases (--workbook) to start from"},
        .details =
            {"Без -o файл печатается на экран. Существующий файл не заменяется. С --minutes в файле\n"
             "заседания есть пункт на каждое названное дело и готовые строки решений, взятые в знаки\n"
             "примечания: выбирает человек. Дела должны лежать в папке этого файла или ниже.\n"
             "С --workbook — книга для Excel, LibreOffice или Р7 (дела.xlsx, или имя в -o): пустая или с\n"
             "названными делами, по строке на учителя; её читают все команды, которые берут дела.\n"
             "С --edition, если такой редакции ещё нет, — папка новой редакции форм: копия утверждённой\n"
             "последней (или --from) под этим именем, в папке из -o или в текущей; её правят под своё положение.",
             "Without -o the file goes to standard output. An existing file is not replaced. With\n"
             "--minutes the council file has an item for every case named and ready-made decisions\n"
             "inside comments: a person chooses. The cases must lie in its folder or below.\n"
             "With --workbook a workbook for Excel, LibreOffice or R7 (дела.xlsx, or the name of -o): empty, or\n"
             "with the cases named, a row for each teacher; every command that takes cases reads it.\n"
             "With --edition, where there is none of that id, the folder of a new edition of the forms: a copy of the\n"
             "one approved last (or --from) under that id, in the folder of -o or here, to be made into yours."},
        .example = "formulyar new -o 2026-014.xml",
    },
    {
        .name = "import",
        .run = import_run,
        .group = GROUP_CASE,
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(MARK) | OPTION_BIT(BASE) | OPTION_BIT(DRAFT) |
                   OPTION_BIT(FORCE) | OPTION_BIT(EDITION) | OPTION_BIT(ORGANIZATION),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ТАБЛИЦА...", "TABLE..."},
        .purpose =
            {"дела из таблицы (.xlsx, .ods, .csv), или таблица с отмеченными ошибками",
             "cases out of a table (.xlsx, .ods, .csv), or the table with its faults marked"},
        .details =
            {"Всё, что в таблице не так, названо сразу, с ячейками; пока есть ошибки, файл не пишется.\n"
             "-o ДЕЛА.xml — все дела одним файлом. -o ПАПКА/ — по файлу на дело: в файле, который там\n"
             "уже есть, меняется только то, что изменилось в таблице; порядок и примечания в нём\n"
             "останутся. Дело, рядом с которым лежит подписанный документ, меняет только --force.\n"
             "--mark — копия книги дела-замечания.xlsx (или имя в -o), в которой ошибки отмечены.",
             "All that is wrong in the table is told at once, with its cells; while there are errors, no\n"
             "file is written. -o CASES.xml is all cases in one file. -o FOLDER/ is a file for each case: of\n"
             "one that is there only what the table changed is changed; order and comments stay. A case\n"
             "beside which a signed document lies is changed with --force alone.\n"
             "--mark is a copy of the workbook, NAME-marked.xlsx (or the name of -o), with its faults marked."},
        .example = "formulyar import -o дела.xml дела.xlsx",
    },
    {
        .name = "check",
        .run = check_run,
        .group = GROUP_CASE,
        .options = OPTION_BIT(FORM) | OPTION_BIT(STAGE) | OPTION_BIT(DRAFT) | OPTION_BIT(EDITION) |
                   OPTION_BIT(ORGANIZATION),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ|ПАПКА|РЕДАКЦИЯ...", "FILE|FOLDER|EDITION..."},
        .purpose =
            {"показать сразу всё, что не так в деле или в редакции форм",
             "show everything that is wrong with a case, or an edition of the forms, at once"},
        .details =
            {"Ничего не записывает. - вместо имени файла значит стандартный ввод, папка значит все файлы\n"
             "*.xml в ней и ниже. В нескольких файлах сразу находит и дела с одним и тем же номером.\n"
             "Папка с edition.xml (или имя установленной редакции) — редакция форм: её файлы, слова без\n"
             "формы и коды без слов, поля и состояния, до которых никому нет дела, подписи без места, формы\n"
             "без образца, знаки, которых нет в шрифтах, и листы: пустые и по образцам из папки samples.\n"
             "Пример: formulyar check forms/school5-2027",
             "Writes nothing. - instead of a file name is standard input, a folder stands for all *.xml in\n"
             "it and below. In several files at once it also finds cases of the same id.\n"
             "A folder with edition.xml (or the id of an installed edition) is an edition of the forms: its\n"
             "files, words without a form and codes without words, fields and statuses that nobody wants,\n"
             "signers without a place, forms without a sample, characters that no font has, and the pages:\n"
             "blank, and of the samples in its folder samples. Example: formulyar check forms/school5-2027"},
        .example = "formulyar check 2026-014.xml",
    },
    {
        .name = "render",
        .run = render_run,
        .group = GROUP_CASE,
        .options = PAGE_OPTIONS | OPTION_BIT(STAGE),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ|ПАПКА...", "FILE|FOLDER..."},
        .purpose = {"формы 5.1, 5.3, 5.4 для печати и подписи (PDF) и для правки (DOCX)",
                    "forms 5.1, 5.3, 5.4 to print and sign (PDF) and to edit (DOCX)"},
        .details =
            {"Папка значит все файлы *.xml в ней и ниже. Готовые файлы называются по номеру дела и\n"
             "форме, без фамилий: 2026-014_5.4.pdf. Файл, который подписан, изменён или сделан\n"
             "другой программой, не заменяется без --force. Дело с ошибками пропускается, остальные будут готовы.",
             "A folder stands for all *.xml in it and below. Files are named after the case and the\n"
             "form, without surnames: 2026-014_5.4.pdf. A file that was signed, edited or made by\n"
             "another program is not replaced without --force. A case with errors is left out, the others are made."},
        .example = "formulyar render -o out 2026-014.xml",
    },
    {
        .name = "summary",
        .run = summary_run,
        .group = GROUP_YEAR,
        .options = OPTION_BIT(TYPE) | OPTION_BIT(OUTPUT) | OPTION_BIT(SCHOOL_YEAR) |
                   OPTION_BIT(NO_NAMES) | OPTION_BIT(SORT) | OPTION_BIT(ROOMY) |
                   OPTION_BIT(NO_VERIFY) | OPTION_BIT(PDFA) | OPTION_BIT(FORCE) |
                   OPTION_BIT(EDITION) | OPTION_BIT(ORGANIZATION),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ|ПАПКА...", "FILE|FOLDER..."},
        .purpose = {"сводная ведомость за учебный год: таблица, числа, три списка",
                    "the summary of a school year: the table, counts, three lists"},
        .details =
            {"Папка значит все файлы *.xml в ней и ниже. Дело относится к году заключения;\n"
             "без заключения к концу года оно переходящее. Файлы: summary_2026-2027.pdf, .docx,\n"
             ".csv (строка на дело) и summary_2026-2027_counts.csv (числа); с --no-names\n"
             "summary_2026-2027_no-names.pdf и так далее. Дело с ошибками названо и не вошло.",
             "A folder stands for all *.xml in it and below. A case belongs to the year of its\n"
             "conclusion; without one by the end of the year it is carried over. Files:\n"
             "summary_2026-2027.pdf, .docx, .csv (a row for each case) and\n"
             "summary_2026-2027_counts.csv (numbers); with --no-names\n"
             "summary_2026-2027_no-names.pdf and so on. A case with errors is named and left out."},
        .example = "formulyar summary --school-year 2026/2027 -o out cases",
    },
    {
        .name = "journal",
        .run = journal_run,
        .group = GROUP_YEAR,
        .options = PAGE_OPTIONS,
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ|ПАПКА...", "FILE|FOLDER..."},
        .purpose = {"журналы редакции: каждый — одна форма по всем делам сразу",
                    "the journals of an edition: each one form of all the cases"},
        .details =
            {"Папка значит все файлы *.xml в ней и ниже. Журнал — форма редакции с over=\"cases\": строки по\n"
             "делам, с номерами, в её порядке; в положении о сопровождении таких форм нет. Файлы: journal_ИД.pdf\n"
             "и .docx; -f оставляет названные журналы. Пока в каком-то деле есть ошибки, журнал не пишется.\n"
             "Пустой журнал печатает blank.",
             "A folder stands for all *.xml in it and below. A journal is a form of the edition with\n"
             "over=\"cases\": rows for the cases, numbered, in its order; the regulation on accompaniment has no\n"
             "such form. Files: journal_ID.pdf and .docx; -f leaves the journals named. No journal is written\n"
             "while a case has errors. An empty one is made by blank."},
        .example = "formulyar journal -f register -o out cases",
    },
    {
        .name = "minutes",
        .run = minutes_run,
        .group = GROUP_COUNCIL,
        .options = OPTION_BIT(TYPE) | OPTION_BIT(OUTPUT) | OPTION_BIT(DRAFT) | OPTION_BIT(ROOMY) |
                   OPTION_BIT(NO_VERIFY) | OPTION_BIT(PDFA) | OPTION_BIT(FORCE) |
                   OPTION_BIT(EDITION) | OPTION_BIT(ORGANIZATION) | OPTION_BIT(EXTRACT) |
                   OPTION_BIT(ALLOW),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ...", "FILE..."},
        .purpose = {"протокол заседания методического совета по файлу заседания",
                    "the minutes of a council's meeting, from a council file"},
        .details =
            {"Файл заседания называет председателя, секретаря, повестку, решения и дела, о которых\n"
             "они; его поля описаны в forms/minutes.xsd. Номера пунктов, решений и приложений\n"
             "ставит программа. Файлы: minutes_ДАТА_НОМЕР.pdf и .docx. С ключом --extract выписка для\n"
             "папки одного учителя, без чужих имён: extract_ДАТА_НОМЕР_ДЕЛО.pdf и .docx. Слово, которое\n"
             "лишь похоже на чужое имя, посмотрите сами и разрешите ключом --allow.",
             "A council file names the chair, the secretary, the agenda, the decisions and the cases\n"
             "they are about; forms/minutes.xsd describes its fields. The program numbers items,\n"
             "decisions and appendices. Files: minutes_DATE_NUMBER.pdf and .docx. With --extract an\n"
             "extract for one teacher's papers, without anybody else's name:\n"
             "extract_DATE_NUMBER_CASE.pdf and .docx. A word that is only possibly another's name\n"
             "you look at yourself and allow with --allow."},
        .example = "formulyar minutes -o out minutes.xml",
    },
    {
        .name = "bundle",
        .run = bundle_run,
        .group = GROUP_COUNCIL,
        .options = OPTION_BIT(NUMBER) | OPTION_BIT(DATE) | OPTION_BIT(MINUTES_FILE) |
                   OPTION_BIT(FIRST) | OPTION_BIT(NO_LIST) | OPTION_BIT(PAPER) |
                   OPTION_BIT(DUPLEX) | OPTION_BIT(SIMPLEX) | OPTION_BIT(SORT_BUNDLE) |
                   OPTION_BIT(FINISHED_ONLY) | OPTION_BIT(FORM) | OPTION_BIT(TYPE) |
                   OPTION_BIT(OUTPUT) | OPTION_BIT(DRAFT) | OPTION_BIT(ROOMY) |
                   OPTION_BIT(NO_VERIFY) | OPTION_BIT(PDFA) | OPTION_BIT(FORCE) |
                   OPTION_BIT(EDITION) | OPTION_BIT(ORGANIZATION),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ|ПАПКА...", "FILE|FOLDER..."},
        .purpose = {"приложения к протоколу методического совета (или с ним) одним файлом",
                    "the appendices to the council's minutes (or both) as one file"},
        .details =
            {"Каждая форма каждого дела становится приложением: дела идут в том порядке, в каком\n"
             "названы (из папки — по именам файлов), или как скажет --sort; у каждого на первом\n"
             "листе стоит «Приложение № 2 к протоколу заседания...». Впереди перечень с номерами\n"
             "страниц, страницы пронумерованы насквозь. У единственного приложения номера нет. Если\n"
             "в одном деле ошибка, файл не записывается. Если назван один файл заседания, впереди\n"
             "стоит его протокол, а номер, дата и приложения взяты из него. С --minutes впереди\n"
             "встаёт готовый протокол: PDF любой программы, без защиты и подписи.",
             "Every form of every case becomes an appendix: the cases come in the order named (of\n"
             "a folder: by file name), or as --sort says; the first sheet of each carries\n"
             "«Приложение № 2 к протоколу заседания...». A list with page numbers stands in front,\n"
             "pages are numbered through. An appendix that stands alone has no number. When one case\n"
             "has an error, nothing is written. When the only file is a council file, its minutes\n"
             "stand in front and say number, date and appendices. With --minutes existing minutes\n"
             "stand in front: any program's PDF, not protected or signed."},
        .example =
            "formulyar bundle --number 5 --date 28.05.2027 -f 5.4 --finished-only -o appendices.pdf cases",
    },
    {
        .name = "blank",
        .run = blank_run,
        .group = GROUP_FORMS,
        .options = PAGE_OPTIONS,
        .operands = {"", ""},
        .purpose = {"пустые формы, чтобы заполнить от руки",
                    "the forms, empty, to fill in by hand"},
        .details = {"Файлы называются blank_5.1.pdf и так далее. Редакция: последняя утверждённая.",
                    "Files are named blank_5.1.pdf and so on. Edition: the one approved last."},
        .example = "formulyar blank -f 5.4 -t pdf -o out",
    },
    {
        .name = "preview",
        .run = preview_run,
        .group = GROUP_FORMS,
        .options = OPTION_BIT(FORM) | OPTION_BIT(TYPE) | OPTION_BIT(OUTPUT) | OPTION_BIT(DRAFT) |
                   OPTION_BIT(ROOMY) | OPTION_BIT(NO_VERIFY) | OPTION_BIT(PDFA) |
                   OPTION_BIT(FORCE) | OPTION_BIT(ORGANIZATION),
        .min_operands = 1,
        .max_operands = 1,
        .operands = {"РЕДАКЦИЯ", "EDITION"},
        .purpose = {"показать редакцию форм: каждая форма пустая и по образцу",
                    "show an edition of the forms: each form empty, and filled from a sample"},
        .details =
            {"Редакция — её папка или имя установленной. Файлы, blank_5.1.pdf и sample_5.1.pdf, ложатся в\n"
             "папку ИМЯ-preview (или -o), по умолчанию PDF. Образцы — дела из её папки samples, первое, которому\n"
             "форма положена; без образца форма только пустая. Листы неутверждённой редакции помечены «ПРОЕКТ».",
             "The edition is its folder, or the id of one that is installed. The files, blank_5.1.pdf and\n"
             "sample_5.1.pdf, go into the folder ID-preview (or -o), as PDF unless told. Samples are cases in its\n"
             "folder samples, the first that the form is due to; without one a form is only shown empty. Pages of an\n"
             "edition that is not approved carry the mark «ПРОЕКТ»."},
        .example = "formulyar preview forms/school5-2027",
    },
    {
        .name = "forms",
        .run = forms_run,
        .group = GROUP_FORMS,
        .operands = {"", ""},
        .purpose = {"какие редакции и формы установлены", "editions and forms installed"},
        .details = {"Говорит и о том, сверена ли редакция с подписанным положением.",
                    "Says too whether an edition was checked against the signed regulation."},
        .example = "formulyar forms",
    },
    {
        .name = "batch",
        .run = batch_command_run,
        .group = GROUP_FORMS,
        .options = PAGE_OPTIONS | OPTION_BIT(STAGE) | OPTION_BIT(JOBS) | OPTION_BIT(TIMEOUT) |
                   OPTION_BIT(CHECK) | OPTION_BIT(SHARD) | OPTION_BIT(MERGE) | OPTION_BIT(DUPLEX) |
                   OPTION_BIT(SIMPLEX) | OPTION_BIT(ARCHIVE) | OPTION_BIT(NO_FILES) |
                   OPTION_BIT(SPREAD),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ВХОД...", "INPUT..."},
        .purpose = {"формы многих дел сразу: файлы, папки, файлы <cases>",
                    "the forms of many cases at once: files, folders, <cases> files"},
        .details =
            {"Работает на всех ядрах; повторный запуск делает только недостающее и изменившееся.\n"
             "Дело с ошибкой не мешает остальным. Отчёт: report.csv и report.json в папке -o.",
             "Uses all cores; a second run makes only what is missing or changed. A bad case does\n"
             "not stop the others. The report: report.csv and report.json in the folder of -o."},
        .example = "formulyar batch -o out cases/",
    },
    {
        .name = "report",
        .run = report_command_run,
        .group = GROUP_FORMS,
        .options = OPTION_BIT(MERGE_REPORTS) | OPTION_BIT(MIXED_BUILDS) | OPTION_BIT(OUTPUT) |
                   OPTION_BIT(FORCE),
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ПАПКА...", "FOLDER..."},
        .purpose = {"один отчёт из отчётов частей, сделанных на разных машинах",
                    "one report of those of the parts that several machines made"},
        .details =
            {"Части делает batch --shard K/N. Строки стоят в порядке общего входа. Если частей не\n"
             "хватает, они противоречат друг другу или сделаны разными сборками, об этом будет сказано.",
             "The parts are made by batch --shard K/N. Rows stand in the order of the whole input.\n"
             "It is told when parts are missing, contradict each other or come of different builds."},
        .example = "formulyar report --merge -o out part1/ part2/",
    },
    {
        .name = "verify",
        .run = verify_run,
        .group = GROUP_FILES,
        .min_operands = 1,
        .max_operands = SIZE_MAX,
        .operands = {"ФАЙЛ...", "FILE..."},
        .purpose = {"проверить готовые файлы: целы ли, чьи и не изменены ли",
                    "check finished files: whole, whose, and unchanged"},
        .details =
            {"Открывает PDF и DOCX заново и проверяет шрифты, текст, структуру, поля подписи и\n"
             "контрольную сумму. Добавленные электронные подписи изменением не считаются. О каждой\n"
             "подписи, внутри PDF и рядом с файлом (.sig, .p7s, .p7m, .sgn, .sign), говорит, чья она,\n"
             "когда поставлена, что охватывает и совпадает ли её отпечаток с файлом; подлинность\n"
             "сертификата и подписи не проверяет.",
             "Opens PDF and DOCX again and checks fonts, text, structure, signature fields and\n"
             "the checksum. Appended electronic signatures are no change. Of each signature, inside a\n"
             "PDF and beside a file (.sig, .p7s, .p7m, .sgn, .sign), it says whose it is, when it was\n"
             "made, what it covers and whether its digest fits the file; whether certificate and\n"
             "signature are genuine it does not check."},
        .example = "formulyar verify out/*.pdf out/*.docx",
    },
    {
        .name = "fields",
        .run = fields_run,
        .group = GROUP_FILES,
        .min_operands = 1,
        .max_operands = 1,
        .operands = {"ФАЙЛ.pdf", "FILE.pdf"},
        .purpose = {"поля подписи: имя, страница, место, кто подписывает",
                    "signature fields: name, page, place, who signs"},
        .details =
            {"Место: левый, нижний, правый и верхний край в пунктах от левого нижнего угла листа.\n"
             "Под подписанным полем — что сказано в подписи.",
             "The place: left, lower, right and upper edge in points from the lower left corner.\n"
             "Below a field that is signed: what the signature says."},
        .example = "formulyar fields 2026-014_5.4.pdf",
    },
    {
        .name = "extract",
        .run = extract_run,
        .group = GROUP_FILES,
        .options = OPTION_BIT(OUTPUT) | OPTION_BIT(FORCE),
        .min_operands = 1,
        .max_operands = 1,
        .operands = {"ФАЙЛ.pdf", "FILE.pdf"},
        .purpose = {"достать файл дела, вложенный ключом --pdfa 3",
                    "take out the case file that --pdfa 3 embedded"},
        .details = {"Без -o файл печатается на экран, байт в байт.",
                    "Without -o the file goes to standard output, byte for byte."},
        .example = "formulyar extract -o 2026-014.xml 2026-014_5.4.pdf",
    },
    {.name = NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

option_set command_options(const struct command *command)
{
    return every_command | command->options;
}
