/* year_make.js - what can be made of all cases, or of those that the list shows: the panel below the list. */

import { t } from '../words.js';
import { button, choice, el, labelled, tick } from './dom.js';
import { message } from './dialog.js';
import { makeForms, makeJournals, makeMerged, makeOneFile, makeSummary, makeWorkbook } from './year_jobs.js';

const wish = { open: false, onlyShown: false, without: new Set(), pdf: true, docx: false, duplex: true, nameless: false, year: '', journals: new Map() };

/* rows() are all, shown() those of the list as it is; of none of them nothing is made, and that is said. */
export function makePanel(app, rows, shown) {
    const chosen = () => (wish.onlyShown ? shown() : rows());
    const groups = app.byEdition(rows().map((row) => row.document));
    const some = (action) => () => (chosen().length ? action(chosen()) : message(t('error.title'), t('year.make.nothing')));
    return el(
        'details',
        { class: 'box', open: wish.open, ontoggle: (event) => (wish.open = event.target.open) },
        el('summary', {}, el('h2', {}, t('year.make')), ' ', el('span', { class: 'soft' }, t('year.make.what'))),
        el('p', { class: 'hint' }, t('year.private')),
        tick(t('year.make.shown'), wish.onlyShown, (on) => (wish.onlyShown = on)),
        el('div', { class: 'grid' }, formsBox(app, groups, some), summaryBox(app, rows, some), journalsBox(app, groups, some), filesBox(app, rows, some)),
    );
}

/* A Map from editions to the ids of the forms that are wanted; all of them until somebody takes one away. */
const wantedForms = (groups) => new Map(groups.map(({ edition, forms }) => [edition, forms.filter((form) => !wish.without.has(`${edition}/${form}`))]));

function formsBox(app, groups, some) {
    const kinds = () => [wish.pdf && 'pdf', wish.docx && 'docx'].filter(Boolean);
    const wanted = () => wantedForms(groups);
    const toggle = (name, on) => {
        if (on) wish.without.delete(name);
        else wish.without.add(name);
        enable();
    };
    const zip = button(t('year.zip'), some((all) => makeForms(app, all, wanted(), kinds())), { class: 'main' });
    const merge = button(t('year.merge'), some((all) => makeMerged(app, all, wanted(), wish.duplex)));
    const enable = () => {
        const none = [...wanted().values()].every((forms) => forms.length === 0);
        zip.disabled = none || kinds().length === 0;
        merge.disabled = none;
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
        groups.map((group) => formTicks(group, wanted(), toggle, groups.length > 1)),
        el('div', { class: 'row', role: 'group', 'aria-label': t('year.make.kinds') }, kindTick('pdf'), kindTick('docx')),
        el('div', { class: 'row' }, zip),
        tick(t('year.merge.duplex'), wish.duplex, (on) => (wish.duplex = on)),
        el('div', { class: 'row' }, merge),
    );
}

/* Those of one edition, called by it where there are several. */
function formTicks({ edition, title, forms }, wanted, toggle, several) {
    const ticks = forms.map((form) => tick(form, wanted.get(edition).includes(form), (on) => toggle(`${edition}/${form}`, on)));
    const attributes = several ? { role: 'group', 'aria-label': title } : {};
    return [several ? el('p', { class: 'soft' }, title) : null, el('div', { class: 'row', ...attributes }, ticks)];
}

/* Of regulations that have a summary: one for each that has its own. */
function summaryBox(app, rows, some) {
    const groups = app.paperGroups('summary', rows().map((row) => row.document));
    if (groups.length === 0) return null;
    const inside = new Set(groups.flatMap((one) => one.documents));
    const years = [...new Set(rows().filter((row) => inside.has(row.document)).map((row) => row.year).filter(Boolean))].sort();
    if (!years.includes(wish.year)) wish.year = years.length > 1 ? years[years.length - 1] : '';
    const options = years.length > 1 ? years.map((year) => [year, year]) : [['', years[0] || t('year.school.year.all')]];
    const year = choice(options, wish.year, (value) => (wish.year = value));
    const make = ({ key }) =>
        some((all) => {
            const group = app.paperGroups('summary', all.map((row) => row.document)).find((one) => one.key === key);
            return group ? makeSummary(app, group, { year: wish.year, nameless: wish.nameless }) : message(t('error.title'), t('year.make.nothing'));
        });
    return el(
        'fieldset',
        {},
        el('legend', {}, t('year.summary.make')),
        labelled(t('year.school.year'), year),
        tick(t('year.summary.names'), wish.nameless, (on) => (wish.nameless = on)),
        groups.map((group) => [
            groups.length > 1 ? el('p', { class: 'soft' }, app.titleOf(group.edition)) : null,
            el('div', { class: 'row' }, button(t('year.summary.make'), make(group))),
        ]),
    );
}

/* Forms that are each of many cases, of the editions that have any. */
function journalsBox(app, groups, some) {
    const having = groups.filter((one) => one.journals.length > 0);
    if (having.length === 0) return null;
    const make = ({ edition }) =>
        some((all) => {
            const group = app.byEdition(all.map((row) => row.document)).find((one) => one.edition === edition);
            return group ? makeJournals(app, group, wish.journals.get(edition)) : message(t('error.title'), t('year.make.nothing'));
        });
    const which = ({ edition, journals }) => {
        const names = journals.map((one) => [one.id, one.title]);
        const options = names.length > 1 ? [['', t('year.journal.all')], ...names] : names;
        const chosen = options.some(([id]) => id === wish.journals.get(edition)) ? wish.journals.get(edition) : options[0][0];
        wish.journals.set(edition, chosen);
        return labelled(t('year.journal.which'), choice(options, chosen, (id) => wish.journals.set(edition, id), { class: 'wide' }));
    };
    return el(
        'fieldset',
        {},
        el('legend', {}, t('year.journals')),
        having.map((group) => [
            groups.length > 1 ? el('p', { class: 'soft' }, group.title) : null,
            which(group),
            el('div', { class: 'row' }, button(t('year.journal.make'), make(group), groups.length > 1 ? { 'aria-label': `${t('year.journal.make')}: ${group.title}` } : {})),
        ]),
    );
}

function filesBox(app, rows, some) {
    const hasWorkbook = app.paperGroups('workbook', rows().map((row) => row.document)).length > 0;
    return el(
        'fieldset',
        {},
        el('legend', {}, t('year.make.cases')),
        hasWorkbook ? el('div', { class: 'row' }, button(t('year.workbook'), some((all) => makeWorkbook(app, all)))) : null,
        el('div', { class: 'row' }, button(t('year.one.xml'), some((all) => makeOneFile(app, all)))),
    );
}
