/*
 * messages.js - what the model of files has to say to people, in both languages.
 *
 * {what} is a name out of the markup; what was typed into a file is never repeated.
 */
const MESSAGES = {
    large: { ru: 'файл слишком велик: больше 64 МБ', en: 'the file is too large: more than 64 MB' },
    many: { ru: 'в файле слишком много элементов или атрибутов', en: 'too many elements or attributes in the file' },
    deep: { ru: 'элементы вложены глубже 100 уровней', en: 'elements are nested deeper than 100 levels' },
    character: { ru: 'знак, которого в XML быть не может; сотрите его', en: 'a character that XML cannot hold; delete it' },
    name: { ru: 'за «<» должно стоять имя элемента; сам знак «<» в тексте пишут &lt;', en: 'a name must follow “<”; the sign itself is written &lt;' },
    ampersand: { ru: 'знак «&» в тексте пишут &amp;', en: 'the sign “&” is written &amp; in a text' },
    entity: { ru: 'свои подстановки (&имя;) не поддерживаются: только &lt; &gt; &amp; &quot; &apos;', en: 'entities of one’s own are not supported: only &lt; &gt; &amp; &quot; &apos;' },
    doctype: { ru: 'в файле есть DOCTYPE; такие файлы не открываются: сотрите эту строку', en: 'the file has a DOCTYPE; such files are not opened: delete that line' },
    declaration: { ru: 'первая строка (<?xml …?>) записана неверно', en: 'the first line (<?xml …?>) is not written as it should be' },
    outside: { ru: 'текст вне корневого элемента', en: 'text outside the root element' },
    roots: { ru: 'в файле больше одного корневого элемента; несколько дел берут в <cases>', en: 'more than one root element; several cases are put into <cases>' },
    empty: { ru: 'в файле нет ни одного элемента', en: 'there is no element in the file' },
    open: { ru: 'элемент <{what}> не закрыт: файл кончился раньше', en: 'the element <{what}> is not closed: the file ends before' },
    match: { ru: 'закрывающий тег не подходит к открытому элементу <{what}>', en: 'the end tag does not match the open element <{what}>' },
    tag: { ru: 'тег <{what}> записан неверно: не хватает «>» или пробела', en: 'the tag <{what}> is not written as it should be: “>” or a space is missing' },
    attribute: { ru: 'за атрибутом {what} должно стоять значение в кавычках', en: 'a value in quotes must follow the attribute {what}' },
    quote: { ru: 'кавычка у атрибута {what} не закрыта', en: 'the quote of the attribute {what} is not closed' },
    twice: { ru: 'атрибут {what} записан дважды', en: 'the attribute {what} is written twice' },
    prefix: { ru: 'приставка пространства имён не объявлена или занята: {what}', en: 'the namespace prefix is not declared, or reserved: {what}' },
    brackets: { ru: 'знаки «]]>» в тексте пишут ]]&gt;', en: '“]]>” is written ]]&gt; in a text' },
    comment: { ru: 'примечание (<!--) не закрыто знаками -->', en: 'a comment (<!--) is not closed by -->' },
    dashes: { ru: 'в примечании не может быть двух дефисов подряд', en: 'a comment cannot hold two hyphens in a row' },
    cdata: { ru: 'раздел CDATA не закрыт знаками ]]>', en: 'a CDATA section is not closed by ]]>' },
    instruction: { ru: 'указание (<?…) записано неверно или не закрыто знаками ?>', en: 'an instruction (<?…) is not written as it should be, or not closed by ?>' },
    encoding: { ru: 'кодировка {what} этому браузеру не известна; сохраните файл в UTF-8', en: 'this browser does not know the encoding {what}; save the file as UTF-8' },
    bytes: { ru: 'файл записан не в той кодировке, которая названа в его первой строке ({what}); исправьте её или сохраните файл в UTF-8', en: 'the file is not in the encoding that its first line names ({what}); mend that, or save the file as UTF-8' },
    recoded: { ru: 'Файл был в кодировке {what}; с изменениями он сохраняется в UTF-8, первая строка исправлена.', en: 'The file was in {what}; with changes it is saved as UTF-8, its first line mended.' },
    mended: { ru: 'Файл записан в UTF-8, а в первой строке сказано другое; при сохранении она будет исправлена.', en: 'The file is in UTF-8 though its first line says otherwise; saving mends that line.' },
    dropped: { ru: 'Убраны знаки, которых в файле дела быть не может: {what}', en: 'Characters that a case cannot hold were left out: {what}' },
    root: { ru: 'это не дело, не список дел и не файл заседания', en: 'this is neither a case nor a list of cases nor a council file' },
};

/* The words for an error or a notice {code, what, line, column} in a language ('ru' or 'en'). */
export function wordsOf({ code, what = '', line, column }, language = 'ru') {
    const entry = MESSAGES[code] || { ru: code, en: code };
    const words = entry[language === 'en' ? 'en' : 'ru'].replace('{what}', () => what);
    if (!line)
        return words;
    return language === 'en' ? `line ${line}, column ${column}: ${words}` : `строка ${line}, столбец ${column}: ${words}`;
}
