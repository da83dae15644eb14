/*
 * fields_date.js - a field for a date.
 *
 * A text field, not the browser's date field: that one shows the order of the browser's language and not of the
 * page's, forgets a date that is not whole, is read aloud as three fields, and in Firefox cannot be pasted into.  The
 * browser's calendar is there all the same, behind a button, where it can be opened by script.
 */
import { t } from '../words.js';
import { button, el } from './dom.js';
import { isoDate, shownDate } from './notation.js';

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
        native.value = isoDate(input.value);
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
        const date = isoDate(input.value);
        if (date) input.value = shownDate(date);
    });
    return { input, element: el('span', { class: 'date' }, input, calendarOf(input, label)) };
}
