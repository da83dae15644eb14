/*
 * year_jobs.js - long work over many cases, in slices that the worker does one by one: progress is true, «Остановить» holds
 * at once, and what was made until then can still be saved.
 */

import { ZipWriter } from '../files/zip.js';
import { t } from '../words.js';
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

/* How a row is called in lists of results: its number and the teacher. */
function labels(rows) {
    const byDocument = new Map(rows.map((row) => [row.document, [row.id, row.person].filter(Boolean).join(', ')]));
    return (document) => byDocument.get(document) || document.file.name;
}

function saveOffer(app, name, content, main = true) {
    return { text: t('job.save', name), main, action: () => app.saveResult(name, content) };
}

/* All forms of the rows' cases as one archive of that name; draft: those of cases with errors too, marked as drafts. */
export function makeForms(app, rows, forms, kinds, { draft = false, name = t('job.archive') } = {}) {
    const labelOf = labels(rows);
    const options = { forms: forms.join(','), kinds: kinds.join(','), draft: draft ? '1' : '0' };
    return runWork(t('job.forms'), rows.length, async (work) => {
        const archive = new ZipWriter();
        const failed = [];
        let done = 0;
        work.progress(0);
        work.whenStopped(() => app.stopJob());
        for (const part of slices(rows, SLICE)) {
            if (work.stopped()) break;
            const batch = part.map((row) => row.document);
            const answer = await app.jobOrStopped('render', options, inputsOf(batch), work);
            if (!answer) break;
            for (const file of answer.files) archive.add(file.name, file.bytes);
            failed.push(...failures(answer, batch, labelOf));
            done += part.length;
            work.progress(done);
        }
        const offers = archive.count ? [saveOffer(app, `${name}.zip`, archive.blob())] : [];
        return { made: archive.count, failed, offers, partial: done < rows.length };
    });
}

/* One call whose files are each offered, and all of them as an archive when they are several. */
export async function makeByOneCall(app, title, verb, options, inputs, { print = false } = {}) {
    return runWork(title, 1, async (work) => {
        work.progress(0);
        work.whenStopped(() => app.stopJob());
        const answer = await app.jobOrStopped(verb, options, inputs, work);
        if (!answer) return { made: 0, failed: [], offers: [] };
        return { made: answer.files.length, failed: said(answer, false), remarks: said(answer, true), offers: offersOf(app, answer.files, print) };
    });
}

function said(answer, warnings) {
    return answer.diagnostics
        .filter((one) => (one.severity === 'warning') === warnings)
        .map((one) => ({ who: one.case || '', text: { ru: one.ru, en: one.en } }));
}

function offersOf(app, files, print) {
    const offers = files.map((file) => saveOffer(app, file.name, file.bytes, files.length === 1));
    if (files.length > 1) {
        const archive = new ZipWriter();
        for (const file of files) archive.add(file.name, file.bytes);
        const stem = files[0].name.replace(/\.[^.]*$/, '');
        offers.unshift(saveOffer(app, `${stem}.zip`, archive.blob()));
    }
    const pdf = files.find((file) => file.kind === 'pdf');
    if (print && pdf) offers.push({ text: t('job.print'), action: () => app.print(pdf.bytes) });
    return offers;
}

/* All forms in one PDF, by surnames, ready for the printer. */
export function makeMerged(app, rows, forms, duplex) {
    const options = { forms: forms.join(','), kinds: 'pdf', duplex: duplex ? '1' : '0', sort: 'name' };
    return makeByOneCall(app, t('job.merge'), 'merge', options, inputsOf(rows.map((row) => row.document)), { print: true });
}

export function makeSummary(app, rows, { year, nameless }) {
    const options = { kinds: 'pdf,docx,csv', no_names: nameless ? '1' : '0' };
    if (year) options.school_year = year;
    return makeByOneCall(app, t('job.summary'), 'summary', options, inputsOf(rows.map((row) => row.document)), { print: true });
}

export function makeWorkbook(app, rows) {
    return makeByOneCall(app, t('job.workbook'), 'workbook', {}, inputsOf(rows.map((row) => row.document)));
}

/* All cases in one file of <cases>, each with its own text. */
export async function makeOneFile(app, rows) {
    hideFinishedWork();
    await app.saveResult(t('year.one.name'), app.casesText(rows.map((row) => row.document)));
}
