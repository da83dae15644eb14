/*
 * sheet.js - the page beside the fields: which form is shown, its pages, and what can be done with it: PDF, DOCX, all forms,
 * printing.
 */

import { count, half, t } from '../words.js';
import { ask } from './dialog.js';
import { button, el, fill, freshId } from './dom.js';
import { createPreview } from './preview.js';
import { makeForms } from './year_jobs.js';
import { inputOf } from '../files/documents.js';

/*
 * forms: ids; onform(id) is called when another is chosen; live tells of errors.  Returns {element, show(sheet), choose(form),
 * follow(path), onpath(action), focus(), form, print()}; the action is told the path of what is clicked on the pages.
 */
export function createSheet(app, document, forms, live, onform) {
    const id = freshId('sheet');
    const state = { app, document, forms, live, form: forms[0] || '', onform };
    state.note = el('p', { class: 'sheet-note', role: 'status' });
    state.view = el('div', { class: 'sheet-view' });
    state.preview = createPreview(state.view, {
        ...app.previewOptions(),
        onpath: (path) => state.onpath && state.onpath(path),
    });
    state.tabs = el('div', { class: 'tabs', role: 'group', 'aria-label': t('sheet.tabs') });
    state.buttons = forms.map((form) => button(form, () => choose(state, form), { 'aria-label': t('sheet.tab', form) }));
    fill(state.tabs, state.buttons);
    const heading = el('h2', { id, tabindex: -1 }, t('sheet.title'));
    const element = el(
        'section',
        { class: 'sheet', 'aria-labelledby': id },
        el('div', { class: 'sheet-head' }, heading, state.tabs),
        actions(state),
        state.note,
        state.view,
    );
    mark(state);
    return {
        element,
        show: (sheet) => show(state, sheet),
        choose: (form) => choose(state, form),
        follow: (path) => state.preview.follow(path),
        onpath: (action) => {
            state.onpath = action;
        },
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
        button(t('sheet.all'), () => makeAll(state)),
        app.documents.current ? button(t('sheet.fields'), () => app.focusFields(), { class: 'plain to-sheet' }) : null,
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

function show(state, sheet) {
    if (sheet.form !== state.form) return;
    const notes = [];
    if (sheet.svg) notes.push(count(sheet.pages, 'page'));
    else notes.push(t('sheet.none'));
    if (!sheet.due) notes.push(t('sheet.not.due'));
    else if (sheet.draft && sheet.svg) notes.push(t('sheet.draft'));
    const line = notes.join('. ');
    if (state.note.textContent !== line) state.note.textContent = line;
    if (sheet.svg) {
        if (state.shown !== sheet.form) state.preview.clear();
        if (state.preview.show(sheet.svg)) state.shown = sheet.form;
    } else if (state.shown === sheet.form) {
        state.preview.stale();
    } else {
        state.preview.clear();
    }
}

/* Asks whether a draft is wanted while there are errors: true, false, or null for neither. */
async function draftWanted(state) {
    if (state.live.errors === 0) return false;
    const first = state.live.first ? el('p', {}, t('sheet.draft.first', half(state.live.first))) : null;
    const answer = await ask(
        t('sheet.draft.save'),
        [el('p', {}, t('sheet.draft.ask', count(state.live.errors, 'error'))), first],
        [
            { value: 'draft', text: t('sheet.draft.yes'), main: true },
            { value: null, text: t('dialog.cancel') },
        ],
    );
    return answer === 'draft' ? true : null;
}

/* One form of this case as a file, handed to what is to be done with it. */
async function make(state, kind, use) {
    const draft = await draftWanted(state);
    if (draft === null) return;
    const options = { forms: state.form, kinds: kind, draft: draft ? '1' : '0' };
    const answer = await state.app.job('render', options, [inputOf(state.document)]);
    const file = answer && answer.files[0];
    if (file) await use(file);
    else if (answer) await state.app.refused(answer);
}

async function makeAll(state) {
    const row = { document: state.document, id: state.document.id, person: '' };
    const draft = await draftWanted(state);
    if (draft === null) return;
    await makeForms(state.app, [row], state.forms, ['pdf', 'docx'], { draft, name: state.document.id || t('job.archive') });
}
