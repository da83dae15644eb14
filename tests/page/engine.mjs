/* engine.mjs - the page's own engine, out of the HTML file, in workers of node's; speaks TAP. */

import { readFileSync } from 'node:fs';
import { readArchive } from '../../src/page/engine/archive.js';
import { assemble } from '../../src/page/engine/assemble.js';
import { readSchool, writeSchool } from '../../src/page/engine/copy.js';
import { startEngine } from '../../src/page/engine/engine.js';
import { localDay, makeInstance } from '../../src/page/engine/instance.js';
import { filesOf, unpackPayload, wordOf } from '../../src/page/engine/worker.js';
import { spawnNode } from './node_worker.mjs';
import { pageOf } from './page_of.mjs';
import { done, is, ok } from './tap.mjs';

const html = readFileSync(process.argv[2], 'utf8');
const page = pageOf(html);
const input = (path) => [{ name: path, bytes: new Uint8Array(readFileSync(path)) }];
const completed = input('samples/completed.xml');
const word = async (promise) => {
    try {
        await promise;
        return 'no failure';
    } catch (error) {
        return error.word || String(error);
    }
};

/* ---- the page's own file --------------------------------------------------------------- */

ok(Buffer.byteLength(html) <= 1500000, `1.5 MB or less: ${Buffer.byteLength(html)}`);
is(assemble(page.skeleton, page.parts), html, 'the page can put itself together again');
ok(!/https?:\/\/(?!www\.w3\.org)/.test(html.replace(/<script[^]*?<\/script>/g, '')), 'no address of a network in what is not packed');
is(page.parts.csp.includes("default-src 'none'") && !/connect-src|https?:|\*|unsafe-eval'(?<!wasm-unsafe-eval')/.test(page.parts.csp), true, 'the policy lets nothing out');

/* ---- calls ---------------------------------------------------------------------------------- */

const engine = await startEngine(page, () => spawnNode());
is((await engine.call('version')).version, (await engine.call('version', {}, [], { worker: 'live' })).version, 'both workers answer');
const made = await engine.call('render', { kinds: 'pdf' }, completed);
is(made.files.map((file) => file.form), ['5.1', '5.3', '5.4'], 'three forms');
ok(made.files.every((file) => file.bytes.length === file.size && Buffer.from(file.bytes.subarray(0, 5)).toString() === '%PDF-'), 'and their bytes');
ok(completed[0].bytes.length > 0, 'inputs stay with whoever gave them');
ok(engine.libraries().length === 8 && engine.libraries().every((one) => one.name && one.version && one.licence), 'what is inside, with versions and licences');
ok(['libxml2', 'GNU LESSER', 'SIL OPEN FONT'].every((one) => engine.licences().includes(one)), 'and the licences themselves');
ok(engine.organization().includes('<organization'), 'the letterhead in force');
ok(engine.sample('completed.xml') && engine.sample('no.xml') === null, 'samples');

/* ---- what follows keystrokes ------------------------------------------------------------------ */

const live = { worker: 'live' };
const many = await Promise.all([...Array(6).keys()].map(() => engine.call('check', {}, completed, live)));
is(many.map((one) => one !== null), [true, false, false, false, false, true], 'of checks that wait the newest is done');
const mixed = await Promise.all([engine.call('check', {}, completed, live), engine.call('render', { kinds: 'svg' }, completed, live), engine.call('check', {}, completed, live), engine.call('fonts', {}, [], live), engine.call('fonts', {}, [], live)]);
ok(mixed.every((one) => one !== null), 'what is of another kind is not overtaken');

const svg = { verb: 'render', options: { forms: '5.1', kinds: 'svg', svg_bare: '1' } };
const followed = await engine.follow(svg, completed);
const alone = await engine.call('render', { ...svg.options, draft: '0' }, completed, live);
is([followed.checked.status, followed.drawn.files[0].sha256], [0, alone.files[0].sha256], 'a check and the form in one: a finished one');
const wrong = [{ name: 'c.xml', bytes: new TextEncoder().encode(new TextDecoder().decode(completed[0].bytes).replace(/<surname>[^<]*/, '<surname>')) }];
const drafted = await engine.follow(svg, wrong);
const asDraft = await engine.call('render', { ...svg.options, draft: '1' }, wrong, live);
ok(drafted.checked.status > 0 && drafted.drawn.files.length === 1, 'or a draft while there are errors');
is(drafted.drawn.files[0].sha256, asDraft.files[0].sha256, 'as it is when it is asked for');
is((await engine.follow(null, completed)).drawn, null, 'or a check alone');
const hurried = await Promise.all([...Array(4).keys()].map(() => engine.follow(svg, completed)));
is(hurried.map((one) => one !== null), [true, false, false, true], 'the newest counts');

/* ---- failures ------------------------------------------------------------------------------------ */

is(await word(engine.call('render', {}, input('samples/thirty.xml'), { limit: 1 })), 'time', 'what takes too long is ended');
is((await engine.call('check', {}, completed)).status, 0, 'and the next call is answered');
const long = engine.call('render', {}, input('samples/thirty.xml'));
const behind = engine.call('render', {}, completed);
engine.stop();
is([await word(long), await word(behind)], ['stopped', 'stopped'], 'a stop ends what is at work and what waits');
is((await engine.call('check', {}, completed)).status, 0, 'and the next call is answered');
is(await word(engine.call('check', {}, [{ name: 'x', bytes: null }])), 'engine', 'a fault is told');
is((await engine.call('check', {}, completed)).status, 0, 'and the next call is answered');
is(await word(engine.call('check', {}, [{ name: 'x', bytes: new Uint8Array(600 << 20) }])), 'memory', 'an input larger than the memory');
is((await engine.call('check', {}, completed)).status, 0, 'and the next call is answered');

const refusing = { post: () => {}, listen: () => {}, fail: () => {}, end: () => {} };
const tooLarge = () => {
    throw new Error('DataCloneError');
};
is(await word(startEngine(page, () => ({ ...refusing, post: tooLarge }))), 'memory', 'what cannot be copied for a worker fails at once');
is(await word(startEngine(page, tooLarge)), 'engine', 'and so does a worker that cannot be made');

/* ---- hostile inputs --------------------------------------------------------------------------------- */

const hostile = {
    'a million elements, each in the one before': '<a>'.repeat(1e6),
    'a case of a million elements': `<case xmlns="x">${'<a/>'.repeat(1e6)}`,
    'a million attributes': `<case ${[...Array(1e6).keys()].map((n) => `a${n}=""`).join(' ')}/>`,
    'ten megabytes of text': `<case>${'ы'.repeat(5e6)}</case>`,
    'entities of entities': `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(1e5)}"><!ENTITY b "${'&a;'.repeat(1e4)}">]><a>&b;</a>`,
    'zeros': '\0'.repeat(1e6),
};
for (const [name, text] of Object.entries(hostile)) {
    const began = performance.now();
    const answer = await engine.call('check', {}, [{ name: 'case.xml', bytes: Buffer.from(text) }], live);
    ok(answer.status === 1 && answer.diagnostics.length > 0, `told: ${name} (${Math.round(performance.now() - began)} ms)`);
}

/* ---- memory and stack, inside --------------------------------------------------------------------------- */

const packed = readArchive(unpackPayload(page.parts.engine, Number(page.parts.engineCrc)));
const module = await WebAssembly.compile(packed.get('engine.wasm'));
const instance = await makeInstance(module, packed);
instance.open({ today: '2027-05-28' });
const fault = (action) => {
    try {
        return `no fault: ${action()}`;
    } catch (error) {
        return wordOf(error, instance);
    }
};
is(fault(() => instance.door.door_call(0xfffffff0)), 'engine', 'an address outside of memory traps');
const full = await makeInstance(module, packed);
full.open({ today: '2027-05-28' });
while (full.door.door_room(1 << 20)) /* until there is no memory */;
ok(full.size > 500 * 2 ** 20 && full.size <= 512 * 2 ** 20, `memory ends at 512 MiB: ${full.size >> 20}`);
is(fault(() => full.call('render', {}, completed)), 'memory', 'then a call says that it is memory');
const deep = () => deep() + 1;
is(fault(deep), 'depth', 'a stack that overflows');
is(localDay(new Date(2027, 0, 5)), '2027-01-05', 'the day where the user is');

/* ---- school and edition ------------------------------------------------------------------------------------ */

const faults = await engine.setup({ organization: Buffer.from('<organization/>'), editions: [] });
ok(faults.length > 0 && faults.every((one) => one.ru && one.en), 'a wrong letterhead is refused with reasons');
is(await engine.setup({ organization: readFileSync('forms/organization.xml'), editions: [] }), [], 'a right one is taken');
const own = ['5.1.xml', '5.3.xml', '5.4.xml', 'edition.xml', 'vocabulary.xml'].map((name) => ({
    name: `ours/${name}`,
    bytes: Buffer.from(readFileSync(`forms/example-corrected/${name}`, 'utf8').replace(/id="example-corrected"/g, 'id="ours"')),
}));
is(await engine.setup({ organization: null, editions: own }), [], 'an edition of the school');
ok((await engine.call('forms')).forms.some((one) => one.edition === 'ours'), 'its forms are there in the other worker too');
const taken = await engine.setup({ organization: null, editions: own.map(({ name, bytes }) => ({ name: name.replace('ours', 'lesosibirsk2-2024-09-27'), bytes })) });
is(taken.length, 1, 'the approved edition is not replaced');
const rename = (folder) => own.map(({ name, bytes }) => ({ name: name.replace('ours/', folder), bytes }));
for (const [folder, count] of [['', 5], ['лицей/', 5], ['../', 5], ['rules.xml/', 1], ['a/b/', 5]])
    is((await engine.setup({ organization: null, editions: rename(folder) })).filter((one) => one.ru && one.en).length, count, `an edition in “${folder}” is refused, not passed over`);
ok((await engine.call('forms')).forms.some((one) => one.edition === 'ours'), 'and what was in force stays');
const copy = pageOf(await engine.pageCopy().text());
const again = await startEngine(copy, () => spawnNode());
ok((await again.call('forms')).forms.some((one) => one.edition === 'ours'), 'a copy of the page opens with the edition inside');
is(await again.pageCopy().text(), await engine.pageCopy().text(), 'a copy of the copy is the same');
again.stop('live');

const hostileNames = ['../../data/fonts/regular.face', 'rules.xml', 'rules.xml/5.1.xml', 'organization.xml/x', 'lesosibirsk2-2024-09-27/5.1.xml', '..', 'a/../../b', '', '/a/b', '__proto__/x', 'ours/<script>'];
const names = hostileNames.map((name) => ({ name, bytes: new Uint8Array(1) }));
const plain = filesOf(packed, null);
const seen = filesOf(packed, { organization: null, editions: [...own, ...names] });
is([...seen.keys()].filter((name) => !plain.has(name)), own.map(({ name }) => `data/forms/${name}`), 'files of a school stand in folders of their own');
ok([...plain].every(([name, bytes]) => seen.get(name) === bytes), 'and replace nothing of the page');
const large = { organization: new Uint8Array(5 << 20).map((_, i) => i), editions: names };
const slot = writeSchool(large);
const began = performance.now();
ok(!slot.includes('<') && Buffer.compare(readSchool(slot).organization, large.organization) === 0, 'five megabytes of a letterhead come back');
ok(performance.now() - began < 1500, `soon: ${Math.round(performance.now() - began)} ms`);
/* ---- a damaged page ------------------------------------------------------------------------------------------- */

/* As boot.js does it: the worker unpacks before anybody asks it to start. */
function spawnBegun({ parts }) {
    const worker = spawnNode((message) => (message.type === 'start' && message.payload ? null : message));
    worker.post({ type: 'unpack', payload: parts.engine, crc: Number(parts.engineCrc) });
    return { ...worker, unpacks: true };
}

const early = await startEngine(page, () => spawnBegun(page));
ok((await early.call('forms', {}, [], { worker: 'live' })).forms.length > 0 && early.licences(), 'a worker that has begun to unpack needs the page no more');
early.stop('live');

const broken = { ...page, parts: { ...page.parts, engine: page.parts.engine.replace(/[A-Z]{3}/, 'abc') } };
is(await word(startEngine(broken, () => spawnNode())), 'payload', 'a page that was damaged on its way says so');
const robbed = { ...page, parts: { ...page.parts, school: slot.replace('"organization":"AAEC', '"organization":"AAED') } };
is(await word(startEngine(robbed, () => spawnNode())), 'payload', 'so does one whose school was');
is(await word(startEngine(broken, () => spawnBegun(broken))), 'payload', 'and a worker that had begun to unpack it');
done();
process.exit();
