/*
 * errors.js - what the check says, at the field that it is about, and together on top.
 *
 * The words are those of the engine.  When they are shown: that something is missing, once its field was left, or once
 * somebody asked («Проверить», saving); that something is wrong, when the field is left or after a pause of typing.  A new
 * row does not start red, and what was mended goes at once.
 *
 * A field (fields.js registers them): {path, wrapper, control, describes, hint, messages, label, value(), isEmpty()}; group: it
 * holds others; lists: the path of the rows that it lists; marks: it is options to mark.
 */
import { half, t } from '../words.js';
import { isWithin, joinPath, plainPath, splitPath } from '../model/xmltext.js';
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

function summaryContent(errors) {
    const { entries, id } = errors;
    const goTo = (record) => errors.goTo(record);
    const wrong = entries.filter((it) => it.diagnostic.severity !== 'warning');
    const warnings = entries.filter((it) => it.diagnostic.severity === 'warning');
    const missing = errors.missing
        ? el('p', { class: 'errors-missing' }, t('errors.missing', errors.missing), ' ', button(t('errors.show'), () => errors.check(), { class: 'small' })) : null;
    if (!entries.length) return [missing || (errors.asked && !errors.promised ? el('p', { class: 'good' }, t('errors.none')) : null)];
    return [
        wrong.length ? [el('h2', { id }, t('errors.title', wrong.length)), summaryList(wrong, goTo),
            el('p', {}, button(t('errors.next'), () => errors.next(1), { class: 'small' }))] : null,
        warnings.length ? [el('h2', { class: 'errors-warnings' }, t('errors.warnings', warnings.length)), summaryList(warnings, goTo)] : null,
        missing,
    ];
}

/* ---- all together ---------------------------------------------------------------------------------------------- */

const isError = (entry) => entry.diagnostic.severity !== 'warning';
const keyOf = ({ diagnostic, record }) => `${diagnostic.code} ${record ? record.path : diagnostic.path}`;

/* What is said of a group is never about something typed, but about what else belongs there. */
const isMissing = (record) => Boolean(record) && (record.group || record.isEmpty());

/* In the order of the page; what has no field comes last. */
function inOrder(a, b) {
    if (!a.record || !b.record) return (a.record ? 0 : 1) - (b.record ? 0 : 1);
    if (a.record === b.record) return 0;
    return a.record.wrapper.compareDocumentPosition(b.record.wrapper) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

class Errors {
    constructor({ records, reveal, onCounts, onShown }) {
        Object.assign(this, { records, reveal, onCounts, onShown });
        this.summary = el('section', { class: 'error-summary', tabindex: -1, hidden: true });
        this.id = freshId('errors');
        this.reset();
    }

    /* Another file: nothing is said, nothing was left, nobody has asked. */
    reset() {
        clearTimeout(this.pause);
        clearTimeout(this.hearing);
        Object.assign(this, {
            list: [], entries: [], missing: 0, asked: false, typed: null, key: '', heard: 0, waiting: true, promised: false,
            touched: new Set(), /* paths of fields that were left */
            seen: new Set(), /* what is shown: it stays until it is mended */
            changed: new Set(), /* paths of fields and lists that are newer than what the engine has said */
        });
        fill(this.summary);
        this.summary.hidden = true;
    }

    /* ---- what is shown ---------------------------------------------------------------------------- */

    isStale(record) {
        return Boolean(record) && [...this.changed].some((path) => path === record.path ||
            (path.endsWith('[]') && isWithin(record.path, path.slice(0, -2))) || (record.group && isWithin(path, record.lists || record.path)));
    }

    isShown(entry) {
        if (this.seen.has(keyOf(entry))) return true;
        if (this.isStale(entry.record)) return false;
        if (this.asked) return true;
        return isMissing(entry.record) ? this.touched.has(entry.record.path) : entry.record !== this.typed;
    }

    sort() {
        const index = indexOf(this.records());
        const all = this.list.map((diagnostic) => ({ diagnostic, record: locate(index, diagnostic.path) }));
        const shown = all.filter((it) => this.isShown(it));
        this.seen = new Set(shown.map(keyOf));
        this.entries = shown.sort(inOrder);
        this.missing = all.filter((it) => !shown.includes(it) && isMissing(it.record) && isError(it)).length;
    }

    get errors() {
        return this.entries.filter(isError).length;
    }

    /* Shows what is to be shown now. */
    refresh() {
        this.sort();
        const byRecord = new Map();
        this.entries.filter((it) => it.record).forEach((it) => byRecord.set(it.record, [...(byRecord.get(it.record) || []), it.diagnostic]));
        this.records().forEach((record) => put(record, byRecord.get(record) || []));
        this.showSummary();
        this.hear();
        const { entries, errors, missing, asked } = this;
        this.onShown(entries);
        if (this.onCounts) this.onCounts({ errors, warnings: entries.length - errors, missing, asked });
    }

    showSummary() {
        const { summary, entries, missing, asked, promised } = this;
        const key = JSON.stringify([entries.map((it) => [wordsOf(it.diagnostic, it.record), it.record && it.record.path]), missing, asked, promised]);
        if (key === this.key) return;
        this.key = key;
        const focused = summary.contains(document.activeElement) && document.activeElement !== summary;
        fill(summary, summaryContent(this));
        summary.hidden = !summary.childNodes.length;
        summary.classList.toggle('bad', this.errors > 0);
        summary.setAttribute('aria-label', t('errors.list'));
        if (focused) summary.focus();
    }

    /* Whoever listens hears of another number, once it stays. */
    hear() {
        const { errors } = this;
        clearTimeout(this.hearing);
        this.hearing = setTimeout(() => {
            if (errors !== this.heard) announce(errors ? t('errors.heard', errors) : t('errors.heard.none'));
            this.heard = errors;
        }, HEARD);
    }

    /* ---- ways to it ---------------------------------------------------------------------------------- */

    /* A field of an option that is not marked is not seen: the options are. */
    whatIsSeen(record) {
        const hidden = record.wrapper.closest('[hidden]');
        return (hidden && this.records().find((it) => it.marks && it.wrapper.contains(hidden))) || record;
    }

    goTo(wanted) {
        this.reveal(wanted);
        const record = this.whatIsSeen(wanted);
        const { control } = record;
        if (record.focus) record.focus();
        else if (control) control.focus();
        else focusOn(record.wrapper);
        (control || record.wrapper).scrollIntoView({ block: 'center' });
    }

    /* The next field with an error behind the one that has the focus, from the top again behind the last; -1: the one before. */
    next(step) {
        if (!this.entries.length && this.missing) {
            this.asked = true;
            this.refresh();
        }
        const placed = this.entries.filter((it) => it.record);
        const errors = placed.filter(isError);
        const targets = [...new Set((errors.length ? errors : placed).map((it) => it.record))];
        if (!targets.length) return announce(t('errors.none'));
        const here = document.activeElement;
        const at = targets.findIndex((it) => it.wrapper.contains(here));
        const later = targets.findIndex((it) => here && it.wrapper.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_PRECEDING);
        const before = (later < 0 ? targets.length : later) - 1;
        const to = at >= 0 ? at + step : step > 0 ? Math.max(later, 0) : before;
        return this.goTo(targets[(to + targets.length) % targets.length]);
    }

    /*
     * Shows everything, what is missing too, and takes the reader to it; says how many errors there are.  Before the
     * engine has answered for the newest text nothing can be said: it is done when the answer comes.
     */
    check() {
        this.asked = true;
        this.promised = this.waiting;
        this.refresh();
        if (this.promised) return this.errors;
        if (this.summary.hidden || !this.entries.length) announce(t('errors.none'));
        else {
            this.summary.focus();
            this.summary.scrollIntoView({ block: 'start' });
        }
        return this.errors;
    }

    /* ---- what happens to fields ------------------------------------------------------------------------ */

    setList(list) {
        this.list = list;
        this.waiting = false;
        this.changed.clear();
        if (this.promised) this.check();
        else this.refresh();
    }

    /* The text is newer than the list. */
    wait() {
        this.waiting = true;
    }

    outdated(path) {
        this.changed.add(path);
    }

    /* Somebody types in the field: what is wrong there waits for the pause. */
    typing(record) {
        this.changed.add(record.path);
        this.typed = record;
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.settle(), PAUSE);
    }

    settle() {
        clearTimeout(this.pause);
        this.typed = null;
        this.refresh();
    }

    /* Fields were left, and what is around them. */
    left(records) {
        records.forEach((it) => this.touched.add(it.path));
        if (records.includes(this.typed)) this.settle();
        else this.refresh();
    }

    /* Rows of a list have other numbers now: numberOf(old) is the new one, 0 when it is gone. */
    renumber(path, numberOf) {
        this.changed.add(`${path}[]`);
        const moved = [...this.touched].map((it) => {
            const rest = it.startsWith(path) ? /^(?:\[(\d+)\])?(\/.*|)$/.exec(it.slice(path.length)) : null;
            if (!rest) return it;
            const number = numberOf(Number(rest[1] || 1));
            return number ? `${path}${number > 1 ? `[${number}]` : ''}${rest[2]}` : null;
        });
        this.touched = new Set(moved.filter(Boolean));
        this.seen.clear();
    }
}

/*
 * records: a function that gives the fields; reveal(record) opens what hides one; onCounts({errors, warnings, missing,
 * asked}); onShown(entries): what is shown now, [{diagnostic, record}].
 */
export const createErrors = (means) => new Errors(means);
