/*
 * open.js - files come in: by the picker, by dragging, from the samples inside.  What each is, is told by its bytes; what
 * cannot be opened is named with the reason, and the others are opened.
 */

import { openFile, newFile } from '../model/cases.js';
import { wordsOf } from '../model/messages.js';
import { language, t } from '../words.js';
import { kindOf, withExtension } from './names.js';
import { unzip, UnzipError } from './unzip.js';

const MEGABYTE = 1 << 20;
const LIMIT = 64 * MEGABYTE;
const ROOTS = ['case', 'cases', 'minutes', 'organization'];
const ACCEPTED = '.xml,.xlsx,.ods,.csv,.zip,.pdf,.docx';

/* A reason not to open a file, in words for whoever opens it. */
class OpenError extends Error {}

/* The files of an <input type=file> or of a drop, read: [{name, bytes, handle}]; those that cannot be read have an error. */
export async function readAll(files) {
    const all = [];
    for (const { file, handle } of files) {
        const one = { name: file.name, handle: handle || null, bytes: null, error: '' };
        try {
            if (file.size > LIMIT) one.error = t('open.large', Math.ceil(file.size / MEGABYTE), LIMIT / MEGABYTE);
            else one.bytes = new Uint8Array(await file.arrayBuffer());
        } catch {
            one.error = t('open.read');
        }
        all.push(one);
    }
    return all;
}

/* Asks the user for files; with handles where the browser gives them, so that "save" goes to the same file. */
export async function pickFiles() {
    if (typeof window.showOpenFilePicker === 'function')
        try {
            const handles = await window.showOpenFilePicker({ multiple: true });
            return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
        } catch (error) {
            if (error.name === 'AbortError') return [];
        }
    return pickByInput();
}

function pickByInput() {
    return new Promise((resolve) => {
        const input = document.createElement('input');
        input.type = 'file';
        input.multiple = true;
        input.accept = ACCEPTED;
        input.hidden = true;
        const finish = () => {
            resolve([...input.files].map((file) => ({ file, handle: null })));
            input.remove();
        };
        input.addEventListener('change', finish);
        input.addEventListener('cancel', finish);
        document.body.append(input);
        input.click();
    });
}

/* What was dropped, folders opened; handles where the browser gives them. */
export async function droppedFiles(transfer) {
    const items = [...(transfer.items || [])].filter((item) => item.kind === 'file');
    /* everything is asked for before the first wait: the list dies with the event */
    const asked = items.map((item) => ({
        entry: item.webkitGetAsEntry ? item.webkitGetAsEntry() : null,
        handle: item.getAsFileSystemHandle ? item.getAsFileSystemHandle().catch(() => null) : null,
        file: item.getAsFile(),
    }));
    const all = [];
    for (const one of asked) {
        if (one.entry && one.entry.isDirectory) all.push(...(await filesBelow(one.entry, 0)));
        else if (one.file) {
            const handle = await one.handle;
            all.push({ file: one.file, handle: handle && handle.kind === 'file' ? handle : null });
        }
    }
    return all;
}

const readEntries = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

/* Files of a folder and those below it that may be ours, four deep and a thousand at most. */
async function filesBelow(folder, depth) {
    const found = [];
    const reader = folder.createReader();
    for (let part = await readEntries(reader); part.length; part = await readEntries(reader))
        for (const entry of part) {
            if (found.length >= 1000) return found;
            if (entry.isDirectory && depth < 4) found.push(...(await filesBelow(entry, depth + 1)));
            else if (entry.isFile && /\.(xml|xlsx|ods)$/i.test(entry.name)) found.push({ file: await fileOf(entry), handle: null });
        }
    return found;
}

/*
 * Opens what was read.  app.documents gets the cases and councils; app.takeSchool() and app.takeEdition() what belongs to the
 * school.  Returns {opened: [entry], failed: [{name, text}], workbooks: [{name, parts, diagnostics, empty}],
 * verified: [{name, facts, diagnostics}], school: bool}.
 */
export async function openAll(app, files) {
    const outcome = { opened: [], failed: [], workbooks: [], verified: [], school: false };
    const tables = files.filter((one) => one.bytes && kindOf(one.name, one.bytes) === 'csv');
    for (const one of files) {
        if (tables.length > 1 && tables.includes(one)) continue;
        try {
            if (one.error) throw new OpenError(one.error);
            await openOne(app, one, outcome);
        } catch (error) {
            outcome.failed.push({ name: one.name, text: reasonOf(error) });
        }
    }
    if (tables.length > 1) await openTables(app, tables, outcome);
    return outcome;
}

function reasonOf(error) {
    if (error instanceof OpenError) return error.message;
    if (error instanceof UnzipError) return t(`open.zip.${error.word}`);
    if (error.code) return wordsOf(error, language());
    return error.message || t('open.other');
}

async function openOne(app, one, outcome) {
    if (one.bytes.length === 0) throw new OpenError(t('open.empty'));
    const kind = kindOf(one.name, one.bytes);
    if (kind === 'xml') await openXml(app, one, outcome);
    else if (kind === 'xlsx' || kind === 'ods' || kind === 'csv') await openWorkbook(app, [one], outcome);
    else if (kind === 'zip') await openArchive(app, one, outcome);
    else if (kind === 'pdf' || kind === 'docx') await openDocument(app, one, outcome);
    else throw new OpenError(t('open.other'));
}

/* Several tables of .csv are the sheets of one workbook. */
async function openTables(app, tables, outcome) {
    try {
        await openWorkbook(app, tables, outcome);
    } catch (error) {
        outcome.failed.push({ name: tables.map((one) => one.name).join(', '), text: reasonOf(error) });
    }
}

async function openXml(app, one, outcome) {
    const file = openFile(one.name, one.bytes, ROOTS);
    if (file.root === 'organization') {
        await app.takeSchool(file.documents[0].text, one.name);
        outcome.school = true;
        return;
    }
    const there = app.documents.byName(one.name);
    if (there && there.file.stored && sameBytes(there.file.stored, one.bytes)) throw new OpenError(t('open.twice', one.name));
    file.name = app.documents.freeName(one.name);
    outcome.opened.push(app.documents.add(file, { handle: one.handle }));
}

function sameBytes(a, b) {
    return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/* The engine reads the workbook, faulty cases too; they become a file of <cases> that remembers where it comes from. */
async function openWorkbook(app, parts, outcome) {
    const { name } = parts[0];
    const answer = await app.job('import', { faulty: '1' }, parts.map((one) => ({ name: one.name, bytes: one.bytes })));
    if (!answer) throw new OpenError(t('open.read'));
    const made = answer.files[0];
    const workbook = { name, parts, diagnostics: answer.diagnostics, empty: !made };
    if (answer.diagnostics.length || !made) outcome.workbooks.push(workbook);
    if (!made) return;
    const file = newFile(app.documents.freeName(withExtension(name, '.xml')), new TextDecoder().decode(made.bytes), ROOTS);
    outcome.opened.push(app.documents.add(file, { workbook: { name, bytes: parts[0].bytes } }));
}

/* A ZIP holds the school's files, editions, or cases. */
async function openArchive(app, one, outcome) {
    const files = await unzip(one.bytes, (name) => /\.(xml|xsd)$/i.test(name));
    const edition = files.filter((file) => editionFile(files, file.name));
    let taken = 0;
    if (edition.length) {
        await app.takeEdition(edition.map((file) => ({ name: editionFile(files, file.name), bytes: file.bytes })));
        outcome.school = true;
        taken++;
    }
    for (const file of files) {
        if (edition.includes(file) || !/\.xml$/i.test(file.name)) continue;
        const name = file.name.replace(/^.*\//, '');
        try {
            await openXml(app, { name, bytes: file.bytes, handle: null }, outcome);
            taken++;
        } catch (error) {
            outcome.failed.push({ name: `${one.name}: ${name}`, text: reasonOf(error) });
        }
    }
    if (taken === 0 && outcome.failed.length === 0) throw new OpenError(t('open.zip.none'));
}

/* How a file of an archive is called in the school, "ID/samples/a.xml", when it stands in the folder of an edition or below; else ''. */
function editionFile(files, name) {
    const [folder] = files
        .map((other) => /^(.*\/)?edition\.xml$/.exec(other.name))
        .filter((found) => found && name.startsWith(found[1] || ''))
        .map((found) => found[1] || '')
        .sort((a, b) => b.length - a.length);
    return folder === undefined ? '' : `${folder.split('/').slice(-2)[0] || ''}${folder ? '/' : ''}${name.slice(folder.length)}`;
}

/* A finished document is not opened but looked at: whose it is, and whether it is whole. */
async function openDocument(app, one, outcome) {
    const answer = await app.job('verify', {}, [{ name: one.name, bytes: one.bytes }]);
    if (!answer) throw new OpenError(t('open.read'));
    outcome.verified.push({ name: one.name, facts: answer.facts || {}, diagnostics: answer.diagnostics });
}
