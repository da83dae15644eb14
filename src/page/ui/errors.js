/*
 * errors.js - what the check says, at the field that it is about, and together on top.
 *
 * The words are those of the engine.  When they are shown: that something is missing, once its field was left, or once
 * somebody asked («Проверить», saving); that something is wrong, when the field is left or after a pause of typing.  A new
 * row does not start red, and what was mended goes at once.
 *
 * createErrors({container, records, language…}): records() are the fields there are (fields.js), each {path, wrapper,
 * control, describes, hint, messages, label, value()}.
 */
import { count, half, t } from '../words.js';
import { plainPath, splitPath, joinPath } from '../model/xmltext.js';
import { button, el, fill, focusOn, freshId } from './dom.js';
import { announce } from './live.js';

const PAUSE = 700; /* milliseconds of no typing until a mistake is told */
const HEARD = 1500; /* and until a reader hears of it */
const BAD_DATE = 'E153'; /* told in the words of a file; here a date is typed otherwise */

/* The title of the page with its errors in front: «(3) Ошибка: дело 2026-01»; asked: somebody pressed «Проверить». */
export function errorTitle(title, { errors, asked }) {
    if (!errors) return title;
    return `(${errors}) ${asked ? t('errors.page', title) : title}`;
}

/* ---- which field ------------------------------------------------------------------------------------ */

function indexOf(records) {
    const index = new Map();
    const put = (path, record, weak) => {
        if (!index.has(path) || (!weak && index.get(path).group && !record.group)) index.set(path, record);
    };
    records.filter((it) => !it.group).forEach((it) => put(it.path, it));
    records.filter((it) => it.group).forEach((it) => put(it.lists || it.path, it));
    records.filter((it) => it.lists).forEach((it) => put(it.lists.replace(/\/[^/]*$/, ''), it, true));
    return index;
}

/* The field of a path, else the nearest around it; null: nothing but the root. */
function locate(index, path) {
    const place = splitPath(plainPath(path || ''));
    if (!place) return null;
    const tries = place.attribute ? [joinPath(place.steps, place.attribute)] : [];
    for (let length = place.steps.length; length > 1; length--) {
        const steps = place.steps.slice(0, length);
        tries.push(joinPath(steps), joinPath([...steps.slice(0, -1), { ...steps[length - 1], index: 1 }]));
    }
    /* A row that is not there is told at its list; another row is not meant. */
    return tries.map((it, i) => (i % 2 && index.has(it) && !index.get(it).marks && !index.get(it).lists && it !== tries[i - 1] ? null : index.get(it))).find(Boolean) || null;
}

/* ---- messages at a field --------------------------------------------------------------------------------- */

function wordsOf(diagnostic, record) {
    if (diagnostic.code === BAD_DATE && record && record.date) return `${record.label}: ${t('date.bad')}`;
    const text = half(diagnostic);
    return text ? text[0].toUpperCase() + text.slice(1) : diagnostic.code;
}

function line(diagnostic, record) {
    const error = diagnostic.severity !== 'warning';
    return el('p', { class: error ? 'field-error' : 'field-warning' },
        el('strong', {}, `${t(error ? 'errors.error' : 'errors.warning')}: `), wordsOf(diagnostic, record));
}

/* Shows these at the field, and ties them to its control. */
function put(record, list) {
    const wrong = list.some((it) => it.severity !== 'warning');
    const key = list.map((it) => `${it.severity} ${wordsOf(it, record)}`).join('\n') + (record.note || '');
    if ((record.shown || '') === key) return;
    record.shown = key;
    fill(record.messages, list.map((it) => line(it, record)), record.note ? el('p', { class: 'field-note' }, record.note) : null);
    record.wrapper.classList.toggle('has-error', wrong);
    record.wrapper.classList.toggle('has-warning', !wrong && list.length > 0);
    const ids = [record.hint && record.hint.id, key && record.messages.id].filter(Boolean).join(' ');
    if (ids) record.describes.setAttribute('aria-describedby', ids);
    else record.describes.removeAttribute('aria-describedby');
    const takes = record.describes.matches('input,select,textarea,[role="radiogroup"]');
    if (takes && wrong) record.describes.setAttribute('aria-invalid', 'true');
    else record.describes.removeAttribute('aria-invalid');
}

/* ---- the summary -------------------------------------------------------------------------------------------- */

function summaryList(entries, goTo) {
    return el('ul', {}, entries.map(({ diagnostic, record }) => el('li', {}, record
        ? el('a', { href: `#${record.control ? record.control.id || record.messages.id : record.messages.id}`, onclick: (event) => {
            event.preventDefault();
            goTo(record);
        } }, wordsOf(diagnostic, record))
        : wordsOf(diagnostic, record))));
}

function summaryContent(state, { goTo, next, check }) {
    const errors = state.entries.filter((it) => it.diagnostic.severity !== 'warning');
    const warnings = state.entries.filter((it) => it.diagnostic.severity === 'warning');
    const missing = state.missing
        ? el('p', { class: 'errors-missing' }, t('errors.missing', state.missing), ' ', button(t('errors.show'), check, { class: 'small' })) : null;
    if (!errors.length && !warnings.length) return [missing || (state.asked && !state.promised ? el('p', { class: 'good' }, t('errors.none')) : null)];
    return [
        errors.length ? [el('h2', { id: state.id }, t('errors.title', errors.length)), summaryList(errors, goTo),
            el('p', {}, button(t('errors.next'), () => next(1), { class: 'small' }))] : null,
        warnings.length ? [el('h2', { class: 'errors-warnings', id: errors.length ? null : state.id }, t('errors.warnings', warnings.length)), summaryList(warnings, goTo)] : null,
        missing,
    ];
}

/* ---- all together ---------------------------------------------------------------------------------------------- */

export function createErrors({ records, reveal, onCounts, onShown }) {
    const summary = el('section', { class: 'error-summary', tabindex: -1, hidden: true });
    const state = { list: [], entries: [], missing: 0, asked: false, touched: new Set(), typed: null, id: freshId('errors'), key: '', heard: 0,
        waiting: true, promised: false };
    const seen = new Set(); /* what is shown: it stays until it is mended */
    const changed = new Set(); /* paths of fields and lists that are newer than what the engine has said */
    let pause = 0;
    let hearing = 0;

    const keyOf = (diagnostic, record) => `${diagnostic.code} ${record ? record.path : diagnostic.path}`;
    /* What is said of a group is never about something typed, but about what else belongs there. */
    const isMissing = (record) => Boolean(record) && (record.group || record.isEmpty());
    const isBusy = (record) => record === state.typed;

    const isWithin = (path, around) => path === around || path.startsWith(`${around}/`) || path.startsWith(`${around}[`);
    const isStale = (record) => Boolean(record) && [...changed].some((path) =>
        path === record.path || (path.endsWith('[]') && isWithin(record.path, path.slice(0, -2))) ||
        (record.group && isWithin(path, record.lists || record.path)));

    function isShown(diagnostic, record) {
        if (seen.has(keyOf(diagnostic, record))) return true;
        if (isStale(record)) return false;
        if (state.asked) return true;
        if (isMissing(record)) return state.touched.has(record.path);
        return !isBusy(record);
    }

    const order = (a, b) => {
        if (!a.record || !b.record) return (a.record ? 0 : 1) - (b.record ? 0 : 1);
        if (a.record === b.record) return 0;
        return a.record.wrapper.compareDocumentPosition(b.record.wrapper) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    };

    function sort() {
        const index = indexOf(records());
        const all = state.list.map((diagnostic) => ({ diagnostic, record: locate(index, diagnostic.path) }));
        const shown = all.filter((it) => isShown(it.diagnostic, it.record));
        seen.clear();
        shown.forEach((it) => seen.add(keyOf(it.diagnostic, it.record)));
        state.entries = shown.sort(order);
        state.missing = all.filter((it) => !shown.includes(it) && isMissing(it.record) && it.diagnostic.severity !== 'warning').length;
    }

    function hear() {
        const errors = state.entries.filter((it) => it.diagnostic.severity !== 'warning').length;
        clearTimeout(hearing);
        hearing = setTimeout(() => {
            if (errors !== state.heard) announce(errors ? t('errors.heard', errors) : t('errors.heard.none'));
            state.heard = errors;
        }, HEARD);
    }

    function showSummary() {
        const key = JSON.stringify([state.entries.map((it) => [wordsOf(it.diagnostic, it.record), it.record && it.record.path]), state.missing, state.asked, state.promised]);
        if (key === state.key) return;
        state.key = key;
        const focused = summary.contains(document.activeElement) && document.activeElement !== summary;
        fill(summary, summaryContent(state, actions));
        summary.hidden = !summary.childNodes.length;
        const bad = state.entries.some((it) => it.diagnostic.severity !== 'warning');
        summary.classList.toggle('bad', bad);
        summary.setAttribute('aria-label', t('errors.list'));
        if (focused) summary.focus();
    }

    /* Shows what is to be shown now. */
    function refresh() {
        sort();
        const byRecord = new Map();
        state.entries.filter((it) => it.record).forEach((it) => byRecord.set(it.record, [...(byRecord.get(it.record) || []), it.diagnostic]));
        records().forEach((record) => put(record, byRecord.get(record) || []));
        showSummary();
        hear();
        const errors = state.entries.filter((it) => it.diagnostic.severity !== 'warning').length;
        onShown(state.entries);
        if (onCounts) onCounts({ errors, warnings: state.entries.length - errors, missing: state.missing, asked: state.asked, text: count(errors, 'error') });
    }

    function goTo(wanted) {
        reveal(wanted);
        const record = whatIsSeen(wanted);
        const { control } = record;
        if (record.focus) record.focus();
        else if (control) control.focus();
        else focusOn(record.wrapper);
        (control || record.wrapper).scrollIntoView({ block: 'center' });
    }

    /* A field of an option that is not marked is not seen: the options are. */
    function whatIsSeen(record) {
        const hidden = record.wrapper.closest('[hidden]');
        return (hidden && records().find((it) => it.marks && it.wrapper.contains(hidden))) || record;
    }

    /* The next field with an error behind the one that has the focus, from the top again behind the last. */
    function next(step) {
        if (!state.entries.length && state.missing) {
            state.asked = true;
            refresh();
        }
        const errors = state.entries.filter((it) => it.diagnostic.severity !== 'warning' && it.record);
        const targets = [...new Set((errors.length ? errors : state.entries.filter((it) => it.record)).map((it) => it.record))];
        if (!targets.length) return announce(t('errors.none'));
        const here = document.activeElement;
        const at = targets.findIndex((it) => it.wrapper.contains(here));
        const later = targets.findIndex((it) => here && it.wrapper.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_PRECEDING);
        const from = at >= 0 ? at + step : step > 0 ? Math.max(later, 0) : (later < 0 ? targets.length : later) - 1;
        return goTo(targets[(from + targets.length) % targets.length]);
    }

    /*
     * Shows everything, what is missing too, and takes the reader to it; says how many errors there are.  Before the
     * engine has answered for the newest text nothing can be said: it is done when the answer comes.
     */
    function check() {
        state.asked = true;
        state.promised = state.waiting;
        refresh();
        const errors = state.entries.filter((it) => it.diagnostic.severity !== 'warning').length;
        if (state.promised) return errors;
        if (summary.hidden || !state.entries.length) announce(t('errors.none'));
        else {
            summary.focus();
            summary.scrollIntoView({ block: 'start' });
        }
        return errors;
    }

    /* Somebody types in the field: what is wrong there waits for the pause. */
    function typing(record) {
        changed.add(record.path);
        state.typed = record;
        clearTimeout(pause);
        pause = setTimeout(settle, PAUSE);
    }

    function settle() {
        clearTimeout(pause);
        state.typed = null;
        refresh();
    }

    function left(record) {
        state.touched.add(record.path);
        if (state.typed === record) settle();
        else refresh();
    }

    /* Rows of a list have other numbers now: numberOf(old) is the new one, 0 when it is gone. */
    function renumber(path, numberOf) {
        changed.add(`${path}[]`);
        const moved = [...state.touched].map((it) => {
            const rest = it.startsWith(path) ? /^(?:\[(\d+)\])?(\/.*|)$/.exec(it.slice(path.length)) : null;
            if (!rest) return it;
            const number = numberOf(Number(rest[1] || 1));
            return number ? `${path}${number > 1 ? `[${number}]` : ''}${rest[2]}` : null;
        });
        state.touched = new Set(moved.filter(Boolean));
        seen.clear();
    }

    function reset() {
        Object.assign(state, { list: [], entries: [], missing: 0, asked: false, touched: new Set(), typed: null, key: '', heard: 0, waiting: true, promised: false });
        seen.clear();
        changed.clear();
        clearTimeout(pause);
        clearTimeout(hearing);
        fill(summary);
        summary.hidden = true;
    }

    const actions = { goTo, next, check };
    return { summary, refresh, next, outdated: (path) => changed.add(path),
        /* The text is newer than the list. */
        wait() {
            state.waiting = true;
        }, check, typing, left, renumber, reset, goTo, setList: (list) => {
        state.list = list;
        state.waiting = false;
        changed.clear();
        if (state.promised) check();
        else refresh();
    } };
}
