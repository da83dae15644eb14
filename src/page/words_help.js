/* words_help.js - the words of the help and of «О программе»; part of words.js. */

export const HELP_WORDS = {
    'help.title': ['Справка', 'Help'],
    'help.steps': ['Три шага', 'Three steps'],
    'help.step.1': [
        'Нажмите «Новое дело» и заполните «Оформление (5.1)». Лист справа меняется вместе с полями.',
        'Press “New case” and fill in the section of form 5.1. The sheet beside the fields changes with them.',
    ],
    'help.step.2': [
        'Исправьте то, что названо красным: в списке над полями каждая строка ведёт к своему полю, клавиша F8 — к следующей ошибке.',
        'Mend what is named in red: every line of the list above the fields leads to its field, key F8 to the next error.',
    ],
    'help.step.3': [
        'Сохраните дело («Сохранить») и форму («Сохранить PDF»). Файл дела понадобится весной, когда придёт время форм 5.3 и 5.4.',
        'Save the case (“Save”) and the form (“Save PDF”). You will need the case file in spring for forms 5.3 and 5.4.',
    ],
    'help.messages': ['Что значат сообщения', 'What the messages mean'],
    'help.messages.error': [
        'Ошибка — форма была бы неполной или противоречила сама себе. Пока она не исправлена, получается только проект.',
        'An error: the form would be incomplete or contradict itself. Until it is mended there is only a draft.',
    ],
    'help.messages.warning': [
        'Предупреждение — так бывает, но проверьте. Форма печатается.',
        'A warning: it may be so, but have a look. The form is printed.',
    ],
    'help.messages.judge': [
        'Успешно ли сопровождение, сняты ли проблемы, решаете вы: программа ничего не отмечает сама.',
        'Whether the accompaniment was a success is for you to say: the program ticks nothing by itself.',
    ],
    'help.year': ['Много дел сразу', 'Many cases at once'],
    'help.year.text': [
        'Откройте сразу все файлы дел или книгу Excel/LibreOffice: в разделе «Все дела» видно, чего где не хватает, и там же делаются архив, один PDF для печати, сводная ведомость и приложения к протоколу.',
        'Open all case files or a workbook: section “All cases” shows what is missing where and makes the archive, one PDF to be printed, the summary and the appendices.',
    ],
    'help.print': ['Печать и подпись', 'Printing and signing'],
    'help.print.text': [
        'Печатайте в масштабе 100 % на бумаге А4. Для электронной подписи сохраните PDF: места для неё в нём уже есть. После подписания файл не меняйте.',
        'Print at 100 % on A4. To sign electronically save the PDF: it has the places already. Do not change the file after signing.',
    ],
    'help.keys': ['Клавиши', 'Keys'],
    'help.keys.tab': ['от поля к полю и обратно', 'from field to field and back'],
    'help.keys.save': ['сохранить файл', 'save the file'],
    'help.keys.open': ['открыть файлы', 'open files'],
    'help.keys.print': ['напечатать форму', 'print the form'],
    'help.keys.undo': ['отменить', 'undo'],
    'help.keys.redo': ['вернуть отменённое', 'redo'],
    'help.keys.next': ['следующая и предыдущая ошибка', 'next and previous error'],
    'help.keys.sheet': ['от полей к листу и обратно', 'from the fields to the sheet and back'],
    'help.keys.help': ['эта справка', 'this help'],
    'help.data': ['Где хранятся данные', 'Where data are kept'],
    'help.data.text': [
        'Только в файлах, которые вы сохраняете. Страница не выходит в сеть; черновики в браузере хранятся, только если вы это включили на начальном экране.',
        'Only in the files that you save. The page does not use the network; drafts are kept in the browser only if you switched that on at the start screen.',
    ],

    'about.title': ['О программе', 'About'],
    'about.version': ['Formulyar {1}', 'Formulyar {1}'],
    'about.licence': ['Лицензия MIT: пользоваться можно свободно.', 'MIT licence: free to use.'],
    'about.private': [
        'Всё происходит в этой вкладке. Сервера нет, и странице запрещено обращаться к сети: это записано в ней самой (Content-Security-Policy).',
        'All happens in this tab. There is no server, and the page is forbidden to use the network by its own policy (Content-Security-Policy).',
    ],
    'about.editions': ['Редакции форм', 'Editions of the forms'],
    'about.libraries': ['Библиотеки внутри страницы', 'Libraries inside the page'],
    'about.library': ['{1} {2}, лицензия {3}', '{1} {2}, licence {3}'],
    'about.fonts': ['Шрифты: Liberation Serif, лицензия SIL OFL 1.1; DejaVu Sans, лицензия Bitstream Vera.', 'Fonts: Liberation Serif, SIL OFL 1.1; DejaVu Sans, Bitstream Vera licence.'],
    'about.sources': ['Библиотеки собраны из исходных пакетов Debian с этими именами и версиями.', 'The libraries are built from the Debian source packages of these names and versions.'],
    'about.licences': ['Тексты лицензий', 'Texts of the licences'],
};
