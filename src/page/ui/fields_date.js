/*
 * fields_date.js - dates as people type them, and a field for one.
 *
 * A text field, not the browser's date field: that one shows the order of the browser's language and not of the
 * page's, forgets a date that is not whole, is read aloud as three fields, and in Firefox cannot be pasted into.  The
 * browser's calendar is there all the same, behind a button, where it can be opened by script.
 */
import { t } from '../words.js';
import { button, el } from './dom.js';

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

const hasCalendar = () => typeof HTMLInputElement !== 'undefined' && 'showPicker' in HTMLInputElement.prototype;

/* The calendar of the browser behind a button; null where it cannot be opened. */
function calendarOf(input, label) {
    if (!hasCalendar()) return null;
    const native = el('input', { type: 'date', class: 'date-native', tabindex: -1, 'aria-hidden': 'true' });
    native.addEventListener('change', () => {
        input.value = shownDate(native.value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.focus();
    });
    const opener = button(t('date.choose'), () => {
        const iso = dateFrom(input.value);
        native.value = isDate(iso) ? iso : '';
        try {
            native.showPicker();
        } catch {
            input.focus(); /* a browser that has it and may not open it here */
        }
    }, { class: 'date-choose', 'aria-label': t('date.choose.of', label) });
    return el('span', { class: 'date-calendar' }, opener, native);
}

/* A field for a date: {input, element}; the value of the input is what is shown. */
export function dateField(attributes, label) {
    const input = el('input', { type: 'text', inputmode: 'text', autocomplete: 'off', class: 'date-input', ...attributes });
    /* What was understood is shown in the one way of writing it, once the field is left. */
    input.addEventListener('blur', () => {
        const iso = dateFrom(input.value);
        if (isDate(iso)) input.value = shownDate(iso);
    });
    return { input, element: el('span', { class: 'date' }, input, calendarOf(input, label)) };
}
