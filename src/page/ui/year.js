/*
 * year.js - the list of all opened cases: who, in what state, what each still needs; sorted, filtered, searched.
 *
 * Checks only what has changed since the last look.  A row opens its case.
 */

import { count, half, t } from '../words.js';
import { button, choice, el, fill, freshId, labelled, settled } from './dom.js';
import { announce } from './live.js';
import { makePanel } from './year_make.js';
import { FILTER_NAMES, filterRows, sortRows, twice } from './year_list.js';
import { checkRows } from './year_check.js';

const COLUMNS = ['person', 'id', 'regulation', 'status', 'errors', 'warnings', 'needs', 'file'];
const NUMBERS = ['errors', 'warnings'];
const view = { key: 'person', descending: false, filter: 'all', edition: '', search: '' }; /* kept between visits */

/* The screen: {element, leave}. */
export function yearScreen(app) {
    if (app.documents.cases().length === 0) return { element: emptyView(app) };
    const state = { app, rows: [], shown: [], left: false, editions: app.byEdition(app.documents.cases()) };
    if (!state.editions.some((one) => one.edition === view.edition)) view.edition = '';
    state.summary = el('p', { role: 'status' }, t('year.checking'));
    state.body = el('tbody', { role: 'rowgroup' });
    state.head = el('thead', { role: 'rowgroup' });
    state.shownText = el('p', { class: 'soft' });
    state.panel = el('div');
    const element = el(
        'div',
        {},
        el('h1', { tabindex: -1 }, t('year.title')),
        state.summary,
        state.panel,
        controls(state),
        el(
            'div',
            { class: 'table-scroll', role: 'region', 'aria-label': t('year.table'), tabindex: 0 },
            el('table', { role: 'table', class: 'cases' }, el('caption', { class: 'only-heard' }, t('year.table')), state.head, state.body),
        ),
        state.shownText,
        filesView(app),
    );
    drawHead(state);
    load(state);
    return { element, leave: () => (state.left = true) };
}

function emptyView(app) {
    return el(
        'div',
        { class: 'narrow' },
        el('h1', { tabindex: -1 }, t('year.title')),
        el('p', {}, t('year.none')),
        el('div', { class: 'row' }, button(t('start.open'), () => app.open(), { class: 'main' })),
    );
}

/* Rows come when the engine has looked; what is known from before is shown at once. */
async function load(state) {
    state.rows = await checkRows(state.app, (rows) => {
        state.rows = rows;
        if (!state.left) draw(state);
    });
    if (state.left) return;
    draw(state);
    const bad = state.rows.filter((row) => row.errors > 0).length;
    const good = state.rows.filter((row) => row.checked && row.errors === 0).length;
    const line = t('year.summary', count(state.rows.length, 'case'), good, bad);
    state.summary.textContent = line;
    fill(state.panel, makePanel(state.app, () => state.rows, () => state.shown));
}

function controls(state) {
    const redraw = settled(() => {
        draw(state);
        announce(state.shownText.textContent);
    }, 200);
    const search = el('input', {
        type: 'search',
        id: 'year-search',
        value: view.search,
        placeholder: t('year.search.hint'),
        oninput: () => {
            view.search = search.value;
            redraw();
        },
    });
    const filter = choice(
        FILTER_NAMES.map((name) => [name, t(`year.filter.${name}`)]),
        view.filter,
        (value) => {
            view.filter = value;
            redraw();
        },
        { id: 'year-filter' },
    );
    return el(
        'div',
        { class: 'row low' },
        el('div', { class: 'labelled' }, el('label', { for: 'year-search' }, t('year.search')), search),
        el('div', { class: 'labelled' }, el('label', { for: 'year-filter' }, t('year.filter')), filter),
        state.editions.length > 1 ? editionFilter(state, redraw) : null,
        el('div', { class: 'labelled' }, button(t('year.add'), () => state.app.open())),
        el('div', { class: 'labelled' }, button(t('bar.new'), () => state.app.newCase())),
    );
}

/* Of which regulation: where the cases are of several. */
function editionFilter(state, redraw) {
    const options = [['', t('year.filter.all')], ...state.editions.map((one) => [one.edition, one.title])];
    const take = (value) => {
        view.edition = value;
        redraw();
    };
    return labelled(t('year.col.regulation'), choice(options, view.edition, take, { id: 'year-edition', class: 'wide' }));
}

const headOf = (state, key) => (key === 'person' ? state.app.subjectOf(state.app.documents.cases()) : t(`year.col.${key}`));

/* The heads are made once and only told the order, so that the one that was pressed keeps the focus. */
function drawHead(state) {
    state.heads = new Map();
    const columns = COLUMNS.filter((key) => key !== 'regulation' || state.editions.length > 1);
    const cells = columns.map((key) => {
        const press = button(headOf(state, key), () => sortBy(state, key), { 'aria-label': t('year.sort', headOf(state, key)) });
        const arrow = el('span', { 'aria-hidden': 'true' });
        const cell = el('th', { scope: 'col', role: 'columnheader', class: NUMBERS.includes(key) ? 'number' : '' }, press, arrow);
        state.heads.set(key, { cell, arrow });
        return cell;
    });
    fill(state.head, el('tr', { role: 'row' }, cells));
    markHead(state);
}

function markHead(state) {
    for (const [key, { cell, arrow }] of state.heads) {
        const here = key === view.key;
        if (here) cell.setAttribute('aria-sort', view.descending ? 'descending' : 'ascending');
        else cell.removeAttribute('aria-sort');
        arrow.textContent = here ? (view.descending ? ' ▼' : ' ▲') : '';
    }
}

function sortBy(state, key) {
    view.descending = key === view.key ? !view.descending : NUMBERS.includes(key);
    view.key = key;
    markHead(state);
    draw(state);
}

function draw(state) {
    const double = twice(state.rows);
    const kept = filterRows(state.rows, view, (row) => state.app.stateOf(row.document, row.status));
    state.shown = sortRows(kept, view.key, view.descending);
    fill(
        state.body,
        state.shown.map((row) => rowView(state.app, row, double.has(row.id))),
    );
    state.shownText.textContent = t('year.shown', state.shown.length, state.rows.length);
}

function rowView(app, row, isTwice) {
    const needs = [];
    if (isTwice) needs.push(el('div', { class: 'error' }, t('year.same.id')));
    if (row.first) needs.push(el('div', { class: row.errors ? '' : 'soft' }, half(row.first)));
    else if (row.checked) needs.push(el('span', { class: 'good' }, t('year.good')));
    return el(
        'tr',
        { role: 'row' },
        el(
            'th',
            { scope: 'row', role: 'rowheader' },
            button(row.person || (app.describeOf(row.document).subject ? t('year.nameless') : row.id), () => app.openCase(row.document), { class: 'plain' }),
            row.changed ? el('span', { class: 'soft' }, ` (${t('app.unsaved')})`) : null,
        ),
        cell('id', row.id),
        row.regulation ? el('td', { class: 'soft regulation', role: 'cell', title: row.regulation }, row.regulation) : null,
        cell('state', app.stateOf(row.document, row.status)),
        cell(row.errors ? 'number error' : 'number', row.errors),
        cell(row.warnings ? 'number warning' : 'number', row.warnings),
        cell('needs', needs),
        cell('soft file', row.file),
    );
}

/* Roles are said although they follow from the names: in a narrow window rows are laid out as blocks. */
const cell = (name, content) => el('td', { class: name, role: 'cell' }, content);

/* The opened files, to be saved or closed one by one. */
function filesView(app) {
    const id = freshId('files');
    const entries = app.documents.entries;
    const line = (entry) =>
        el(
            'li',
            {},
            el('span', {}, entry.workbook ? entry.workbook.name : entry.file.name),
            el('span', { class: 'soft' }, count(entry.file.documents.length, 'case')),
            app.documents.changed(entry) ? el('span', { class: 'warning' }, t('app.unsaved')) : null,
            button(t('bar.save'), () => app.saveEntry(entry), {
                class: 'plain',
                'aria-label': `${t('bar.save')}: ${entry.file.name}`,
            }),
            button(t('case.close'), () => app.closeEntry(entry), {
                class: 'plain',
                'aria-label': `${t('case.close')}: ${entry.file.name}`,
            }),
        );
    const shown = entries.filter((entry) => entry.kind !== 'minutes');
    return el(
        'section',
        { class: 'box', 'aria-labelledby': id },
        el('h2', { id }, t('year.files')),
        el('ul', { class: 'plain-list files' }, shown.map(line)),
        shown.length > 1 ? button(t('year.save.all'), () => app.saveAll()) : null,
    );
}
