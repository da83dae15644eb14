/*
 * app_school.js - the school's requisites and editions: tried by the engine, saved as a file, put into a copy of the page.
 *
 * app.school: {text of organization.xml, editions: files [{name: "ID/5.1.xml", bytes}] of the school's own, those that this page came with first}.
 * app.leftOut: [{name, files, faults}], editions that it came with and the engine did not take.
 */

import { addEditions, tryOut } from './editions.js';
import { readFacts } from './facts.js';
import { newFile } from './model/cases.js';
import { peopleIn } from './model/people.js';
import { parse } from './model/xmlparse.js';
import { ZipWriter } from './files/zip.js';
import { tell } from './ui/live.js';
import { ask, confirmed, message } from './ui/dialog.js';
import { el } from './ui/dom.js';
import { faultList } from './ui/faults.js';
import { t } from './words.js';

const encoder = new TextEncoder();

export function schoolActions(app) {
    app.school = { text: app.facts.organization, editions: app.engine.school.editions };
    app.savedSchool = app.school;
    app.schoolDocument = documentOf(app.school.text);
    return { ...requisiteActions(app), ...folderActions(app), ...saveActions(app) };
}

/* What the screen of the school edits. */
const documentOf = (text) => newFile('organization.xml', text).documents[0];

const asFiles = (school) => ({ organization: encoder.encode(school.text), editions: school.editions });

/* Other requisites or editions are in force. */
async function inForce(app, school) {
    app.school = school;
    app.generation++;
    app.facts = await readFacts(app.engine);
    app.update();
}

async function take(app, school) {
    const faults = await tryOut(app.engine, asFiles(school));
    if (faults.length) await app.engine.setup(asFiles(app.school)); /* as it was */
    else await inForce(app, school);
    return faults;
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

const tellRefused = (faults, title = t('school.refused')) => message(title, faultList(faults));

function folderActions(app) {
    return {
        schoolPeople: () => peopleOf(app.school.text),

        /* Files of editions by their names in the school; what the engine does not take of them is told. */
        async takeEdition(files) {
            const { school, names, refused } = await addEditions(app.engine, asFiles(app.school), files);
            if (names.length) {
                app.leftOut = app.leftOut.filter((one) => !names.includes(one.name));
                await inForce(app, { ...app.school, editions: school.editions });
                tell(t('school.edition.opened', names.join(', ')));
            }
            const faults = refused.flatMap((one) => one.faults);
            if (faults.length) await tellRefused(faults, t('school.edition.refused'));
        },

        /* Which editions that the page came with it works without, and why. */
        async tellLeftOut() {
            const answer = await ask(t('school.left'), leftOutText(app), [
                { value: 'ok', text: t('dialog.ok'), main: true },
                { value: 'save', text: t('school.left.save') },
            ], { wide: true });
            if (answer === 'save') await app.saveResult(t('school.left.zip'), zipOf(app.leftOut.flatMap((one) => one.files)).blob());
        },
    };
}

function leftOutText(app) {
    return [
        el('p', {}, t('school.left.lead', app.leftOut.map((one) => one.name).join(', '), app.newestTitle())),
        faultList(app.leftOut.flatMap((one) => one.faults)),
        el('p', {}, t('school.left.how')),
    ];
}

function zipOf(files) {
    const archive = new ZipWriter();
    for (const file of files) archive.add(file.name, file.bytes);
    return archive;
}

function saveActions(app) {
    const saveZip = () => {
        const files = [{ name: 'organization.xml', bytes: encoder.encode(app.school.text) }, ...app.school.editions];
        return app.saveResult(t('school.zip.name'), zipOf(files).blob());
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
            const blob = await app.engine.pageCopy(asFiles(school));
            if (await app.saveResult('formulyar.html', blob)) app.savedSchool = school;
        },
    };
}
