/*
 * school.js - the school: its names, the people who sign dozens of cases, the editions of forms; saved as
 * organization.xml, as a ZIP with the editions, or inside a copy of this page.
 *
 * The fields are those of the one-case editor, over organization.xml; each change is tried by the engine at once.
 */

import { half, t } from '../words.js';
import { button, el, fill, freshId, settled } from './dom.js';
import { createEditor } from './fields.js';
import { editionLine } from './help.js';

const DELAY = 600; /* milliseconds after the last change: both workers begin anew */

/*
 * What can be filled in here, by verb describe of root "organization": all but the lines of the letterhead, in which
 * words and requisites are mixed.
 */
function withoutLetterhead(describe) {
    const isOther = (path) => path !== 'letterhead' && !path.startsWith('letterhead/');
    const elements = describe.root.type.elements.filter((one) => one.name !== 'letterhead');
    return {
        ...describe,
        root: { ...describe.root, type: { ...describe.root.type, elements } },
        sections: describe.sections.map((section) => ({ ...section, paths: section.paths.filter(isOther) })),
    };
}

/*
 * The screen; app tells: schoolDocument (as it was typed, taken by the engine or not), facts.describeSchool, editions(), and
 * does: setSchool(text), saveSchool(zip), saveCopy(), open().
 */
export function schoolScreen(app) {
    const state = { app, left: false, document: app.schoolDocument };
    state.verdict = el('div', { role: 'status' });
    state.fields = el('section', { class: 'fields', 'aria-label': t('school.title') });
    state.apply = settled(() => apply(state), DELAY);
    const element = el(
        'div',
        { class: 'narrow' },
        el('h1', { tabindex: -1 }, t('school.title')),
        el('p', {}, t('school.lead')),
        el('p', {}, t('school.people.lead')),
        state.fields,
        state.verdict,
        saveBox(state),
        editionsBox(app),
    );
    state.editor = createEditor(state.fields, {
        describe: withoutLetterhead(app.facts.describeSchool),
        onChange: () => {
            app.update();
            state.apply();
        },
    });
    state.editor.open(state.document);
    return {
        element,
        editor: state.editor,
        leave: () => leave(state),
        fileName: 'organization.xml',
        isChanged: () => app.schoolChanged(),
        save: afterApplying(state, () => app.saveSchool(false)),
    };
}

/* What was typed in the last moment counts too. */
function leave(state) {
    state.left = true;
    state.apply.cancel();
    state.editor.destroy();
    if (state.document.text !== state.app.school.text) state.app.setSchool(state.document.text);
}

/* The engine says whether it takes them: true; what it refuses stays in the fields, with the reasons. */
async function apply(state) {
    const { text } = state.document;
    const faults = await state.app.setSchool(text);
    if (state.left || text !== state.document.text) return false;
    state.editor.setDiagnostics(faults);
    const elsewhere = faults.filter((one) => !one.path);
    if (faults.length === 0) fill(state.verdict, el('p', { class: 'good' }, t('school.applied')));
    else fill(state.verdict, el('p', { class: 'error' }, t(elsewhere.length ? 'school.refused' : 'school.refused.fields')), elsewhere.map((one) => el('p', {}, half(one))));
    return faults.length === 0;
}

function box(title, ...content) {
    const id = freshId('box');
    return el('section', { class: 'box', 'aria-labelledby': id }, el('h2', { id }, title), content);
}

function editionsBox(app) {
    return box(
        t('school.edition'),
        el('p', {}, t('school.edition.lead')),
        el('ul', {}, app.editions().map((one) => el('li', {}, editionLine(one)))),
        app.leftOut.map((one) => el('p', { class: 'error' }, t('school.left.item', one.name))),
        el(
            'div',
            { class: 'row' },
            button(t('school.edition.open'), () => app.open()),
            app.leftOut.length ? button(t('school.left.why'), () => app.tellLeftOut()) : null,
        ),
    );
}

/* Only what the engine takes is saved: another page could not open the rest. */
function afterApplying(state, action) {
    return async () => {
        state.apply.cancel();
        if (await apply(state)) await action();
        else state.editor.check();
    };
}

function saveBox(state) {
    const { app } = state;
    const after = (action) => afterApplying(state, action);
    return box(
        t('bar.save'),
        el(
            'div',
            { class: 'row' },
            button(t('school.save'), after(() => app.saveSchool(false)), { class: 'main' }),
            app.school.editions.length ? button(t('school.save.zip'), after(() => app.saveSchool(true))) : null,
        ),
        el('p', {}, t('school.copy.lead')),
        el('div', { class: 'row' }, button(t('school.copy'), after(() => app.saveCopy()))),
    );
}
