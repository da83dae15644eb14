/*
 * year_check.js - what each opened case still needs, asked of the engine in slices and remembered while the case's text is
 * the same.
 */

import { inputOf } from '../files/documents.js';
import { countMessages, slices } from './year_list.js';

const SLICE = 100; /* cases a call: half a second of the job's worker */
const known = new WeakMap(); /* document -> {text, generation, row} */

function remembered(app, document) {
    const found = known.get(document);
    return found && found.text === document.text && found.generation === app.generation ? found.row : null;
}

function emptyRow(document) {
    return {
        document,
        id: document.id,
        person: '',
        status: '',
        file: document.file.name,
        errors: 0,
        warnings: 0,
        first: null,
        checked: false,
    };
}

/* Inputs of this call are named by number, so that the answer leads back whatever the files are called. */
const nameOf = (at) => `case-${at}.xml`;

/* The document that an answer's "file" means. */
export function documentOf(batch, file) {
    const found = /^case-(\d+)\.xml$/.exec(file || '');
    return found ? batch[Number(found[1])] : undefined;
}

/* The same message with the names that the user knows instead of those of this call. */
export function withFileNames(batch, one) {
    const named = (text) => (text || '').replace(/\bcase-(\d+)\.xml\b/g, (name, at) => (batch[at] ? batch[at].file.name : name));
    return { ...one, ru: named(one.ru), en: named(one.en) };
}

export function inputsOf(documents) {
    return documents.map((document, at) => ({ ...inputOf(document), name: nameOf(at) }));
}

function take(app, batch, answer) {
    const messages = countMessages(answer.diagnostics.map((one) => ({ ...withFileNames(batch, one), case: one.file })));
    const told = new Map((answer.cases || []).map((one) => [one.file, one]));
    batch.forEach((document, at) => {
        const name = nameOf(at);
        const one = told.get(name) || {};
        const counts = messages.get(name) || { errors: 0, warnings: 0, first: null };
        const row = {
            ...emptyRow(document),
            id: one.id !== undefined ? one.id : document.id,
            person: one.name || '',
            status: one.status || '',
            year: one.school_year || '',
            errors: counts.errors,
            warnings: counts.warnings,
            first: counts.first,
            checked: true,
        };
        known.set(document, { text: document.text, generation: app.generation, row });
    });
}

const STATES = 1000; /* more than any schema has */

function rowsNow(app) {
    const documents = app.documents.cases();
    const editions = app.byEdition(documents);
    return documents.map((document) => {
        const row = remembered(app, document) || emptyRow(document);
        const edition = app.editionOf(document);
        const at = editions.findIndex((one) => one.edition === edition);
        const rank = at * STATES + app.stateRank(document, row.status);
        return { ...row, edition, regulation: editions.length > 1 ? editions[at].title : '', rank, changed: document.changed };
    });
}

/* The rows of all cases; tell(rows) is called as they become known. */
export async function checkRows(app, tell = () => {}) {
    const wanted = app.documents.cases().filter((document) => !remembered(app, document));
    if (wanted.length) tell(rowsNow(app));
    for (const batch of slices(wanted, SLICE)) {
        const answer = await app.job('check', {}, inputsOf(batch));
        if (!answer) break; /* stopped with other work, or failed: those rows stay unknown */
        take(app, batch, answer);
        if (wanted.length > SLICE) tell(rowsNow(app));
    }
    return rowsNow(app);
}
