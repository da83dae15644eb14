/*
 * case.js - the screen of one case (or council file): its fields at the left, the form as it will be printed at the right.
 */

import { caseChoices } from '../model/people.js';
import { t } from '../words.js';
import { button, el, fill } from './dom.js';
import { errorTitle } from './errors.js';
import { createEditor } from './fields.js';
import { createLive } from './case_live.js';
import { createSheet } from './sheet.js';
import { formOfPath } from './year_list.js';

const EDITION = '/case/@edition';

/* The screen: {element, leave(), and what keys and the header ask for: editor, toSheet(), focusFields(), print(), title}. */
export function caseScreen(app) {
    const document = app.documents.current;
    if (!document) return { element: emptyView(app) };
    const state = { app, document, describe: app.describeFor(document), edition: app.namedEdition(document), counts: { errors: 0, asked: false } };
    state.heading = el('h1', { tabindex: -1 });
    state.fields = el('section', { class: 'fields', 'aria-label': t('case.fields') });
    state.live = createLive(app, document, {
        messages: (all) => state.editor.setDiagnostics(all),
        sheet: (sheet) => state.sheet.show(sheet, state.path),
        failed: (error) => app.engineFailed(error),
    });
    state.sheet = createSheet(app, document, state.live, { onform: (form) => state.live.setForm(form), onpath: (path) => state.editor.focusPath(path) });
    const element = el('div', { class: 'case' }, head(state), state.fields, state.sheet.element);
    drawHeading(state);
    mountEditor(state);
    state.live.setForm(state.sheet.form);
    return {
        element,
        editor: state.editor,
        leave: () => leave(state),
        toSheet: () => toSheet(state),
        focusFields: () => focusFields(state),
        print: () => state.sheet.print(),
        get title() {
            return errorTitle(state.heading.textContent, state.counts);
        },
    };
}

function emptyView(app) {
    return el(
        'div',
        { class: 'narrow' },
        el('h1', { tabindex: -1 }, t('case.none')),
        el('p', {}, t('case.none.lead')),
        el(
            'div',
            { class: 'row' },
            button(t('start.new'), () => app.newCase(), { class: 'main' }),
            button(t('start.open'), () => app.open()),
        ),
    );
}

function head(state) {
    const { app, document } = state;
    const all = app.documents.cases();
    const at = all.indexOf(document);
    const step = (by, word) =>
        button(t(word), () => app.openCase(all[at + by]), { disabled: !all[at + by], class: 'plain' });
    return el(
        'div',
        { class: 'case-head' },
        state.heading,
        all.length > 1 && at >= 0
            ? [step(-1, 'case.previous'), el('span', { class: 'soft' }, t('case.of', at + 1, all.length)), step(1, 'case.next')]
            : null,
        button(t('sheet.show'), () => toSheet(state), { class: 'plain to-sheet' }),
        button(t('case.close'), () => app.closeEntry(app.documents.entryOf(document)), { class: 'plain' }),
    );
}

function drawHeading(state) {
    const entry = state.app.documents.entryOf(state.document);
    const isCouncil = entry && entry.kind === 'minutes';
    const text = isCouncil ? t('council.file') : state.app.caseTitle(state.document);
    if (state.heading.textContent !== text) fill(state.heading, text);
}

/* The text changes by the editor alone; the engine and the frame follow. */
function mountEditor(state) {
    const { app } = state;
    state.editor = createEditor(state.fields, {
        describe: state.describe,
        people: () => app.schoolPeople(),
        cases: () => caseChoices(app.councilCases(), (one) => (app.describeOf(one).subject || { name: '-' }).name),
        onChange: () => changed(state),
        onFocusPath: (path) => follow(state, path),
        onCounts: (counts) => {
            state.counts = counts;
            app.update();
        },
    });
    state.editor.open(state.document);
}

function changed(state) {
    drawHeading(state);
    state.live.request();
    state.app.textChanged();
    otherEdition(state);
}

/* A case that is now of another edition has other fields and forms; while its name is being typed it is of none. */
function otherEdition(state) {
    const named = state.app.namedEdition(state.document);
    if (!named || named === state.edition) return;
    state.edition = named;
    Promise.resolve(state.app.ready([state.document])).then(() => {
        if (state.app.documents.current !== state.document || state.left) return;
        state.app.redraw();
        state.app.shown.editor.focusPath(EDITION);
    });
}

/* The sheet shows the form of the section that is being typed in, at the place of the field. */
function follow(state, path) {
    state.path = path;
    const form = formOfPath(state.describe, path);
    if (form) state.sheet.choose(form);
    state.sheet.follow(path);
}

function focusFields(state) {
    state.fields.scrollIntoView({ block: 'start' });
    if (!state.path || !state.editor.focusPath(state.path)) state.heading.focus();
}

/* From the fields to the sheet and back. */
function toSheet(state) {
    if (state.sheet.element.contains(globalThis.document.activeElement)) focusFields(state);
    else {
        state.sheet.element.scrollIntoView({ block: 'start' });
        state.sheet.focus();
    }
}

function leave(state) {
    state.left = true;
    state.live.stop();
    state.sheet.destroy();
    state.editor.destroy();
}
