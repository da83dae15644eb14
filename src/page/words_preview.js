/*
 * words_preview.js - words of the page beside the fields: [Russian, English] by name; words.js has them in its table.
 */

export const PREVIEW_WORDS = {
    'preview.name': ['Так будет напечатано', 'Pages of the form'],
    'preview.tools': ['Просмотр', 'View'],
    'preview.page': ['страница {1} из {2}', 'page {1} of {2}'],
    'preview.smaller': ['Мельче', 'Smaller'],
    'preview.larger': ['Крупнее', 'Larger'],
    'preview.size': ['{1} %', '{1} %'],
    'preview.width': ['По ширине', 'Fit width'],
    'preview.mark': ['Отмечать поле', 'Mark the field'],
    'preview.stale': ['Показано последнее, что удалось напечатать', 'This is the last that could be printed'],
    'preview.empty': ['Пока нечего показать', 'Nothing to show yet'],
};
