/*
 * council.js - the methodical council: the appendices to its minutes out of all opened cases; the minutes and the extracts
 * out of a council file.
 */

import { inputOfFile } from '../files/documents.js';
import { count, t } from '../words.js';
import { button, choice, el, fill, freshId, labelled, tick } from './dom.js';
import { message } from './dialog.js';
import { isoDate } from './notation.js';
import { inputsOf } from './year_check.js';
import { makeByOneCall } from './year_jobs.js';

const wish = { number: '', date: '', first: '1', form: '', group: '', list: true, duplex: false, finished: true, allow: '' };

export function councilScreen(app) {
    const cases = app.councilCases();
    const groups = app.paperGroups('bundle', app.documents.cases());
    return {
        element: el(
            'div',
            { class: 'narrow' },
            el('h1', { tabindex: -1 }, t('council.title')),
            el('p', {}, t('council.lead')),
            el(
                'p',
                {},
                groups.length ? `${t('council.cases', count(new Set([...cases, ...groups.flatMap((one) => one.documents)]).size, 'case'))} ` : `${t('council.nocases')} `,
                button(t('bar.open'), () => app.open(), { class: 'plain' }),
            ),
            groups.length ? bundleBox(app, groups) : null,
            minutesBox(app, cases),
        ),
    };
}

function input(name, attributes = {}) {
    const field = el('input', {
        type: 'text',
        value: wish[name],
        autocomplete: 'off',
        oninput: () => {
            wish[name] = field.value;
        },
        ...attributes,
    });
    return field;
}

/* The last form, a conclusion, is what councils mostly append. */
function formChoice(app, group) {
    const all = [...new Set(app.byEdition(group.documents).flatMap((one) => one.forms))];
    const options = [...all.map((form) => [form, form]), ...(all.length > 1 ? [[all.join(','), all.join(', ')]] : [])];
    if (!options.some(([value]) => value === wish.form)) wish.form = all[all.length - 1];
    return labelled(t('council.forms'), choice(options, wish.form, (value) => (wish.form = value)));
}

/* Appendices are of one regulation: which, where there are several. */
function groupChoice(app, groups, group) {
    if (groups.length < 2) return null;
    const take = (value) => {
        wish.group = value;
        app.redraw();
    };
    return labelled(t('year.col.regulation'), choice(groups.map((one) => [one.key, app.titleOf(one.edition)]), group.key, take));
}

function bundleBox(app, groups) {
    const group = groups.find((one) => one.key === wish.group) || groups[0];
    const id = freshId('bundle');
    const number = input('number', { required: true });
    const date = input('date', { required: true, inputmode: 'numeric' });
    const first = input('first', { inputmode: 'numeric' });
    const make = (kind) => () => {
        if (!wish.number.trim() || !isoDate(wish.date)) return complain(wish.number.trim() ? date : number, 'council.need');
        if (!/^[1-9]\d{0,3}$/.test(wish.first.trim() || '1')) return complain(first, 'council.first.need');
        const options = {
            ...group.options,
            number: wish.number.trim(),
            date: isoDate(wish.date),
            first: wish.first.trim() || '1',
            forms: wish.form,
            no_list: wish.list ? '0' : '1',
            duplex: wish.duplex ? '1' : '0',
            finished_only: wish.finished ? '1' : '0',
            kinds: kind,
        };
        return makeByOneCall(app, t('job.bundle'), 'bundle', options, inputsOf(group.documents), { print: true });
    };
    return el(
        'section',
        { class: 'box', 'aria-labelledby': id },
        el('h2', { id }, t('council.bundle')),
        groupChoice(app, groups, group),
        el(
            'div',
            { class: 'grid low' },
            labelled(t('council.number'), number),
            labelled(t('council.date'), date, t('council.date.form')),
            labelled(t('council.first'), first),
            formChoice(app, group),
        ),
        tick(t('council.finished'), wish.finished, (on) => (wish.finished = on)),
        tick(t('council.list'), wish.list, (on) => (wish.list = on)),
        tick(t('council.duplex'), wish.duplex, (on) => (wish.duplex = on)),
        el(
            'div',
            { class: 'row' },
            button(`${t('council.make')} (PDF)`, make('pdf'), { class: 'main' }),
            button(`${t('council.make')} (DOCX)`, make('docx')),
        ),
    );
}

async function complain(field, why) {
    await message(t('error.title'), t(why));
    field.focus();
}

function minutesBox(app, cases) {
    const id = freshId('minutes');
    const box = el('section', { class: 'box', 'aria-labelledby': id });
    const entries = app.documents.councils();
    return fill(
        box,
        el('h2', { id }, t('council.minutes')),
        entries.length ? entries.map((entry) => councilFile(app, entry, cases)) : el('p', {}, t('council.nofile')),
        el(
            'div',
            { class: 'row' },
            button(t('council.new'), () => app.newCouncil(), { disabled: cases.length === 0 }),
            button(t('bar.open'), () => app.open()),
        ),
    );
}

function councilFile(app, entry, cases) {
    const inputs = () => [inputOfFile(entry.file), ...app.councilInputs()];
    const make = (title, verb, options) => () => makeByOneCall(app, t(title), verb, options, inputs(), { print: true });
    return el(
        'fieldset',
        {},
        el('legend', {}, `${t('council.file')}: ${entry.file.name}`),
        el(
            'div',
            { class: 'row' },
            button(t('council.edit'), () => app.openCase(entry.file.documents[0])),
            button(t('council.do.minutes'), make('job.minutes', 'minutes', { kinds: 'pdf,docx' }), { class: 'main' }),
            button(t('council.do.whole'), make('job.bundle', 'bundle', { kinds: 'pdf' })),
            button(t('bar.save'), () => app.saveEntry(entry)),
            button(t('case.close'), () => app.closeEntry(entry)),
        ),
        cases.length ? extractRow(app, cases, inputs) : null,
    );
}

function extractRow(app, cases, inputs) {
    const ids = [...new Set(cases.map((document) => document.id).filter(Boolean))];
    let chosen = ids[0] || '';
    const pick = choice(
        ids.map((one) => [one, one]),
        chosen,
        (value) => (chosen = value),
    );
    const act = () =>
        makeByOneCall(app, t('council.extract'), 'extract', { case_id: chosen, allow: wish.allow, kinds: 'pdf,docx' }, inputs(), { print: true });
    return [
        el('h3', {}, t('council.extract')),
        el('div', { class: 'grid low' }, labelled(t('council.extract.case'), pick), labelled(t('council.allow'), input('allow'))),
        el('div', { class: 'row' }, button(t('council.extract.do'), act)),
    ];
}
