/*
 * facts.mjs - pages with schools inside that will not do: the editions that are good work, and of the others it is said what is wrong and
 * where.  Speaks TAP.
 */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { addEditions } from '../../src/page/editions.js';
import { writeSchool } from '../../src/page/engine/copy.js';
import { startEngine } from '../../src/page/engine/engine.js';
import { EngineFailure } from '../../src/page/engine/failure.js';
import { firstFacts } from '../../src/page/facts.js';
import { placed } from '../../src/page/ui/faults.js';
import { setLanguage } from '../../src/page/words.js';
import { spawnNode } from './node_worker.mjs';
import { pageOf } from './page_of.mjs';
import { done, is, ok } from './tap.mjs';

const page = pageOf(readFileSync(process.argv[2], 'utf8'));
const encoder = new TextEncoder();

/* An edition of a school; change(name, text): what is in a file instead, null: no such file. */
function edition(id, change = (name, text) => text) {
    const files = readdirSync('forms/example-corrected').map((name) => {
        const text = readFileSync(`forms/example-corrected/${name}`, 'utf8').replace('id="example-corrected"', `id="${id}"`);
        return { name: `${id}/${name}`, text: change(name, text) };
    });
    return files.filter(({ text }) => text !== null).map(({ name, text }) => ({ name, bytes: encoder.encode(text) }));
}

const inForm = (change) => (name, text) => (name === '5.4.xml' ? change(text) : text);
const GOOD = edition('gymnasium');
const CUT = edition('cut', inForm((text) => text.slice(0, 300)));
const UNKNOWN = edition('unknown', inForm((text) => text.replace(/select="c:/, 'select="c:none/c:')));
const LONELY = edition('lonely', (name, text) => (name === 'edition.xml' ? text : null));
const WORDLESS = edition('wordless', (name, text) => {
    if (name === 'edition.xml') return text.replace('<edition ', '<edition approved="2030-01-01" ');
    if (name === 'vocabulary.xml') return text.replace(/<terms id="kinds"[^]*?<\/terms>/, '');
    return null;
});
const OTHERWISE = edition('otherwise').map(({ name, bytes }) => ({ name: name.replace('otherwise', 'folder'), bytes }));

/* The engine of a page with that school inside, and what the page finds when it starts. */
async function started(editions, organization = null) {
    const engine = await startEngine({ ...page, parts: { ...page.parts, school: writeSchool({ organization, editions }) } }, () => spawnNode());
    try {
        return { engine, ...(await firstFacts(engine)) };
    } catch (error) {
        return { engine, error };
    }
}

function stop({ engine }) {
    for (const lane of Object.values(engine.lanes)) lane.end();
}

const codes = (refused) => refused.map(({ name, faults }) => `${name} ${faults.map((one) => `${one.code} ${one.file}:${one.line}`).join()}`.replace(/(workbook\.xml):\d+/, '$1'));
const ids = (facts) => facts.editions.map((one) => one.id);
const own = readdirSync('forms').filter((name) => existsSync(`forms/${name}/edition.xml`));
const NEWEST = 'lesosibirsk2-2024-09-27';
const withOwn = (...names) => [...own, ...names].sort();

/* ---- when the page starts ------------------------------------------------------------------ */

const whole = await started(GOOD);
is([whole.refused, ids(whole.facts)], [[], withOwn('gymnasium')], 'a school whose edition is good');
stop(whole);

const mixed = await started([...CUT, ...GOOD, ...UNKNOWN, ...LONELY, ...OTHERWISE, ...WORDLESS]);
is(codes(mixed.refused), [
    'cut E221 /data/forms/cut/5.4.xml:4',
    'folder E239 /data/forms/folder/edition.xml:2',
    'lonely E001 /data/forms/lonely/vocabulary.xml:0',
    'unknown E202 /data/forms/unknown/5.4.xml:15',
    'wordless E230 /data/forms/workbook.xml',
], 'of each that will not do it is said what is wrong and where');
is([ids(mixed.facts), mixed.facts.edition], [withOwn('gymnasium'), NEWEST], 'the others are there, the approved one for new cases');
ok([mixed.facts.describe, mixed.facts.describeMinutes, mixed.facts.describeSchool].every((one) => one.root.type), 'and all fields');
is(mixed.refused[0].files, CUT, 'the files of those that are left out are kept');
is(mixed.engine.school.editions, GOOD, 'a copy of the page gets those that are good');
const sample = new TextDecoder().decode(mixed.engine.sample('completed.xml')).replace(/edition="[^"]*"/, 'edition="gymnasium"');
const made = await mixed.engine.call('render', { kinds: 'pdf' }, [{ name: 'a.xml', bytes: encoder.encode(sample) }]);
is([made.status, made.files.length], [0, 3], 'a case of a good one is printed');
const old = [{ name: 'a.xml', bytes: encoder.encode(sample.replace('"gymnasium"', '"cut"')) }];
is((await mixed.engine.call('check', {}, old)).diagnostics.map((one) => one.code), ['E023'], 'a case of another one is told that it is not there');
is((await mixed.engine.call('blank', { kinds: 'pdf' })).files.length, 3, 'blanks are those of the newest');
stop(mixed);

const bad = await started(CUT);
is([codes(bad.refused).length, ids(bad.facts)], [1, own], 'a page with nothing but one that will not do');
stop(bad);

const twice = await started([...edition('lesosibirsk2-2024-09-27'), ...GOOD]);
is([twice.refused.map((one) => one.name), ids(twice.facts).length], [[NEWEST], own.length + 1], 'an edition that the page has itself is left out, too');
stop(twice);

const strange = await started(GOOD, encoder.encode('<organization/>'));
is(strange.error && strange.error.faults.map((one) => one.code), ['E222'], 'requisites that will not do are told of: nothing can be printed');
stop(strange);

/* ---- when editions are opened ------------------------------------------------------------------ */

const { engine } = await started([]);
const school = { organization: readFileSync('forms/organization.xml'), editions: GOOD };
ok((await engine.setup({ ...school, editions: [...GOOD, ...CUT] })).some((one) => one.code === 'E221'), 'the engine says at once what is wrong with an edition');
is((await engine.setup({ ...school, organization: encoder.encode('<organization/>') })).map((one) => one.code), ['E222'], 'and of requisites, once');
const broken = edition('gymnasium', inForm((text) => text.slice(0, 300)));
const added = await addEditions(engine, school, [...edition('lyceum'), ...broken, ...UNKNOWN]);
is([added.names, added.refused.map((one) => one.name)], [['lyceum'], ['gymnasium', 'unknown']], 'of an archive the good ones are taken');
is([...new Set(added.school.editions.map((one) => one.name.split('/')[0]))], ['gymnasium', 'lyceum'], 'and beside them what there was');
is(added.school.editions.filter((one) => GOOD.includes(one)).length, GOOD.length, 'one that was good is not replaced by one that is not');
is((await engine.call('forms')).diagnostics, [], 'these are in force');
const fewer = edition('gymnasium', (name, text) => (name === '5.4.xml' ? null : text));
is((await addEditions(engine, added.school, fewer)).school.editions.length, added.school.editions.length - 1, 'another one of that name replaces it as a whole');

/* An engine that does not live through an edition. */
const mortal = { setup: async ({ editions }) => (editions.includes(CUT[0]) ? Promise.reject(new EngineFailure('memory')) : []) };
const survived = await addEditions(mortal, school, [...CUT, ...edition('lyceum')]);
is([survived.names, survived.refused.map(({ faults }) => [faults[0].severity, faults[0].ru])], [['lyceum'], [['error', new EngineFailure('memory').ru]]], 'an edition that the engine fails over is a fault of that edition');
mortal.setup = () => Promise.reject(new EngineFailure('memory'));
is(await addEditions(mortal, school, CUT).catch((error) => error.word), 'memory', 'an engine that always fails is none');
stop({ engine });

/* ---- the words ------------------------------------------------------------------------------------ */

const said = { file: '/data/forms/cut/5.4.xml', line: 4, ru: 'не разбирается', en: 'cannot be read' };
is(placed(said), 'cut/5.4.xml, строка 4: не разбирается', 'a fault with its place');
is(placed({ ...said, line: 0 }), 'cut/5.4.xml: не разбирается', 'of a whole file');
is([undefined, '/data/forms', 'formulyar'].map((file) => placed({ ...said, file })), Array(3).fill('не разбирается'), 'without one');
setLanguage('en');
is(placed(said), 'cut/5.4.xml, line 4: cannot be read', 'in English');
done();
