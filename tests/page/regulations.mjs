/*
 * regulations.mjs - a school that brings a regulation of itself (tests/engine/visits): what the page takes from its description, and
 * what the engine makes of that.  Speaks TAP.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { editionActions } from '../../src/page/app_editions.js';
import { writeSchool } from '../../src/page/engine/copy.js';
import { startEngine } from '../../src/page/engine/engine.js';
import { describeEdition, firstFacts } from '../../src/page/facts.js';
import { openAll } from '../../src/page/files/open.js';
import { ZipWriter } from '../../src/page/files/zip.js';
import { newFile } from '../../src/page/model/cases.js';
import { choicesOf, newCaseText, paperGroups, stateRank, stateWords, statesOf } from '../../src/page/model/regulation.js';
import { planFields } from '../../src/page/ui/fields_plan.js';
import { spawnNode } from './node_worker.mjs';
import { pageOf } from './page_of.mjs';
import { done, is, ok } from './tap.mjs';

const page = pageOf(readFileSync(process.argv[2], 'utf8'));
const APPROVED = 'lesosibirsk2-2024-09-27';
const encoder = new TextEncoder();

function folder(path, name) {
    return readdirSync(path, { withFileTypes: true }).flatMap((one) =>
        one.isDirectory() ? folder(`${path}/${one.name}`, `${name}/${one.name}`) : [{ name: `${name}/${one.name}`, bytes: new Uint8Array(readFileSync(`${path}/${one.name}`)) }]);
}

const VISITS = folder('tests/engine/visits', 'visits');
const engine = await startEngine({ ...page, parts: { ...page.parts, school: writeSchool({ organization: null, editions: VISITS }) } }, () => spawnNode());
const { facts, refused } = await firstFacts(engine);
const visits = await describeEdition(engine, facts, 'visits');
const ours = facts.describe;

/* ---- what is described --------------------------------------------------------------------------- */

is([refused, facts.edition], [[], APPROVED], 'the engine takes it from a page, subfolders too; new cases are of the approved one');
is([visits.edition, visits.subject.ru, visits.forms.map((one) => one.id)], ['visits', 'посетитель', ['note', 'report']], 'it is described by itself');
is(facts.described.get('visits') === visits && (await describeEdition(engine, facts, APPROVED)) === ours, true, 'once');
is(await describeEdition(engine, facts, 'nowhere'), ours, 'of one that is not there: the newest');
is(statesOf(visits).map((one) => one.value), ['planned', 'held'], 'states are those of its schema');
is([stateWords(ours, 'registered').ru, stateWords(visits, 'held').en, stateWords(visits, 'registered')], ['решение принято, сопровождение оформляется', 'held', null], 'their words, without forms in brackets');
is([stateRank(ours, 'completed'), stateRank(visits, 'held'), stateRank(visits, 'completed')], [2, 1, 2], 'their order; what is none comes last');

/* ---- fields ----------------------------------------------------------------------------------------- */

const nodes = planFields(visits).flatMap((section) => section.nodes);
const options = (describe) => planFields(describe).flatMap((section) => section.nodes).find((one) => one.path === '@edition').options.map((one) => one.value);
is(nodes.map((one) => one.path), ['@id', '@edition', '@status', 'visitor', 'lesson'], 'fields are those of its schema');
ok(!options(visits).includes(APPROVED) && options(visits).includes('visits'), 'no edition of another schema is offered for a case');
ok(options(ours).includes('example-corrected') && !options(ours).includes('visits'), 'nor the other way round');
ok(nodes.find((one) => one.path === '@edition').rare, 'its edition is chosen once');

const pupils = planFields(await describeEdition(engine, facts, 'ppk-example')).flatMap((section) => section.nodes).find((one) => one.path === 'pupil');
const rare = (name) => Boolean(pupils.nodes.find((one) => one.path === `pupil/${name}`).rare);
is(['surname', 'class', '@birth-date', 'former', '@person'].map(rare), [false, false, false, true, true], 'of a person, what a form prints is no rare thing');

/* ---- new cases ----------------------------------------------------------------------------------------- */

is(choicesOf(facts).map((one) => one.id).filter((id) => id !== 'ppk-example'), [APPROVED, 'visits'], 'a case can be begun of what is approved, and of regulations of themselves');
const editions = [{ id: 'a', approved: '2024-01-01' }, { id: 'b', approved: '2026-01-01' }, { id: 'c' }, { id: 'd', own: true }, { id: 'e', own: true, approved: '2025-01-01' }];
is(choicesOf({ editions, edition: 'b' }).map((one) => one.id), ['b', 'e', 'a', 'd'], 'the newest first');
for (const describe of [ours, visits]) {
    const answer = await engine.call('check', {}, [{ name: 'a.xml', bytes: encoder.encode(newCaseText(describe, 'n-1')) }]);
    is([answer.cases.map((one) => [one.edition, one.status]), answer.diagnostics.filter((one) => /^E/.test(one.code))], [[[describe.edition, statesOf(describe)[0].value]], []], `a new case of ${describe.edition} is one to its schema`);
}
ok(newCaseText(visits, 'a"<b').includes('id="a&quot;&lt;b"'), 'whatever the number is, it is a text');

/* ---- papers ------------------------------------------------------------------------------------------------ */

const documents = [ours, visits, ours].map((describe, at) => newFile('a.xml', newCaseText(describe, `n-${at}`)).documents[0]);
const describeOf = (document) => facts.described.get(document.rootValue('edition'));
const groups = (paper) => paperGroups(paper, documents, describeOf).map((one) => [one.key, one.options.edition || '', one.documents.length]);
is(groups('workbook'), [['', '', 2], ['visits', 'visits', 1]], 'a workbook for each');
is([groups('summary'), groups('bundle')], [[['', '', 2]], [['', '', 2]]], 'no paper for whom has none');
for (const { options: named, documents: own } of paperGroups('workbook', documents, describeOf)) {
    const inputs = own.map((document, at) => ({ name: `${at}.xml`, bytes: encoder.encode(document.text) }));
    const made = await engine.call('workbook', named, inputs);
    const back = await engine.call('import', { faulty: '1' }, [{ name: 'b.xlsx', bytes: made.files[0].bytes }]);
    is([made.status, back.cases.map((one) => one.edition)], [0, own.map((document) => document.rootValue('edition'))], 'a workbook is read back by its edition');
}

/* ---- journals ---------------------------------------------------------------------------------------------- */

const pupil = newFile('considered.xml', readFileSync('forms/ppk-example/samples/considered.xml', 'utf8')).documents[0];
const app = { facts, engine };
Object.assign(app, editionActions(app));
await app.ready([pupil]);
const [ppk] = app.byEdition([pupil]);
is([app.formIds(pupil), ppk.forms], [['1-soglasie', '2-protokol', '3-zaklyuchenie'], ['1-soglasie', '2-protokol', '3-zaklyuchenie']], 'a journal is no form of a case');
is(ppk.journals.map((one) => one.id), ['4-grafik', '5-zasedaniya', '6-zaklyucheniya', '7-pmpk'], 'but of all of its edition');
is([app.byEdition([documents[0]])[0].journals, ppk.journals[1].statuses], [[], ['considered']], 'which says of which; other editions have none');
const journal = await engine.call('journal', { edition: 'ppk-example', forms: '5-zasedaniya', kinds: 'pdf' }, [{ name: 'a.xml', bytes: encoder.encode(pupil.text) }]);
is([journal.status, journal.files.map((one) => one.name)], [0, ['journal_5-zasedaniya.pdf']], 'it is made');

/* ---- archives ---------------------------------------------------------------------------------------------------- */

async function unpacked(files) {
    const zip = new ZipWriter();
    for (const { name, bytes } of files) zip.add(name, bytes);
    const taken = [];
    const app = { takeEdition: async (all) => taken.push(...all), documents: { byName: () => null, freeName: (name) => name, add: (file) => file } };
    const outcome = await openAll(app, [{ name: 'a.zip', bytes: zip.bytes(), handle: null, error: '' }]);
    return { taken: taken.map((one) => one.name).sort(), opened: outcome.opened.length, failed: outcome.failed.map((one) => one.name) };
}
const names = VISITS.map((one) => one.name).sort();
is(await unpacked(VISITS), { taken: names, opened: 0, failed: [] }, 'an edition in an archive, with its schema and samples');
is(await unpacked(VISITS.map(({ name, bytes }) => ({ name: `школа/forms/${name}`, bytes }))), { taken: names, opened: 0, failed: [] }, 'deep in folders');
const both = [...VISITS, { name: 'дела/a.xml', bytes: encoder.encode(newCaseText(ours, 'n-1')) }, { name: 'дела/case.xsd', bytes: encoder.encode('<x/>') }];
is(await unpacked(both), { taken: names, opened: 1, failed: [] }, 'cases beside it are cases');

for (const lane of Object.values(engine.lanes)) lane.end();
done();
