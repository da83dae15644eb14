/*
 * same.mjs - the page's engine answers what the native program answers, to the byte: same.mjs BUILD
 *
 * The same calls go to the engine as WebAssembly, in node, and to the door built natively (door_run.c): answers are compared
 * as text (messages in both languages, places, numbers, SHA-256 of every file).  Speaks TAP.
 */

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { makeInstance } from '../../src/page/engine/instance.js';
import { done, is, ok } from './tap.mjs';

const TODAY = '2027-05-28';
const build = process.argv[2] || 'build';
const data = join(tmpdir(), `formulyar-same-${process.pid}`);
mkdirSync(data);
symlinkSync(resolve('forms'), join(data, 'forms'));
symlinkSync(resolve(build, 'share/fonts'), join(data, 'fonts'));
process.on('exit', () => rmSync(data, { recursive: true, force: true }));

/* Not cases: the program looks at them in its own way. */
const OTHERS = /\/(minutes|organization)\.xml$/;

/* ---- both engines -------------------------------------------------------------------- */

function tree(path, name, files) {
    for (const entry of readdirSync(path)) {
        const inside = join(path, entry);
        if (statSync(inside).isDirectory()) tree(inside, `${name}/${entry}`, files);
        else files.set(`${name}/${entry}`, new Uint8Array(readFileSync(inside)));
    }
    return files;
}

async function wasmEngine() {
    const module = await WebAssembly.compile(readFileSync(join(build, 'page/engine.wasm')));
    const files = tree(join(build, 'share/fonts'), 'data/fonts', tree('forms', 'data/forms', new Map()));
    const instance = await makeInstance(module, files);
    instance.open({ today: TODAY });
    return instance;
}

function nativeEngine() {
    const program = spawn(join(build, 'tests/page/door_run'), [], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
    const say = (...words) => program.stdin.write(`${words.join('\t')}\n`);
    say('set', 'data', data);
    say('set', 'today', TODAY);
    say('open');
    return {
        async call(verb, options, inputs) {
            for (const [name, value] of Object.entries(options)) say('set', name, value);
            for (const { name, path } of inputs) say('input', name, path);
            say('call', verb);
            const { value, done: ended } = await lines.next();
            return ended ? { died: true } : JSON.parse(value);
        },
        end: () => program.stdin.end(),
    };
}

const wasm = await wasmEngine();
const native = nativeEngine();

/* Both answers without what is theirs alone: addresses.  Bytes are hashed here, not believed. */
async function both(verb, options, paths, keep = null) {
    const inputs = paths.map((path) => ({ name: path, path, bytes: new Uint8Array(readFileSync(path)) }));
    const ours = wasm.call(verb, options, inputs);
    const theirs = await native.call(verb, options, inputs);
    for (const file of ours.files || []) {
        if (createHash('sha256').update(file.bytes).digest('hex') !== file.sha256) file.sha256 = 'wrong';
        if (keep) keep.push(file);
        delete file.bytes;
    }
    for (const file of theirs.files || []) delete file.at;
    return [ours, theirs];
}

/* files: how many there are at least, so that two engines that make nothing do not pass for the same. */
async function same(name, verb, options, paths, files = 0) {
    const [ours, theirs] = await both(verb, options, paths);
    is(ours, theirs, name);
    if (files) ok((ours.files || []).length >= files, `${name}: ${files} files or more`);
}

/* Of many inputs one by one: a line for all, and those that differ. */
async function sameEach(name, verb, options, paths) {
    const counts = { messages: 0, files: 0 };
    const odd = [];
    for (const path of paths) {
        const [ours, theirs] = await both(verb, options, [path]);
        if (JSON.stringify(ours) !== JSON.stringify(theirs)) odd.push(path);
        counts.messages += (ours.diagnostics || []).length;
        counts.files += (ours.files || []).length;
    }
    is(odd, [], `${name}: ${paths.length} inputs, ${counts.messages} messages, ${counts.files} files`);
}

const listed = (folder, end) =>
    existsSync(folder)
        ? readdirSync(folder).sort().filter((name) => name.endsWith(end)).map((name) => join(folder, name))
        : [];

/* ---- what is compared ------------------------------------------------------------------ */

const samples = listed('samples', '.xml');
const council = listed('samples/council', '.xml');
const bad = [...listed('tests/case/bad', '.xml'), ...listed('tests/case/rules', '.xml'), ...listed('tests/council/rules', '.xml')];
const found = ['case', 'council', 'table', 'pdf'].flatMap((kind) => listed(join('tests/fuzz/found', kind), ''));

for (const verb of ['version', 'opened', 'forms']) await same(verb, verb, {}, []);
await same('describe', 'describe', {}, []);
await same('describe minutes', 'describe', { root: 'minutes' }, []);
await same('fonts', 'fonts', {}, [], 10);

await sameEach('check: samples', 'check', {}, [...samples, ...council]);
await sameEach('check: wrong inputs', 'check', {}, bad);
await sameEach('check: what fuzzers found', 'check', {}, found);
await sameEach('check as drafts: wrong inputs', 'check', { draft: '1' }, bad);
await sameEach('check: encodings', 'check', {}, encoded());
await sameEach('render: encodings', 'render', { kinds: 'pdf' }, encoded());
await sameEach('render: PDF, DOCX', 'render', { kinds: 'pdf,docx' }, samples);
await sameEach('render: PDF/A-3, drafts, bodies', 'render', { kinds: 'pdf,docx', pdfa: '3', draft: '1', body_only: '1' }, samples);
await sameEach('render: pictures', 'render', { kinds: 'svg' }, samples);
await sameEach('render: trees and texts', 'render', { kinds: 'tree,text', roomy: '1' }, samples);
await sameEach('render: wrong inputs as drafts', 'render', { draft: '1', kinds: 'pdf' }, bad);
await same('render: all samples at once', 'render', { kinds: 'pdf' }, samples, 100);
await same('blanks', 'blank', { kinds: 'pdf,docx,svg' }, [], 9);
await same('the list of the cases', 'list', {}, samples);

for (const no_names of ['0', '1'])
    await same(`summary, names left out: ${no_names}`, 'summary', { school_year: '2026/2027', kinds: 'pdf,docx,csv', no_names }, samples, 3);
const three = ['completed', 'registered', 'mentor-replaced'].map((name) => `samples/${name}.xml`);
for (const kinds of ['pdf', 'docx']) await same(`bundle: ${kinds}`, 'bundle', { kinds, number: '5', date: '2027-05-28' }, three, 1);
await same('bundle without a number', 'bundle', {}, three);
await same('a new case', 'new', {}, [], 1);
await same('a new council file', 'new', { minutes: '1' }, three, 1);
await councils();
await workbooks();
await verified();
programToo();
await same('an unknown verb', 'nonsense', {}, []);
native.end();
done();

/* A sample in every encoding that a case may come in, whole, cut off inside of a character and with a byte that is none. */
function encoded() {
    const text = readFileSync('samples/registered.xml', 'utf8');
    const made = [];
    for (const name of ['windows-1251', 'KOI8-R', 'IBM866', 'ISO-8859-5', 'UTF-8', 'UTF-16LE', 'UTF-16BE', 'UTF-16', 'UTF-32', 'KOI8-U', 'x']) {
        const said = text.replace(/encoding="[^"]*"/, `encoding="${name}"`).replace(/[«»—–№…]/g, '-');
        const known = spawnSync('iconv', ['-c', '-f', 'UTF-8', '-t', name], { input: said });
        const bytes = known.status === 0 ? known.stdout : Buffer.from(said);
        const middle = Math.floor(bytes.length / 2) | 1;
        const variants = { whole: bytes, cut: bytes.subarray(0, middle), odd: Buffer.from(bytes) };
        variants.odd.fill(0x98, middle, middle + 3);
        for (const [kind, content] of Object.entries(variants)) {
            made.push(join(data, `${name}-${kind}.xml`));
            writeFileSync(made[made.length - 1], content);
        }
    }
    return made;
}

/* The program of the command line: files by name, and what it says of wrong inputs. */
function programToo() {
    const program = join(build, 'formulyar');
    const out = join(data, 'out');
    const options = { env: { ...process.env, LC_ALL: 'C.UTF-8' }, maxBuffer: 1 << 28 };
    spawnSync(program, ['render', '-q', '-t', 'pdf,docx,svg', '-o', out, ...samples], options);
    const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
    const theirs = new Map(readdirSync(out).map((name) => [name, hash(readFileSync(join(out, name)))]));
    const inputs = samples.map((path) => ({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) }));
    const ours = wasm.call('render', { kinds: 'pdf,docx,svg' }, inputs).files;
    is(new Map(ours.map((file) => [file.name, hash(file.bytes)]).sort()), new Map([...theirs].sort()), `the program's files: ${theirs.size}`);
    wasm.open({}); // today, by the clock, as the program
    for (const language of ['ru', 'en']) {
        const odd = bad.filter((path) => path.startsWith('tests/case') && !OTHERS.test(path)).filter((path) => {
            const said = spawnSync(program, ['check', '--json', '--lang', language, path], options).stderr.toString();
            const answer = wasm.call('check', {}, [{ name: path, bytes: new Uint8Array(readFileSync(path)) }]);
            const lines = said.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((one) => one.code);
            const brief = (one, message) => [one.code, one.severity, one.line, one.column, message].join(' ');
            return lines.map((one) => brief(one, one.message)).join('\n') !== answer.diagnostics.map((one) => brief(one, one[language])).join('\n');
        });
        is(odd, [], `what the program says of wrong cases: ${language}`);
    }
}

/* Minutes, extracts: council files and the cases that they cite. */
async function councils() {
    const minutes = council.filter((path) => readFileSync(path, 'utf8').includes('<minutes'));
    const cases = [...samples, ...council.filter((path) => !minutes.includes(path))];
    for (const path of minutes) {
        const name = basename(path);
        await same(`minutes: ${name}`, 'minutes', { kinds: 'pdf,docx' }, [path, ...cases], 2);
        await same(`bundle: ${name}`, 'bundle', { kinds: 'pdf' }, [path, ...cases], 1);
        const alone = wasm.call('minutes', { kinds: 'pdf' }, [{ name: path, bytes: new Uint8Array(readFileSync(path)) }]);
        ok(alone.status === 1, `minutes without the cases: ${name}`);
        const ids = [...readFileSync(path, 'utf8').matchAll(/\b(20\d\d-\d{3})\b/g)].map((one) => one[1]);
        for (const id of [...new Set(ids)].slice(0, 4))
            await same(`extract: ${name}, ${id}`, 'extract', { kinds: 'pdf,docx', case_id: id }, [path, ...cases], 2);
    }
}

/* Written, read again, with an error in it, marked. */
async function workbooks() {
    await same('an empty workbook', 'workbook', {}, [], 1);
    const kept = [];
    const [ours, theirs] = await both('workbook', {}, samples.slice(0, 12), kept);
    is(ours, theirs, 'a workbook of samples');
    const book = kept.find((file) => file.name.endsWith('.xlsx'));
    ok(Boolean(book), 'there is a workbook');
    if (!book) return;
    const path = join(data, 'book.xlsx');
    const inputs = samples.slice(0, 12).map((one) => ({ name: basename(one), bytes: new Uint8Array(readFileSync(one)) }));
    const { bytes } = wasm.call('workbook', {}, inputs).files[0];
    writeFileSync(path, bytes);
    await same('import of the workbook', 'import', {}, [path]);
    await same('import with errors too', 'import', { faulty: '1' }, [path], 1);
    await same('marks in a copy', 'mark', {}, [path]);
    await same('check of the workbook', 'check', {}, [path]);
    const broken = join(data, 'broken.xlsx');
    writeFileSync(broken, bytes.subarray(0, 5000));
    await same('a broken workbook', 'import', {}, [broken]);
}

/* Files of both kinds as they are, cut off and changed. */
async function verified() {
    const made = wasm.call('render', { kinds: 'pdf,docx' }, [{ name: 'completed.xml', bytes: new Uint8Array(readFileSync('samples/completed.xml')) }]);
    for (const file of made.files) {
        const variants = [
            ['whole', file.bytes],
            ['cut', file.bytes.subarray(0, file.size - 600)],
            ['changed', file.bytes.map((byte, i) => (i === Math.floor(file.size / 2) ? byte ^ 1 : byte))],
        ];
        for (const [kind, bytes] of variants) {
            const path = join(data, file.name);
            writeFileSync(path, bytes);
            await same(`verify: ${kind} ${file.name}`, 'verify', {}, [path]);
        }
    }
}
