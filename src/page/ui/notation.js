/* notation.js - dates and columns as people write them and as the engine wants them; no page in it, so that node tests it. */

/* ---- dates ---------------------------------------------------------------------- */

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма[йя]', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

const two = (number) => String(number).padStart(2, '0');

function isDay(year, month, day) {
    const date = new Date(Date.UTC(year, month - 1, day));
    return year >= 1000 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function partsOf(text) {
    const typed = text.trim().toLowerCase().replace(/\s*(г\.?|года?)$/, '');
    let match = /^(\d{1,2})\s*[.,/\s-]\s*(\d{1,2})\s*[.,/\s-]\s*(\d{4})$/.exec(typed) || /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
    if (match) return [Number(match[3]), Number(match[2]), Number(match[1])];
    match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
    if (match) return [Number(match[1]), Number(match[2]), Number(match[3])];
    match = /^[«"]?(\d{1,2})[»"]?\s+([а-яё]+)\s+(\d{4})$/.exec(typed);
    const month = match ? MONTHS.findIndex((it) => new RegExp(`^${it}`).test(match[2])) + 1 : 0;
    return month ? [Number(match[3]), month, Number(match[1])] : null;
}

/* '30.09.2026', '30 сентября 2026 г.', '2026-09-30' -> '2026-09-30'; what is no date stays as it was typed. */
export function dateFrom(text) {
    const parts = partsOf(text);
    return parts && isDay(...parts) ? `${parts[0]}-${two(parts[1])}-${two(parts[2])}` : text.trim();
}

export const isDate = (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(...value.split('-').map(Number));

/* '2026-09-30' -> '30.09.2026'; what is no date stays. */
export const shownDate = (value) => (isDate(value) ? value.split('-').reverse().join('.') : value);

/* The same for whom a date alone will do: '' when it is none. */
export function isoDate(text) {
    const date = dateFrom(text);
    return isDate(date) ? date : '';
}

/* ---- columns -------------------------------------------------------------------- */

/* 1 -> A, 27 -> AA: columns as spreadsheets name them. */
export function columnName(number) {
    let name = '';
    for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    return name || '?';
}
