/*
 * app_school.js - the school's requisites and editions: tried by the engine, saved as a file, put into a copy of the page.
 *
 * app.school: {text of organization.xml, editions: files [{name: "ID/5.1.xml", bytes}] of the school's own, those that this page came with first}.
 */

import { inputOf } from './files/documents.js';
import { readFacts } from './facts.js';
import { newFile } from './model/cases.js';
import { peopleIn } from './model/people.js';
import { parse } from './model/xmlparse.js';
import { ZipWriter } from './files/zip.js';
import { tell } from './ui/live.js';
import { confirmed, message } from './ui/dialog.js';
import { el } from './ui/dom.js';
import { half, t } from './words.js';

const encoder = new TextEncoder();

export function schoolActions(app) {
    app.school = { text: app.facts.organization, editions: app.engine.school.editions };
    app.savedSchool = app.school;
    app.schoolDocument = documentOf(app.school.text);
    return { ...requisiteActions(app), ...editionActions(app), ...saveActions(app) };
}

/* What the screen of the school edits. */
const documentOf = (text) => newFile('organization.xml', text).documents[0];

/* What the engine says against these requisites and editions: [] when it took them. */
async function tryOut(app, school) {
    const faults = await app.engine.setup({ organization: encoder.encode(school.text), editions: school.editions });
    return faults.filter((one) => one.severity !== 'warning');
}

async function take(app, school) {
    const faults = await tryOut(app, school);
    if (faults.length) {
        await tryOut(app, app.school); /* as it was */
        return faults;
    }
    app.school = school;
    app.generation++;
    app.facts = await readFacts(app.engine);
    app.update();
    return [];
}

function requisiteActions(app) {
    return {
        /* Other requisites; resolves with the reasons when they are refused: then those before hold. */
        setSchool: (text) => take(app, { ...app.school, text }),

        /* Whether the school was changed since it was opened or saved. */
        schoolChanged: () =>
            app.schoolDocument.text !== app.savedSchool.text || app.school.editions !== app.savedSchool.editions,

        /* organization.xml was opened; what was typed here and is on no disk is not replaced unasked. */
        async takeSchool(text, name) {
            const isTyped = app.schoolDocument.text !== app.savedSchool.text && app.schoolDocument.text !== text;
            if (isTyped && !(await confirmed(t('school.replace'), t('school.replace.ask', name), t('school.replace.yes')))) return null;
            const faults = await app.setSchool(text);
            if (faults.length) return tellRefused(faults);
            app.savedSchool = app.school;
            app.schoolDocument = documentOf(text);
            return tell(t('school.opened', name));
        },
    };
}

/* The people of a text of organization.xml: none while it cannot be taken apart. */
function peopleOf(text) {
    try {
        return peopleIn(parse(text));
    } catch {
        return [];
    }
}

function tellRefused(faults) {
    return message(t('school.refused'), el('ul', {}, faults.slice(0, 50).map((one) => el('li', {}, half(one)))));
}

const isCouncil = (document) => Boolean(document) && document.file.root === 'minutes';

function editionActions(app) {
    return {
        editions: () => app.facts.editions,

        /* The id that new cases get: that of the newest edition. */
        editionId: () => app.facts.edition,

        /* Ids of the forms, in their order. */
        formIds(document) {
            const minutes = isCouncil(document);
            return minutes ? ['minutes'] : app.facts.forms.map((form) => form.id);
        },

        /* A form that is signed at the beginning too, while it is too early for the whole of it and its first part is begun. */
        isBefore(document, id) {
            const form = isCouncil(document) ? null : app.facts.forms.find((one) => one.id === id);
            if (!form || !form.before || form.statuses.includes(document.rootValue('status'))) return false;
            return form.paths.some((path) => document.has(path.split('/')[0]));
        },

        /* How the engine is asked for a form of a document: {verb, options}. */
        formCall(document, form) {
            if (isCouncil(document)) return { verb: 'minutes', options: {} };
            return { verb: 'render', options: { forms: form, ...(app.isBefore(document, form) ? { stage: 'before' } : {}) } };
        },

        /* Its inputs: the document, and for a council file the cases that it cites. */
        formInputs(document) {
            return isCouncil(document)
                ? [inputOf(document), ...app.councilInputs()]
                : [inputOf(document)];
        },

        describeFor(document) {
            return isCouncil(document) ? app.facts.describeMinutes : app.facts.describe;
        },

        schoolPeople: () => peopleOf(app.school.text),

        /* Files of a folder with edition.xml, out of an archive. */
        async takeEdition(files) {
            const editions = files.map((file) => {
                const parts = file.name.split('/');
                return { name: parts.slice(-2).join('/'), bytes: file.bytes };
            });
            const names = new Set(editions.map((file) => file.name));
            const kept = app.school.editions.filter((file) => !names.has(file.name));
            const faults = await take(app, { ...app.school, editions: [...kept, ...editions] });
            if (faults.length) await tellRefused(faults);
            else tell(t('school.edition.opened', editions[0].name.split('/')[0]));
        },
    };
}

function saveActions(app) {
    const saveZip = () => {
        const archive = new ZipWriter();
        archive.add('organization.xml', encoder.encode(app.school.text));
        for (const file of app.school.editions) archive.add(file.name, file.bytes);
        return app.saveResult(t('school.zip.name'), archive.blob());
    };
    return {
        /* organization.xml alone, or with the editions that came from outside as one archive. */
        async saveSchool(zip) {
            const { school } = app;
            const done = zip ? await saveZip() : await app.saveResult('organization.xml', school.text);
            if (done) app.savedSchool = school;
        },

        /* This page with the school inside. */
        async saveCopy() {
            const { school } = app;
            const blob = await app.engine.pageCopy({ organization: encoder.encode(school.text), editions: school.editions });
            if (await app.saveResult('formulyar.html', blob)) app.savedSchool = school;
        },
    };
}
