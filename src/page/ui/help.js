/* help.js - the help and «О программе»: short, and in the page itself. */

import { t } from '../words.js';
import { el } from './dom.js';
import { shownDate } from './notation.js';

function section(title, ...content) {
    return el('section', { class: 'box' }, el('h2', {}, title), content);
}

/* The keys that main.js listens to; shown here, so that both are read together. */
const KEYS = [
    [['Tab', 'Shift+Tab'], 'tab'],
    [['Ctrl+S'], 'save'],
    [['Ctrl+O'], 'open'],
    [['Ctrl+P'], 'print'],
    [['Ctrl+Z'], 'undo'],
    [['Ctrl+Y', 'Ctrl+Shift+Z'], 'redo'],
    [['F8', 'Shift+F8'], 'next'],
    [['F9'], 'sheet'],
    [['F1'], 'help'],
];

function keyList() {
    const rows = KEYS.map(([keys, what]) => [
        el('dt', {}, keys.map((key, at) => [at ? ', ' : '', el('kbd', {}, key)])),
        el('dd', {}, t(`help.keys.${what}`)),
    ]);
    return el('dl', { class: 'keys' }, rows);
}

export function helpScreen() {
    return el(
        'div',
        { class: 'narrow' },
        el('h1', { tabindex: -1 }, t('help.title')),
        section(
            t('help.steps'),
            el('ol', {}, ['1', '2', '3'].map((n) => el('li', {}, t(`help.step.${n}`)))),
        ),
        section(
            t('help.messages'),
            el('ul', {}, ['error', 'warning', 'judge'].map((kind) => el('li', {}, t(`help.messages.${kind}`)))),
        ),
        section(t('help.year'), el('p', {}, t('help.year.text'))),
        section(t('help.print'), el('p', {}, t('help.print.text'))),
        section(t('help.keys'), keyList()),
        section(t('help.data'), el('p', {}, t('help.data.text'))),
    );
}

/* facts: {version, libraries: [{name, version, licence}], editions: [{title, approved, checked}]}; licences: their texts. */
export function aboutScreen(facts, licences) {
    const libraries = facts.libraries.map((one) =>
        el('li', {}, t('about.library', one.name, one.version, one.licence)),
    );
    return el(
        'div',
        { class: 'narrow' },
        el('h1', { tabindex: -1 }, t('about.title')),
        section(
            t('about.version', facts.version),
            el('p', {}, t('about.licence')),
            el('p', {}, t('about.private')),
        ),
        section(t('about.editions'), el('ul', {}, facts.editions.map((one) => el('li', {}, editionLine(one))))),
        libraries.length
            ? section(t('about.libraries'), el('ul', {}, libraries), el('p', {}, t('about.fonts')), el('p', {}, t('about.sources')), licenceTexts(licences))
            : null,
    );
}

/* Whoever is sent the page has with it the licences of what is inside. */
function licenceTexts(licences) {
    if (!licences) return null;
    return el('details', {}, el('summary', {}, t('about.licences')), el('pre', { class: 'licences', tabindex: 0 }, licences));
}

/* One edition: its title, the order's date, whether it was compared with the original. */
export function editionLine(one) {
    const line = one.approved ? t('school.edition.item', one.title, shownDate(one.approved)) : t('school.edition.unapproved', one.title);
    return one.checked ? line : `${line} (${t('school.edition.unchecked')})`;
}
