/*
 * engine.js - the program in its workers, for the page: calls with promises, two workers, school and edition.
 *
 *     const engine = await startEngine();
 *     const answer = await engine.call('check', {}, [{ name: 'case.xml', bytes }], { worker: 'live' });
 *
 * Two workers: `live` follows keystrokes (of checks and renderings that wait only the newest is done, the others answer null),
 * `job` does long work and can be stopped.  An answer is that of door.h, with `bytes` in each of its files.  What fails as a
 * whole is an EngineFailure; the worker is started anew then, and whatever was typed is untouched.
 */

import { readArchive } from './archive.js';
import { EDITION_FILE, pageCopy, readSchool } from './copy.js';
import { EngineFailure } from './failure.js';
import { Lane } from './lane.js';

/* Milliseconds that one call may take. */
const LIMITS = { live: 15000, job: 300000 };

const decoder = new TextDecoder();

/* page: what boot.js found in the HTML file (see there); spawn: how a worker is made (tests have another). */
export async function startEngine(page = globalThis.formulyarPage, spawn = () => browserWorker(page)) {
    const engine = new Engine(page, spawn);
    await engine.lanes.live.start();
    return engine;
}

class Engine {
    constructor(page, spawn) {
        this.page = page;
        this.school = readSchool(page.parts.school);
        this.packed = null;
        this.files = null;
        const lane = (name, newest) =>
            new Lane({ spawn, newest, limit: LIMITS[name], begin: (worker) => this.begin(worker), began: (message) => this.began(message) });
        this.lanes = { live: lane('live', true), job: lane('job', false) };
    }

    /* The first worker unpacks, or has begun to (boot.js); those after it get what it found. */
    begin(worker) {
        const { page, packed, school } = this;
        if (worker.unpacks) return { type: 'start', school, wantsFiles: true };
        if (packed) return { type: 'start', packed, school };
        return { type: 'start', payload: page.parts.engine, crc: Number(page.parts.engineCrc), school, wantsFiles: true };
    }

    began(message) {
        if (!message.packed || this.packed) return;
        this.packed = message.packed;
        this.files = readArchive(message.packed);
    }

    /* options: names and values of door_set(); which: {worker: 'live' or 'job', limit: milliseconds}. */
    call(verb, options = {}, inputs = [], which = {}) {
        const message = { type: 'call', verb, options, inputs: inputs.map(({ name, bytes }) => ({ name, bytes })) };
        return this.lanes[which.worker || 'job'].request(message, which.limit);
    }

    /*
     * For keystrokes: {checked: answer of the check, drawn: that of form.verb, with the option draft as the check has it}; form:
     * {verb, options} or null.  Resolves with null when a newer one has overtaken it.
     */
    follow(form, inputs) {
        return this.lanes.live.request({ type: 'follow', verb: 'follow', form, inputs: inputs.map(({ name, bytes }) => ({ name, bytes })) });
    }

    /* Ends what a worker does and what waits for it; their promises fail with the word `stopped`. */
    stop(worker = 'job') {
        this.lanes[worker].stop();
    }

    /* Editions by whose names the engine cannot find them, or finds what the page has itself. */
    refuse(school) {
        const own = new Set([...this.files.keys()].filter((name) => name.startsWith('data/forms/')).map((name) => name.split('/')[2]));
        const names = (school.editions || []).map(({ name }) => name);
        const folders = new Set(names.filter((name) => EDITION_FILE.test(name)).map(editionOf));
        const isEdition = (name) => EDITION_FILE.test(name) && names.includes(`${editionOf(name)}/edition.xml`);
        return [
            ...names.filter((name) => !isEdition(name)).map(unfit),
            ...[...folders].filter((name) => own.has(name)).map(taken),
        ];
    }

    /* Another school {organization: bytes, editions: [{name: 'ID/5.1.xml', bytes}]}; what the engine says of it. */
    async setup(school) {
        const refused = this.refuse(school);
        if (refused.length) return refused;
        const before = this.school;
        this.school = school;
        this.lanes.job.stop();
        this.lanes.job.end();
        try {
            const answer = await this.lanes.live.request({ type: 'setup', school });
            return answer.diagnostics;
        } catch (error) {
            this.school = before;
            this.lanes.job.stop(); /* it may have started with the other one meanwhile */
            this.lanes.job.end();
            throw error;
        }
    }

    /* ---- what the page carries ---------------------------------------------------- */

    /* [{name, version, licence}] of the libraries inside. */
    libraries() {
        return JSON.parse(this.text('about/libraries.json') || '[]');
    }

    /* The licences of all that is inside, as text. */
    licences() {
        return this.text('about/licences.txt');
    }

    /* Text of the organization.xml that is in force. */
    organization() {
        if (this.school.organization) return decoder.decode(this.school.organization);
        return this.text('data/forms/organization.xml');
    }

    /* Bytes of a sample ('completed.xml'), or null. */
    sample(name) {
        return this.file(`samples/${name}`);
    }

    /* {name, bytes} of the first file whose name begins so; null when there is none. */
    firstFile(start) {
        const [name] = [...this.files.keys()].filter((one) => one.startsWith(start)).sort();
        return name ? { name, bytes: this.file(name) } : null;
    }

    /* This page with another school inside, as a Blob. */
    pageCopy(school = this.school) {
        return new Blob([pageCopy(this.page, school)], { type: 'text/html' });
    }

    file(name) {
        const bytes = this.files.get(name);
        return bytes ? bytes.slice() : null;
    }

    text(name) {
        const bytes = this.files.get(name);
        return bytes ? decoder.decode(bytes) : '';
    }
}

const editionOf = (name) => name.split('/')[0];

const taken = (name) => ({
    severity: 'error',
    file: `${name}/edition.xml`,
    ru: `издание «${name}» уже есть в странице: утверждённые формулировки не заменяются, назовите папку по-другому`,
    en: `the page has an edition “${name}” already: approved wording is not replaced, name the folder otherwise`,
});

const unfit = (name) => ({
    severity: 'error',
    file: name,
    ru: `«${name}»: файлы издания лежат в папке, названной его обозначением: латинскими буквами, цифрами, «-», «_», «.»`,
    en: `“${name}”: files of an edition lie in a folder that is called by its id: Latin letters, digits, - _ .`,
});

/* ---- workers ----------------------------------------------------------------------- */

let workerAddress = '';

function browserWorker(page) {
    if (!workerAddress) workerAddress = URL.createObjectURL(new Blob([page.parts.boot], { type: 'text/javascript' }));
    const unpacks = page.firstWorker || null;
    const worker = unpacks || new Worker(workerAddress);
    page.firstWorker = null;
    return {
        unpacks: Boolean(unpacks),
        post: (message) => worker.postMessage(message),
        listen: (handler) => worker.addEventListener('message', (event) => handler(event.data)),
        fail: (handler) => worker.addEventListener('error', (event) => handler(event.message || 'worker')),
        end: () => worker.terminate(),
    };
}

export { EngineFailure };
