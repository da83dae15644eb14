/*
 * case.js - the screen of one case (or council file): its fields at the left, the form as it will be printed at the right.
 */

import { t } from '../words.js';
import { button, el, fill } from './dom.js';
import { createEditor } from './fields.js';
import { createLive } from './case_live.js';
import { createSheet } from './sheet.js';

/* The screen: {element, leave(), and what the keys do: nextError(back), toSheet(), print(), refresh()}. */
export function caseScreen(app) {
    const document = app.documents.current;
    if (!document) return { element: emptyView(app) };
    const state = { app, document, errors: 0 };
    state.title = el('h1', { tabindex: -1 });
    state.fields = el('section', { class: 'fields', 'aria-label': t('case.fields') });
    state.live = createLive(app, document, {
        messages: (all, known) => messages(state, all, known),
        sheet: (sheet) => state.sheet.show(sheet),
        failed: (error) => app.engineFailed(error),
    });
    state.sheet = createSheet(app, document, app.formIds(document), state.live, (form) => state.live.setForm(form));
    const element = el('div', { class: 'case' }, head(state), state.fields, state.sheet.element);
    drawTitle(state);
    state.editor = mountEditor(state);
    state.sheet.onpath((path) => state.editor.focusPath && state.editor.focusPath(path));
    state.live.setForm(state.sheet.form);
    state.live.request();
    return {
        element,
        leave: () => leave(state),
        nextError: (back) => state.editor.nextError(back),
        toSheet: () => toSheet(state),
        focusFields: () => state.editor.focus(),
        print: () => state.sheet.print(),
        refresh: () => refresh(state),
        get errors() {
            return state.errors;
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
        state.title,
        all.length > 1 && at >= 0
            ? el('div', { class: 'row' }, step(-1, 'case.previous'), el('span', { class: 'soft' }, t('case.of', at + 1, all.length)), step(1, 'case.next'))
            : null,
        button(t('sheet.show'), () => toSheet(state), { class: 'plain to-sheet' }),
        button(t('case.close'), () => app.closeEntry(app.documents.entryOf(document)), { class: 'plain' }),
    );
}

function drawTitle(state) {
    const { document } = state;
    const text = t('case.title', document.id || t('case.unnamed'));
    if (state.title.textContent !== text) fill(state.title, text);
}

/* The model's texts change by the editor's hand alone; the engine and the frame follow. */
function mountEditor(state) {
    const { app, document } = state;
    return createEditor({
        parent: state.fields,
        document,
        history: app.documents.historyOf(document),
        describe: app.describeFor(document),
        people: app.schoolPeople,
        onchange: () => changed(state),
        onsection: (form) => state.sheet.choose(form),
        onfield: (path) => state.sheet.follow(path),
    });
}

function changed(state) {
    drawTitle(state);
    state.live.request();
    state.app.textChanged();
}

/* What the engine says of this text: at the fields, in the tab's title. */
function messages(state, all, known) {
    state.errors = all.filter((one) => one.severity !== 'warning').length;
    state.editor.showMessages(all, known);
    state.app.update();
}

/* After undo and redo, and when the language changes. */
function refresh(state, focus) {
    drawTitle(state);
    state.editor.refresh(focus);
    state.live.request();
}

/* From the fields to the sheet and back. */
function toSheet(state) {
    const there = state.sheet.element.contains(globalThis.document.activeElement);
    if (there) state.editor.focus();
    else {
        state.sheet.element.scrollIntoView({ block: 'start' });
        state.sheet.focus();
    }
}

function leave(state) {
    state.live.stop();
    state.sheet.destroy();
    if (state.editor.destroy) state.editor.destroy();
}
