/* app_files.js - opening, saving, closing, new files, printing: what the page does with files. */

import { addDocument, fileBytes, fileText, markSaved, newFile, ownNamespaces, recodes } from './model/cases.js';
import { wordsOf } from './model/messages.js';
import { newCaseText } from './model/regulation.js';
import { inputOf, inputOfFile } from './files/documents.js';
import { caseName, freeId, withExtension } from './files/names.js';
import { openAll, pickFiles, readAll } from './files/open.js';
import { openPdf, printPdf } from './files/print.js';
import { saveFile } from './files/save.js';
import { ask, confirmed, message } from './ui/dialog.js';
import { el } from './ui/dom.js';
import { announce, tell } from './ui/live.js';
import { columnName } from './ui/notation.js';
import { makeByOneCall } from './ui/year_jobs.js';
import { count, half, language, t } from './words.js';

export function fileActions(app) {
    return { ...openActions(app), ...saveActions(app), ...newActions(app), ...outputActions(app) };
}

/* ---- opening --------------------------------------------------------------------- */

function openActions(app) {
    return {
        open: async () => app.openFiles(await pickFiles()),

        /* files: [{file, handle}] of a picker or a drop. */
        async openFiles(files) {
            if (files.length === 0) return;
            const outcome = await openAll(app, await readAll(files));
            await showOpened(app, outcome);
        },

        hasSample: (name) => Boolean(app.engine.sample(name)),

        /* The first sample that an edition brings: {name, bytes}, or null. */
        sampleOf(edition) {
            const folder = `${edition}/samples/`;
            const own = app.school.editions.filter((file) => file.name.startsWith(folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
            return own[0] || app.engine.firstFile(`data/forms/${folder}`);
        },

        async openSampleOf(edition) {
            const { name, bytes } = app.sampleOf(edition);
            const outcome = await openAll(app, [{ name: name.replace(/^.*\//, ''), bytes, handle: null, error: '' }]);
            await showOpened(app, outcome);
        },

        /* A sample from inside the page is a copy that was never saved. */
        async sample(name) {
            const bytes = app.engine.sample(name);
            const outcome = await openAll(app, [{ name, bytes, handle: null, error: '' }]);
            await showOpened(app, outcome);
        },

        async closeEntry(entry) {
            if (app.documents.changed(entry)) {
                const sure = await confirmed(t('case.close'), t('case.close.ask', entry.file.name), t('case.close.yes'));
                if (!sure) return;
            }
            app.documents.remove(entry);
            app.keepDrafts();
            if (app.screen === 'case') app.go(app.documents.current ? 'case' : 'start');
            else app.redraw();
        },
    };
}

/* One case is shown at once, several as the list; what failed and what a workbook lacks is told in a dialog. */
async function showOpened(app, outcome) {
    const documents = outcome.opened.flatMap((entry) => entry.file.documents);
    const council = outcome.opened.length > 0 && outcome.opened.every((entry) => entry.kind === 'minutes');
    if (outcome.opened.length) app.documents.current = documents[0];
    if (outcome.school && documents.length === 0) app.go('school');
    else if (council) app.go('council');
    else if (documents.length > 1) app.go('year');
    else if (documents.length === 1) app.go('case');
    else app.update();
    if (outcome.opened.length) (documents.length > 1 ? tell : announce)(t('open.done', count(documents.length, 'case')));
    app.keepDrafts();
    const notices = outcome.opened.flatMap((entry) => entry.file.notices.map((one) => wordsOf(one, language())));
    if (outcome.failed.length || notices.length) await tellFailed(outcome.failed, notices);
    for (const workbook of outcome.workbooks) await tellWorkbook(app, workbook);
    for (const one of outcome.verified) await tellVerified(one);
}

function tellFailed(failed, notices) {
    const lines = failed.map((one) => t('open.none', one.name, one.text));
    const title = failed.length ? t('open.failed') : t('app.name');
    return message(title, el('ul', {}, [...lines, ...notices].slice(0, 100).map((line) => el('li', {}, line))));
}

function cellOf(one) {
    return one.sheet ? `${t('open.cell', one.sheet, one.line, columnName(one.column))}: ${half(one)}` : half(one);
}

/* A finished PDF or DOCX: whose it is, whether it is whole, what the engine says of it. */
function tellVerified({ name, facts, diagnostics }) {
    const whole = Boolean(facts.whole);
    const first = whole ? t('open.verified.whole', name, facts.form, facts.case, facts.signed) : t('open.verified.not', name);
    const lines = diagnostics.slice(0, 50).map((one) => el('li', { class: one.severity }, half(one)));
    return message(t('open.verified'), el('p', { class: whole ? 'good' : 'error' }, first), el('ul', {}, lines), t('open.verified.case'));
}

/* A workbook's messages by their cells, and a copy of it with marks in these cells. */
async function tellWorkbook(app, workbook) {
    const lines = workbook.diagnostics.slice(0, 300).map((one) => el('li', { class: one.severity }, cellOf(one)));
    const answer = await ask(
        t('open.workbook.errors', workbook.name),
        [el('p', {}, t(workbook.empty ? 'open.workbook.nothing' : 'open.workbook.lead')), el('ul', {}, lines)],
        [
            { value: 'ok', text: t('dialog.ok'), main: true },
            { value: 'mark', text: t('open.workbook.mark') },
        ],
        { wide: true },
    );
    if (answer === 'mark') await makeByOneCall(app, t('open.workbook.mark'), 'mark', {}, workbook.parts);
}

/* ---- saving ---------------------------------------------------------------------- */

function saveActions(app) {
    return {
        /* What the screen is about: the school there, else the file of the case that is open. */
        async save() {
            if (app.shown.save) return app.shown.save();
            const entry = app.documents.entryOf(app.documents.current);
            return entry ? app.saveEntry(entry) : tell(t('save.nothing'));
        },

        async saveAll() {
            for (const entry of app.documents.entries.filter((one) => app.documents.changed(one))) {
                if (!(await app.saveEntry(entry))) return;
            }
        },

        /* True when the file is on the disk. */
        async saveEntry(entry) {
            if (entry.workbook && !entry.asXml) {
                const how = await howToSave(entry);
                if (how === 'workbook') return saveWorkbook(app, entry);
                if (how !== 'xml') return false;
                entry.asXml = true;
            }
            return saveXml(app, entry);
        },

        /* A finished file; tells where it went. */
        async saveResult(name, content) {
            try {
                const saved = await saveFile(name, content);
                if (saved.done) tell(t(saved.downloaded ? 'save.downloaded' : 'save.done', saved.name));
                return saved.done;
            } catch (error) {
                await message(t('error.title'), t('save.failed', error.message));
                return false;
            }
        },
    };
}

function howToSave(entry) {
    return ask(
        t('save.how'),
        [el('p', {}, t('save.how.workbook', entry.workbook.name))],
        [
            { value: 'workbook', text: t('save.workbook'), main: true },
            { value: 'xml', text: t('save.xml') },
            { value: null, text: t('dialog.cancel') },
        ],
    );
}

async function saveXml(app, entry) {
    const { file } = entry;
    const name = file.isNew && !entry.handle && !file.wrapped && entry.kind === 'case' ? caseName(file.documents[0].id) : file.name;
    const recoded = recodes(file);
    const text = fileText(file);
    try {
        const saved = await saveFile(name, fileBytes(file), entry.handle);
        if (!saved.done) return false;
        entry.handle = saved.handle;
        file.name = saved.name;
        markSaved(file, text);
        tell(t(saved.downloaded ? 'save.downloaded' : 'save.done', saved.name));
    } catch (error) {
        await message(t('error.title'), t('save.failed', error.message));
        return false;
    }
    app.textChanged();
    if (app.screen === 'year') app.redraw();
    if (recoded) await message(t('app.name'), wordsOf(recoded, language()));
    return true;
}

async function saveWorkbook(app, entry) {
    const text = fileText(entry.file);
    const answer = await app.job('workbook', {}, [inputOfFile(entry.file)]);
    const made = answer && answer.files[0];
    if (!made) {
        if (answer) await app.refused(answer);
        return false;
    }
    const done = await app.saveResult(withExtension(entry.workbook.name, '.xlsx'), made.bytes);
    if (done) {
        markSaved(entry.file, text);
        app.textChanged();
        if (app.screen === 'year') app.redraw();
    }
    return done;
}

/* ---- new files ---------------------------------------------------------------------- */

function newActions(app) {
    return {
        /* Its number is the next that is free, as the workbook's explanation writes them; it can be changed. */
        async newCase(edition = '') {
            const chosen = edition || (await app.chooseEdition());
            if (!chosen) return;
            const describe = await app.describeEdition(chosen);
            const id = freeId(app.documents.cases().map((document) => document.id), new Date());
            const file = newFile(app.documents.freeName(t('case.new.name')), newCaseText(describe, id));
            const entry = app.documents.add(file);
            app.openCase(entry.file.documents[0]);
        },

        /* A council file with an item for each opened case. */
        async newCouncil() {
            const answer = await app.job('new', { minutes: '1' }, app.councilFiles().map((entry) => inputOfFile(entry.file)));
            const made = answer && answer.files[0];
            if (!made) return answer ? app.refused(answer) : null;
            const file = newFile(app.documents.freeName(t('council.new.name')), new TextDecoder().decode(made.bytes));
            const entry = app.documents.add(file);
            return app.openCase(entry.file.documents[0]);
        },

        /* edition: of the newest when none is named. */
        emptyWorkbook: (edition) => makeByOneCall(app, t('job.workbook'), 'workbook', edition ? { edition } : {}, []),

        blanks: (edition) => makeByOneCall(app, t('job.blank'), 'blank', { kinds: 'pdf,docx', ...(edition ? { edition } : {}) }, [], { print: true }),
    };
}

/* ---- what is made -------------------------------------------------------------------- */

function outputActions(app) {
    return {
        /* Cases for a council, by the names that its file may call them: the opened files as they are, else ID.xml. */
        councilInputs() {
            const inputs = app.councilFiles().map((entry) => inputOfFile(entry.file));
            const names = new Set(inputs.map((input) => input.name));
            for (const document of app.councilCases()) {
                const name = caseName(document.id);
                if (document.id && !names.has(name)) inputs.push({ ...inputOf(document), name });
            }
            return inputs;
        },

        /* The files alone, those that have cases for a council: each case once. */
        councilFiles() {
            const cases = new Set(app.councilCases());
            return app.documents.entries.filter((entry) => entry.kind !== 'minutes' && entry.file.documents.some((document) => cases.has(document)));
        },

        /* All cases as one <cases> file, each as it was typed. */
        casesText(documents) {
            const file = newFile('', '<?xml version="1.0" encoding="UTF-8"?>\n<cases xmlns="urn:formulyar:case:1"/>\n');
            for (const document of documents) addDocument(file, ownNamespaces(document));
            return fileText(file);
        },

        /* Tells of the scale, then opens the browser's dialog. */
        async print(bytes) {
            const answer = await ask(
                t('print.title'),
                [el('p', {}, t('print.scale')), el('p', {}, t('print.how'))],
                [
                    { value: 'print', text: t('print.open'), main: true },
                    { value: null, text: t('dialog.cancel') },
                ],
            );
            if (answer !== 'print') return;
            if (await printPdf(bytes)) tell(t('print.done'));
            else if (openPdf(bytes)) tell(t('print.opened'));
            else await message(t('print.title'), t('print.blocked'));
        },
    };
}
