/*
 * sheet.js - the page beside the fields: which form is shown, its pages, and what can be done with it: PDF, DOCX, all forms,
 * printing.
 */

import { count, half, t } from '../words.js';
import { ask } from './dialog.js';
import { button, el, fill, freshId } from './dom.js';
import { createPreview } from './preview.js';
import { makeForms } from './year_jobs.js';

/*
 * live tells of errors; onform(id) is called when another form is chosen, onpath(path) when a place of the sheet is clicked.
 * Returns {element, show(sheet, path), choose(form), follow(path), focus(), form, print(), destroy()}.
 */
export function createSheet(app, document, live, { onform, onpath }) {
    const id = freshId('sheet');
    const forms = app.formIds(document);
    const state = { app, document, forms, live, form: forms[0] || '', onform, sheetless: false, drawn: '' };
    state.note = el('p', { class: 'sheet-note', role: 'status' });
    state.view = el('div', { class: 'sheet-view' });
    state.tabs = el('div', { class: 'tabs', role: 'group', 'aria-label': t('sheet.tabs') });
    state.buttons = forms.map((form) => button(form, () => choose(state, form), { 'aria-label': t('sheet.tab', form) }));
    fill(state.tabs, forms.length > 1 ? state.buttons : []);
    const heading = el('h2', { id, tabindex: -1 }, t('sheet.title'));
    const element = el(
        'section',
        { class: 'sheet', 'aria-labelledby': id },
        el('div', { class: 'sheet-head' }, el('div', { class: 'sheet-title' }, heading, state.note), state.tabs),
        actions(state),
        state.view,
    );
    state.preview = createPreview(state.view, { engine: app.engine, onpath });
    mark(state);
    return {
        element,
        show: (sheet, path) => show(state, sheet, path),
        choose: (form) => choose(state, form),
        follow: (path) => state.preview.follow(path),
        focus: () => heading.focus(),
        print: () => make(state, 'pdf', (file) => app.print(file.bytes)),
        get form() {
            return state.form;
        },
        destroy: () => state.preview.destroy(),
    };
}

function actions(state) {
    const { app } = state;
    const save = (file) => app.saveResult(file.name, file.bytes);
    return el(
        'div',
        { class: 'row' },
        button(t('sheet.pdf'), () => make(state, 'pdf', save), { class: 'main' }),
        button(t('sheet.docx'), () => make(state, 'docx', save)),
        button(t('sheet.print'), () => make(state, 'pdf', (file) => app.print(file.bytes)), { 'aria-keyshortcuts': 'Control+P' }),
        state.forms.length > 1 ? button(t('sheet.all'), () => makeAll(state)) : null,
        button(t('sheet.fields'), () => app.focusFields(), { class: 'plain to-sheet' }),
    );
}

function choose(state, form) {
    if (!state.forms.includes(form) || form === state.form) return;
    state.form = form;
    mark(state);
    state.onform(form);
}

function mark(state) {
    state.forms.forEach((form, at) => state.buttons[at].setAttribute('aria-pressed', String(form === state.form)));
}

/* A form that cannot be drawn now leaves the last picture of the same form, which says so itself. */
function show(state, sheet, path) {
    if (sheet.form !== state.form) return;
    const notes = [];
    state.sheetless = !sheet.svg;
    if (!sheet.svg && sheet.due) notes.push(t('sheet.none'));
    if (sheet.before && sheet.svg && !sheet.draft) notes.push(t('sheet.before'));
    else if (!sheet.due) notes.push(t('sheet.not.due'));
    else if (sheet.draft && sheet.svg) notes.push(t('sheet.draft'));
    const line = notes.join('. ');
    if (state.note.textContent !== line) state.note.textContent = line;
    if (sheet.svg) state.preview.show(sheet.svg, { focusPath: path || null });
    else if (state.drawn === sheet.form) state.preview.stale();
    else state.preview.clear();
    if (sheet.svg) state.drawn = sheet.form;
}

/* Asks whether a draft is wanted while there are errors: true, false, or null for neither. */
async function draftWanted(state) {
    if (state.live.errors === 0) return false;
    const first = state.live.first ? el('p', {}, t('sheet.draft.first', half(state.live.first))) : null;
    const why = t(state.sheetless ? 'sheet.draft.cannot' : 'sheet.draft.ask', count(state.live.errors, 'error'));
    const buttons = [
        { value: 'draft', text: t('sheet.draft.yes'), main: true },
        { value: null, text: t('dialog.cancel') },
    ];
    const answer = await ask(
        t(state.sheetless ? 'error.title' : 'sheet.draft.save'),
        [el('p', {}, why), first],
        state.sheetless ? [{ value: null, text: t('dialog.ok'), main: true }] : buttons,
    );
    return answer === 'draft' ? true : null;
}

/* One form of this case as a file, handed to what is to be done with it. */
async function make(state, kind, use) {
    const draft = await draftWanted(state);
    if (draft === null) return;
    const { verb, options } = state.app.formCall(state.document, state.form);
    const answer = await state.app.job(verb, { ...options, kinds: kind, draft: draft ? '1' : '0' }, state.app.formInputs(state.document));
    const file = answer && answer.files[0];
    if (file) await use(file);
    else if (answer) await state.app.refused(answer, t('sheet.not.due'));
}

async function makeAll(state) {
    const row = { document: state.document, id: state.document.id, person: '' };
    const draft = await draftWanted(state);
    if (draft === null) return;
    const forms = new Map([[state.app.editionOf(state.document), state.forms]]);
    await makeForms(state.app, [row], forms, ['pdf', 'docx'], { draft, name: state.document.id || t('job.archive') });
}
