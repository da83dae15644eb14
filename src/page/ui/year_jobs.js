/*
 * year_jobs.js - long work over many cases, in slices that the worker does one by one: progress is true, «Остановить» holds
 * at once, and what was made until then can still be saved.
 */

import { splitName } from '../files/names.js';
import { ZipWriter } from '../files/zip.js';
import { count, t } from '../words.js';
import { hideFinishedWork, runWork } from './work.js';
import { documentOf, inputsOf, withFileNames } from './year_check.js';
import { slices } from './year_list.js';

const SLICE = 10; /* cases a call */

/* What the messages of an answer say, by case: the first error of each case that has one. */
function failures(answer, batch, labelOf) {
    const failed = new Map();
    for (const one of answer.diagnostics) {
        if (one.severity === 'warning') continue;
        const document = documentOf(batch, one.file);
        const key = document || one.file;
        const { ru, en } = withFileNames(batch, one);
        if (!failed.has(key)) failed.set(key, { who: document ? labelOf(document) : '', text: { ru, en } });
    }
    return [...failed.values()];
}

/* How a row is called in lists of results: its number and whom it is about. */
function labels(rows) {
    const byDocument = new Map(rows.map((row) => [row.document, [row.id, row.person].filter(Boolean).join(', ')]));
    return (document) => byDocument.get(document) || document.file.name;
}

function saveOffer(app, name, content, main = true) {
    return { text: t('job.save', name), main, action: () => app.saveResult(name, content) };
}

/* Rows of one edition together, cut into what one call takes: [{rows, forms}]; wanted: a Map from editions to ids of forms. */
function parts(app, rows, wanted) {
    const groups = app.byEdition(rows.map((row) => row.document));
    return groups.flatMap(({ edition, documents }) => {
        const forms = wanted.get(edition) || [];
        return forms.length ? slices(documents, SLICE).map((batch) => ({ batch, forms })) : [];
    });
}

/* All forms of the rows' cases as one archive of that name; draft: those of cases with errors too, marked as drafts. */
export function makeForms(app, rows, wanted, kinds, { draft = false, name = t('job.archive') } = {}) {
    const labelOf = labels(rows);
    const all = parts(app, rows, wanted);
    const total = all.reduce((sum, one) => sum + one.batch.length, 0);
    return runWork(t('job.forms'), total, async (work) => {
        const archive = new ZipWriter();
        const failed = [];
        let done = 0;
        work.progress(0);
        work.whenStopped(() => app.stopJob());
        for (const { batch, forms } of all) {
            if (work.stopped()) break;
            const options = { forms: forms.join(','), kinds: kinds.join(','), draft: draft ? '1' : '0' };
            const answer = await app.jobOrStopped('render', options, inputsOf(batch), work);
            if (!answer) break;
            for (const file of answer.files) archive.add(file.name, file.bytes);
            failed.push(...failures(answer, batch, labelOf));
            done += batch.length;
            work.progress(done);
        }
        const offers = archive.count ? [saveOffer(app, `${name}.zip`, archive.blob())] : [];
        return { made: archive.count, failed, offers, partial: done < total };
    });
}

/* One call whose files are each offered, and all of them as an archive when they are several. */
export const makeByOneCall = (app, title, verb, options, inputs, how) => makeByCalls(app, title, [{ verb, options, inputs, suffix: '' }], how);

/* The same of several calls, whose files have names with the suffix of theirs; failed, remarks (told when something was made): what is known before. */
function makeByCalls(app, title, calls, { print = false, failed = [], remarks = [], name = '' } = {}) {
    return runWork(title, calls.length, async (work) => {
        const [files, diagnostics] = [[], []];
        work.progress(0);
        work.whenStopped(() => app.stopJob());
        for (const [at, { verb, options, inputs, suffix }] of calls.entries()) {
            const answer = await app.jobOrStopped(verb, options, inputs, work);
            if (!answer) break;
            files.push(...answer.files.map((file) => ({ ...file, name: suffixed(file.name, suffix) })));
            diagnostics.push(...answer.diagnostics);
            work.progress(at + 1);
        }
        return { made: files.length, failed: [...failed, ...said(diagnostics, false)], remarks: [...said(diagnostics, true), ...(files.length ? remarks : [])], offers: offersOf(app, files, print, name) };
    });
}

/* "merge.pdf" -> "merge-visits.pdf" */
function suffixed(name, suffix) {
    const { stem, extension } = splitName(name);
    return suffix ? `${stem}-${suffix}${extension}` : name;
}

function said(diagnostics, warnings) {
    return diagnostics
        .filter((one) => (one.severity === 'warning') === warnings)
        .map((one) => ({ who: one.case || '', text: { ru: one.ru, en: one.en } }));
}

/* name: of the archive; '': that of the first file. */
function offersOf(app, files, print, name) {
    const offers = files.map((file) => saveOffer(app, file.name, file.bytes, files.length === 1));
    if (files.length > 1) {
        const archive = new ZipWriter();
        for (const file of files) archive.add(file.name, file.bytes);
        offers.unshift(saveOffer(app, `${name || splitName(files[0].name).stem}.zip`, archive.blob()));
    }
    const pdf = files.find((file) => file.kind === 'pdf');
    if (print && pdf) offers.push({ text: t('job.print'), action: () => app.print(pdf.bytes) });
    return offers;
}

/*
 * All forms in one PDF, by surnames, ready for the printer.  A call names forms of one edition: where those of several are not all
 * wanted, each edition has a PDF of its own.
 */
export function makeMerged(app, rows, wanted, duplex) {
    const options = { kinds: 'pdf', duplex: duplex ? '1' : '0', sort: 'name' };
    const documents = rows.map((row) => row.document);
    const groups = app.byEdition(documents);
    const isWhole = groups.every((one) => one.forms.length === (wanted.get(one.edition) || []).length);
    const calls = groups.length > 1 && isWhole
        ? [{ verb: 'merge', options, inputs: inputsOf(documents), suffix: '' }]
        : groups.filter((one) => (wanted.get(one.edition) || []).length).map((one) => ({
              verb: 'merge',
              options: { ...options, forms: wanted.get(one.edition).join(',') },
              inputs: inputsOf(one.documents),
              suffix: groups.length > 1 ? one.edition : '',
          }));
    return makeByCalls(app, t('job.merge'), calls, { print: true });
}

/* group: cases that may stand in one summary (model/regulation.js). */
export function makeSummary(app, group, { year, nameless }) {
    const options = { ...group.options, kinds: 'pdf,docx,csv', no_names: nameless ? '1' : '0' };
    if (year) options.school_year = year;
    return makeByOneCall(app, t('job.summary'), 'summary', options, inputsOf(group.documents), { print: true });
}

/* Of cases of one edition (app.byEdition()): all its journals, or that of an id.  How many cases are not in one by their state is told. */
export function makeJournals(app, { edition, journals, documents }, id) {
    const made = journals.filter((one) => !id || one.id === id);
    const left = ({ statuses }) => documents.filter((document) => !statuses.includes(document.rootValue('status'))).length;
    const remarks = made.filter((one) => left(one) > 0 && left(one) < documents.length).map((one) => {
        const text = t('year.journal.left', one.title, count(left(one), 'case'));
        return { who: '', text: { ru: text, en: text } };
    });
    const options = { edition, forms: made.map((one) => one.id).join(','), kinds: 'pdf,docx' };
    const calls = [{ verb: 'journal', options, inputs: inputsOf(documents), suffix: '' }];
    return makeByCalls(app, t('job.journal'), calls, { print: made.length === 1, remarks, name: made.length > 1 ? t('job.journals') : '' });
}

/* A workbook for each regulation that has one; cases of the others are named. */
export function makeWorkbook(app, rows) {
    const groups = app.paperGroups('workbook', rows.map((row) => row.document));
    const inside = new Set(groups.flatMap((one) => one.documents));
    const text = { ru: t('job.workbook.none'), en: t('job.workbook.none') };
    const failed = rows.filter((row) => !inside.has(row.document)).map((row) => ({ who: row.id, text }));
    const calls = groups.map(({ key, options, documents }) => ({ verb: 'workbook', options, inputs: inputsOf(documents), suffix: key }));
    return makeByCalls(app, t('job.workbook'), calls, { failed });
}

/* All cases in one file of <cases>, each with its own text. */
export async function makeOneFile(app, rows) {
    hideFinishedWork();
    await app.saveResult(t('year.one.name'), app.casesText(rows.map((row) => row.document)));
}
