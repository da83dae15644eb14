/* year_make.js - what can be made of all cases, or of those that the list shows: the panel below the list. */

import { t } from '../words.js';
import { button, choice, el, labelled, tick } from './dom.js';
import { message } from './dialog.js';
import { makeForms, makeMerged, makeOneFile, makeSummary, makeWorkbook } from './year_jobs.js';

const wish = { open: false, onlyShown: false, forms: null, pdf: true, docx: false, duplex: true, nameless: false, year: '' };

/* rows() are all, shown() those of the list as it is; of none of them nothing is made, and that is said. */
export function makePanel(app, rows, shown) {
    const chosen = () => (wish.onlyShown ? shown() : rows());
    const some = (action) => () => (chosen().length ? action(chosen()) : message(t('error.title'), t('year.make.nothing')));
    return el(
        'details',
        { class: 'box', open: wish.open, ontoggle: (event) => (wish.open = event.target.open) },
        el('summary', {}, el('h2', {}, t('year.make')), ' ', el('span', { class: 'soft' }, t('year.make.what'))),
        el('p', { class: 'hint' }, t('year.private')),
        tick(t('year.make.shown'), wish.onlyShown, (on) => (wish.onlyShown = on)),
        el('div', { class: 'grid' }, formsBox(app, some), summaryBox(app, rows, some), filesBox(app, some)),
    );
}

/* The ids of the forms that are wanted; all of the edition until somebody takes one away. */
function wantedForms(app) {
    const all = app.formIds();
    return wish.forms ? all.filter((form) => wish.forms.has(form)) : all;
}

function formsBox(app, some) {
    const kinds = () => [wish.pdf && 'pdf', wish.docx && 'docx'].filter(Boolean);
    const toggle = (form, on) => {
        if (!wish.forms) wish.forms = new Set(app.formIds());
        if (on) wish.forms.add(form);
        else wish.forms.delete(form);
        enable();
    };
    const zip = button(t('year.zip'), some((all) => makeForms(app, all, wantedForms(app), kinds())), { class: 'main' });
    const merge = button(t('year.merge'), some((all) => makeMerged(app, all, wantedForms(app), wish.duplex)));
    const enable = () => {
        zip.disabled = wantedForms(app).length === 0 || kinds().length === 0;
        merge.disabled = wantedForms(app).length === 0;
    };
    const kindTick = (kind) =>
        tick(t(`year.make.${kind}`), wish[kind], (on) => {
            wish[kind] = on;
            enable();
        });
    enable();
    return el(
        'fieldset',
        {},
        el('legend', {}, t('year.make.forms')),
        el('div', { class: 'row' }, app.formIds().map((form) => tick(form, wantedForms(app).includes(form), (on) => toggle(form, on)))),
        el('div', { class: 'row', role: 'group', 'aria-label': t('year.make.kinds') }, kindTick('pdf'), kindTick('docx')),
        el('div', { class: 'row' }, zip),
        tick(t('year.merge.duplex'), wish.duplex, (on) => (wish.duplex = on)),
        el('div', { class: 'row' }, merge),
    );
}

function summaryBox(app, rows, some) {
    const years = [...new Set(rows().map((row) => row.year).filter(Boolean))].sort();
    if (!years.includes(wish.year)) wish.year = years.length > 1 ? years[years.length - 1] : '';
    const options = years.length > 1 ? years.map((year) => [year, year]) : [['', years[0] || t('year.school.year.all')]];
    const year = choice(options, wish.year, (value) => (wish.year = value));
    return el(
        'fieldset',
        {},
        el('legend', {}, t('year.summary.make')),
        labelled(t('year.school.year'), year),
        tick(t('year.summary.names'), wish.nameless, (on) => (wish.nameless = on)),
        el(
            'div',
            { class: 'row' },
            button(t('year.summary.make'), some((all) => makeSummary(app, all, { year: wish.year, nameless: wish.nameless }))),
        ),
    );
}

function filesBox(app, some) {
    return el(
        'fieldset',
        {},
        el('legend', {}, t('year.make.cases')),
        el('div', { class: 'row' }, button(t('year.workbook'), some((all) => makeWorkbook(app, all)))),
        el('div', { class: 'row' }, button(t('year.one.xml'), some((all) => makeOneFile(app, all)))),
    );
}
