/* notation.js - dates and columns as people write them and as the engine wants them; no page in it, so that node tests it. */

/* "28.05.2027" as the engine wants it; "" when it is no date. */
export function isoDate(text) {
    const plain = String(text).trim();
    const found = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain);
    if (!found) return /^\d{4}-\d\d-\d\d$/.test(plain) ? plain : '';
    const [, day, month, year] = found;
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/* And back; what is no date is shown as it is. */
export function shownDate(text) {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? text.split('-').reverse().join('.') : text;
}

/* 1 -> A, 27 -> AA: columns as spreadsheets name them. */
export function columnName(number) {
    let name = '';
    for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    return name || '?';
}
