/*
 * words.js - all words of the page that are not the program's: [Russian, English] by name.
 *
 * {1}, {2} stand for arguments.  Words of forms, fields, rules and messages are not here: the engine tells them, in both
 * languages.  Who writes a screen adds its words here, under the name of the screen.
 */

import { FIELD_WORDS } from './words_fields.js';
import { HELP_WORDS } from './words_help.js';
import { PREVIEW_WORDS } from './words_preview.js';
import { WORK_WORDS } from './words_work.js';

const FRAME_WORDS = {
    'app.name': ['Формуляр', 'Formulyar'],
    'app.what': ['формы 5.1, 5.3 и 5.4 индивидуального сопровождения', 'forms 5.1, 5.3 and 5.4 of individual accompaniment'],
    'app.skip': ['Перейти к содержанию', 'Skip to the content'],
    'app.unsaved': ['не сохранено', 'not saved'],
    'app.loading': ['Открывается…', 'Opening…'],
    'app.language': ['English', 'Русский'],

    'nav.label': ['Разделы', 'Sections'],
    'nav.start': ['Начало', 'Start'],
    'nav.case': ['Дело', 'Case'],
    'nav.year': ['Все дела', 'All cases'],
    'nav.council': ['Методсовет', 'Council'],
    'nav.school': ['Наша школа', 'Our school'],
    'nav.help': ['Справка', 'Help'],
    'nav.about': ['О программе', 'About'],

    'bar.label': ['Действия', 'Actions'],
    'bar.undo': ['Отменить', 'Undo'],
    'bar.redo': ['Вернуть', 'Redo'],
    'bar.save': ['Сохранить', 'Save'],
    'bar.open': ['Открыть…', 'Open…'],
    'bar.new': ['Новое дело', 'New case'],
    'bar.undone': ['Отменено', 'Undone'],
    'bar.redone': ['Возвращено', 'Redone'],

    'dialog.cancel': ['Отмена', 'Cancel'],
    'dialog.ok': ['Понятно', 'OK'],

    'start.title': ['Формы 5.1, 5.3 и 5.4 без перепечатывания', 'Forms 5.1, 5.3 and 5.4 without retyping'],
    'start.lead': [
        'Заполните дело сопровождения один раз. Страница сразу показывает готовый лист, называет, чего не хватает, и сохраняет PDF и DOCX.',
        'Fill in a case of accompaniment once. The page shows the finished sheet at once, names what is missing and saves PDF and DOCX.',
    ],
    'start.private': [
        'Ничего не отправляется: всё остаётся на этом компьютере, интернет не нужен.',
        'Nothing is sent anywhere: all stays on this computer, no internet is needed.',
    ],
    'start.new': ['Новое дело', 'New case'],
    'start.new.why': ['Начать с пустых полей: {1}', 'Begin with empty fields: {1}'],
    'start.open': ['Открыть файлы', 'Open files'],
    'start.open.why': [
        'Дела, книга Excel или LibreOffice, файл заседания, реквизиты школы. Файлы можно и перетащить сюда мышью',
        'Cases, a workbook of Excel or LibreOffice, a council file, the school’s requisites. Files can be dragged here, too',
    ],
    'start.sample': ['Посмотреть пример', 'See an example'],
    'start.sample.why': ['Готовое дело вымышленного учителя: в нём можно менять что угодно', 'A finished case of an invented teacher: change whatever you like in it'],
    'start.more': ['Ещё', 'More'],
    'start.blanks': ['Пустые бланки форм, чтобы заполнить от руки', 'Empty forms, to be filled in by hand'],
    'start.workbook': ['Пустая книга для всех дел школы (Excel, LibreOffice, Р7)', 'An empty workbook for all cases of the school'],
    'start.thirty': ['Пример: тридцать дел одного года', 'An example: thirty cases of a year'],
    'start.others': ['Другие положения', 'Other regulations'],
    'start.regulation': ['По какому положению', 'Of which regulation'],
    'start.begin': ['Начать', 'Begin'],
    'start.blanks.short': ['Пустые бланки', 'Empty forms'],
    'start.workbook.short': ['Пустая книга', 'Empty workbook'],
    'start.school': ['Бланк и постоянные люди нашей школы', 'Letterhead and people of our school'],

    'drop.here': ['Отпустите файлы, чтобы открыть', 'Drop the files to open them'],

    'open.none': ['Файл «{1}» не открыт: {2}', 'File “{1}” was not opened: {2}'],
    'open.other': ['это не дело, не книга и не файл школы', 'it is no case, workbook or file of a school'],
    'open.large': ['файл слишком велик ({1} МБ, наибольшее — {2} МБ)', 'the file is too large ({1} MB, the most is {2} MB)'],
    'open.empty': ['файл пуст', 'the file is empty'],
    'open.read': ['браузер не смог его прочитать', 'the browser could not read it'],
    'open.zip.broken': ['архив повреждён', 'the archive is damaged'],
    'open.zip.large': ['архив слишком велик', 'the archive is too large'],
    'open.zip.locked': ['архив закрыт паролем', 'the archive has a password'],
    'open.zip.browser': ['этот браузер не распаковывает такие архивы; распакуйте его сами', 'this browser cannot unpack such archives; unpack it yourself'],
    'open.zip.none': ['в архиве нет ни дел, ни реквизитов школы', 'the archive holds no cases and no requisites'],
    'open.done': ['Открыто: {1}', 'Opened: {1}'],
    'open.failed': ['Открыто не всё', 'Not everything was opened'],
    'open.twice': ['«{1}» уже открыт', '“{1}” is open already'],
    'open.verified': ['Готовый документ', 'A finished document'],
    'open.verified.whole': ['«{1}»: форма {2}, дело {3}. Файл цел. Подписей внутри: {4}.', '“{1}”: form {2}, case {3}. The file is whole. Signatures inside: {4}.'],
    'open.verified.not': ['«{1}»: это не документ программы или с ним что-то не так.', '“{1}”: no document of the program, or something is wrong with it.'],
    'open.verified.case': [
        'Править готовый документ здесь нельзя: откройте файл дела (.xml) или книгу.',
        'A finished document cannot be changed here: open the case file (.xml) or the workbook.',
    ],
    'open.workbook.errors': ['В книге «{1}» есть замечания', 'Workbook “{1}” has remarks'],
    'open.workbook.lead': [
        'Дела открыты. Эти ячейки нужно поправить здесь или в самой книге:',
        'The cases are open. These cells need mending, here or in the workbook:',
    ],
    'open.workbook.nothing': ['Дел в книге нет. Что мешает:', 'The workbook holds no cases. What is in the way:'],
    'open.workbook.mark': ['Сохранить копию книги с пометками', 'Save a marked copy of the workbook'],
    'open.cell': ['«{1}», строка {2}, столбец {3}', '“{1}”, row {2}, column {3}'],

    'save.done': ['Сохранено: {1}', 'Saved: {1}'],
    'save.downloaded': ['Скачано: {1} (смотрите папку загрузок)', 'Downloaded: {1} (see the downloads folder)'],
    'save.failed': ['Не удалось сохранить: {1}', 'Could not save: {1}'],
    'save.nothing': ['Сохранять нечего: дело не открыто', 'Nothing to save: no case is open'],
    'save.workbook': ['Сохранить книгой (.xlsx)', 'Save as a workbook (.xlsx)'],
    'save.xml': ['Сохранить файлом дел (.xml)', 'Save as a file of cases (.xml)'],
    'save.how': ['Как сохранить?', 'How to save?'],
    'save.how.workbook': [
        'Дела открыты из книги «{1}». Книга будет записана заново: строки, столбцы и списки те же, свои столбцы и цвета пропадут.',
        'The cases come from workbook “{1}”. It will be written anew: the same rows, columns and lists; columns and colours of your own are lost.',
    ],

    'fault.place': ['{1}, строка {2}', '{1}, line {2}'],

    'error.title': ['Не получилось', 'It did not work'],
    'error.page': ['Ошибка страницы: {1}. Набранное цело: сохраните дело и откройте страницу заново.', 'An error of the page: {1}. What you typed is safe: save the case and open the page again.'],

    'missing.title': ['Этот браузер слишком старый для страницы', 'This browser is too old for the page'],
    'missing.lead': ['Чтобы заполнять формы, откройте этот же файл в одном из этих браузеров:', 'To fill in forms, open the same file in one of these browsers:'],
    'missing.browsers': [
        'Chromium, Google Chrome, Яндекс Браузер или Edge, версия 109 или новее; Firefox, версия 115 или новее',
        'Chromium, Google Chrome, Yandex Browser or Edge, version 109 or later; Firefox, version 115 or later',
    ],
    'missing.what': ['Чего не хватает: {1}', 'What is missing: {1}'],
    'missing.school': [
        'Страница не открылась: программа не принимает реквизиты школы, которые в ней лежат. Возьмите страницу без них или покажите эти замечания тому, кто её собирал:',
        'The page did not start: the program does not take the requisites of the school inside. Take a page without them, or show these remarks to whoever made it:',
    ],
    'missing.engine': [
        'Программа внутри страницы не запустилась: {1}. Возможно, файл скачан не весь: скачайте или скопируйте его ещё раз.',
        'The program inside the page did not start: {1}. The file may be incomplete: download or copy it again.',
    ],
};

const TABLE = { ...FRAME_WORDS, ...FIELD_WORDS, ...WORK_WORDS, ...HELP_WORDS, ...PREVIEW_WORDS };

/* Nouns after numbers: Russian has three forms, English two. */
const NOUNS = {
    case: [['дело', 'дела', 'дел'], ['case', 'cases']],
    file: [['файл', 'файла', 'файлов'], ['file', 'files']],
    document: [['документ', 'документа', 'документов'], ['document', 'documents']],
    error: [['ошибка', 'ошибки', 'ошибок'], ['error', 'errors']],
    second: [['секунда', 'секунды', 'секунд'], ['second', 'seconds']],
    minute: [['минута', 'минуты', 'минут'], ['minute', 'minutes']],
};

let current = 0; /* index into the pairs */

/* "ru" or "en". */
export const language = () => (current === 0 ? 'ru' : 'en');

export function setLanguage(code) {
    current = code === 'en' ? 1 : 0;
}

/* The words of that name, with the arguments put in; the name itself when there are none, which a test refuses. */
export function t(name, ...values) {
    const pair = TABLE[name];
    const text = pair ? pair[current] : name;
    return text.replace(/\{(\d)\}/g, (whole, digit) => (digit <= values.length ? String(values[digit - 1]) : whole));
}

/* The half of {ru, en} (a message of the engine, a label) that is wanted now. */
export function half(both) {
    if (!both) return '';
    return (current === 0 ? both.ru : both.en) || both.ru || both.en || '';
}

function russianForm(n) {
    const tens = n % 100;
    const ones = n % 10;
    if (ones === 1 && tens !== 11) return 0;
    return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
}

/* "3 дела", "1 case": a number with its noun. */
export function count(n, noun) {
    const forms = NOUNS[noun][current];
    return `${n}\u00a0${forms[current === 0 ? russianForm(n) : n === 1 ? 0 : 1]}`;
}

/* For the test that looks for words nobody uses and names that have none. */
export const wordNames = () => Object.keys(TABLE);
