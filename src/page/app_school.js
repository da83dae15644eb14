/*
 * app_school.js - the school's requisites and editions: tried by the engine, saved as a file, put into a copy of the page.
 *
 * app.school: {text of organization.xml, editions: files [{name: "ID/5.1.xml", bytes}] that came from outside the page}.
 */

import { inputOf } from './files/documents.js';
import { readFacts } from './facts.js';
import { isOrganization, people } from './files/school.js';
import { ZipWriter } from './files/zip.js';
import { tell } from './ui/live.js';
import { message } from './ui/dialog.js';
import { el } from './ui/dom.js';
import { half, t } from './words.js';

const encoder = new TextEncoder();

export function schoolActions(app) {
    app.school = { text: app.facts.organization || '', editions: [] };
    return { ...requisiteActions(app), ...editionActions(app), ...saveActions(app) };
}

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

        /* organization.xml was opened. */
        async takeSchool(text, name) {
            const faults = isOrganization(text) ? await app.setSchool(text) : [];
            if (faults.length) await tellRefused(faults);
            else tell(t('school.opened', name));
        },

        /* The roles of people, in the words of the edition. */
        roles: () => (app.facts.roles || []).filter((role) => role.code !== 'teacher'), /* form.xsd, school-role */
    };
}

function tellRefused(faults) {
    return message(t('school.refused'), el('ul', {}, faults.slice(0, 50).map((one) => el('li', {}, half(one)))));
}

const isCouncil = (document) => Boolean(document) && document.file.root === 'minutes';

function editionActions(app) {
    return {
        editions: () => app.facts.editions || [],

        /* The id that new cases get: that of the newest edition. */
        editionId: () => app.facts.edition || '',

        /* Ids of the forms, in their order. */
        formIds(document) {
            const minutes = isCouncil(document);
            return minutes ? ['minutes'] : (app.facts.forms || []).map((form) => form.id);
        },

        /* How the engine is asked for a form of a document: {verb, options}. */
        formCall: (document, form) =>
            isCouncil(document) ? { verb: 'minutes', options: {} } : { verb: 'render', options: { forms: form } },

        /* Its inputs: the document, and for a council file the cases that it cites. */
        formInputs(document) {
            return isCouncil(document)
                ? [inputOf(document), ...app.councilInputs(app.documents.cases())]
                : [inputOf(document)];
        },

        describeFor(document) {
            return isCouncil(document) ? app.facts.describeMinutes : app.facts.describe;
        },

        schoolPeople: () => people(app.school.text),


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
    return {
        /* organization.xml alone, or with the editions that came from outside as one archive. */
        saveSchool(zip) {
            if (!zip) return app.saveResult('organization.xml', app.school.text);
            const archive = new ZipWriter();
            archive.add('organization.xml', encoder.encode(app.school.text));
            for (const file of app.engine.editionFiles(app.school.editions)) archive.add(file.name, file.bytes);
            return app.saveResult(t('school.zip.name'), archive.blob());
        },

        /* This page with the school inside. */
        async saveCopy() {
            const blob = await app.engine.pageCopy({ organization: encoder.encode(app.school.text), editions: app.school.editions });
            return app.saveResult('formulyar.html', blob);
        },
    };
}
