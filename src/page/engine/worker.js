/*
 * worker.js - the worker's side of engine.js: one engine, calls one after another.
 *
 * Comes in:   {type: 'unpack', payload: text, crc}                             nothing: what goes wrong is told of the start
 *             {type: 'start', payload and crc, or packed: bytes, or none after unpack, school, wantsFiles}
 *                                                                              {type: 'ready', packed?} or failure
 *             {type: 'setup', id, school}                                      {id, answer}
 *             {type: 'call', id, verb, options, inputs: [{name, bytes}]}       {id, answer} or {id, failure: {word, detail}}
 *             {type: 'follow', id, inputs, form: {verb, options} or null}      {id, answer: {checked, drawn or null}}
 * What fails leaves the engine unusable: engine.js ends the worker and starts another.
 */

import { crc32 } from '../files/crc.js';
import { readArchive } from './archive.js';
import { EDITION_FILE } from './copy.js';
import { EngineExit } from './wasi.js';
import { NoMemory, localDay, makeInstance } from './instance.js';
import { decodeText93 } from './text93.js';
import { unlzma } from './unlzma.js';

const NEAR_LIMIT = 0.9; // of the memory that the engine may have (tools/mk/page.mk): then it is memory that is lacking
const LIMIT = 512 * 2 ** 20;

/* scope: {post(message, transfer), listen(handler)}: a browser's worker or one of node's. */
export function serve(scope) {
    const worker = { scope, instance: null, packed: null, day: '' };
    const actions = { unpack, start, setup, call, follow };
    let turn = Promise.resolve();
    scope.listen((message) => {
        turn = turn.then(() => act(worker, actions[message.type], message));
    });
}

/* What the page's worker starts with. */
export function main() {
    serve({
        post: (message, transfer) => self.postMessage(message, transfer || []),
        listen: (handler) => self.addEventListener('message', (event) => handler(event.data)),
    });
}

async function act(worker, action, message) {
    try {
        await action(worker, message);
    } catch (error) {
        worker.scope.post({ id: message.id, type: message.type, failure: { word: wordOf(error, worker.instance), detail: String(error) } });
    }
}

/* What stopped it, as engine.js tells it. */
export function wordOf(error, instance) {
    if (error instanceof NoMemory || error instanceof EngineExit) return 'memory';
    if (instance && instance.size > LIMIT * NEAR_LIMIT) return 'memory';
    if (error instanceof RangeError && /memory|allocat/i.test(String(error))) return 'memory';
    if (error instanceof RangeError || /recursion|call stack/i.test(String(error))) return 'depth';
    return 'engine';
}

/* ---- what comes in --------------------------------------------------------------- */

/* Before it is known what the school is (boot.js). */
function unpack(worker, message) {
    try {
        worker.unpacked = unpackPayload(message.payload, message.crc);
    } catch (error) {
        worker.broken = error;
    }
}

async function start(worker, message) {
    if (worker.broken) throw worker.broken;
    const packed = worker.unpacked || message.packed || unpackPayload(message.payload, message.crc);
    worker.unpacked = null;
    worker.packed = readArchive(packed);
    worker.module = await WebAssembly.compile(worker.packed.get('engine.wasm'));
    await begin(worker, message.school);
    worker.scope.post({ type: 'ready', packed: message.wantsFiles ? packed : undefined });
}

/* Bytes of the archive in a part of the page; one that was changed on its way is told from one that is whole. */
export function unpackPayload(payload, crc) {
    const bytes = decodeText93(payload);
    if (crc32(bytes) !== crc) throw new Error('the payload is not whole');
    return unlzma(bytes);
}

/*
 * The files that the engine sees: those of the page, and the school's beside them.  Whatever the school calls its own, nothing of
 * the page's is replaced but the requisites: approved wording, rules and fonts stay as they came.
 */
export function filesOf(packed, school) {
    const files = new Map([...packed].filter(([name]) => name.startsWith('data/')));
    const taken = new Set([...files.keys()].map((name) => name.split('/')[2]));
    if (school && school.organization) files.set('data/forms/organization.xml', school.organization);
    for (const { name, bytes } of (school && school.editions) || [])
        if (EDITION_FILE.test(name) && !taken.has(name.split('/')[0])) files.set(`data/forms/${name}`, bytes);
    return files;
}

async function begin(worker, school) {
    worker.instance = await makeInstance(worker.module, filesOf(worker.packed, school));
    reopen(worker);
}

function reopen(worker) {
    worker.day = localDay();
    worker.instance.open({ today: worker.day });
}

async function setup(worker, message) {
    await begin(worker, message.school);
    worker.scope.post({ id: message.id, answer: { diagnostics: saidOf(worker.instance, message.school) } });
}

/* What an engine says of that with which it was opened: of the newest edition, and of each that the school brings. */
export function saidOf(instance, school) {
    const brought = new Set(((school && school.editions) || []).map(({ name }) => name.split('/')[0]));
    const asked = [['opened'], ['describe'], ...[...brought].map((edition) => ['describe', { edition }])];
    const said = [];
    for (const [verb, options] of asked) {
        said.push(...instance.call(verb, options).diagnostics);
        if (said.some((one) => one.severity !== 'warning')) break;
    }
    return said;
}

function call(worker, message) {
    if (worker.day !== localDay()) reopen(worker); // a page may stay open overnight
    const answer = worker.instance.call(message.verb, message.options, message.inputs);
    worker.scope.post({ id: message.id, answer }, bytesOf(answer));
}

const bytesOf = (answer) => (answer.files || []).map((file) => file.bytes.buffer);

/*
 * After a keystroke: what the check says of the first input, and its form, which is a draft while there are errors.  One message
 * in and one out: on a busy computer each costs more than the work itself.
 */
function follow(worker, { id, inputs, form }) {
    if (worker.day !== localDay()) reopen(worker);
    const checked = worker.instance.call('check', {}, inputs);
    const isDraft = checked.diagnostics.some((one) => one.file === inputs[0].name && one.severity !== 'warning');
    const drawn = form && worker.instance.call(form.verb, { ...form.options, draft: isDraft ? '1' : '0' }, inputs);
    worker.scope.post({ id, answer: { checked, drawn } }, drawn ? bytesOf(drawn) : []);
}
