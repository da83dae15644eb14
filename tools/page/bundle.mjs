/*
 * bundle.mjs - puts the page together: bundle.mjs BUILD OUT RELEASE [ORGANIZATION [EDITION]]
 *
 * BUILD has page/engine.wasm, page/licences and share/fonts; forms, samples, script and style are those of the source tree.
 * ORGANIZATION (a file) and EDITION (a folder) are a school's own; the engine itself says whether it takes them.
 */

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { assemble } from '../../src/page/engine/assemble.js';
import { writeSchool } from '../../src/page/engine/copy.js';
import { filesOf, saidOf } from '../../src/page/engine/worker.js';
import { makeInstance } from '../../src/page/engine/instance.js';
import { joinModules } from './join.mjs';
import { packText } from './pack.mjs';

const LIMIT = 1500000; // bytes, without what a school puts in: a page is sent by mail
const top = resolve(import.meta.dirname || new URL('.', import.meta.url).pathname, '../..');
const source = (...path) => join(top, ...path);
const read = (path) => readFileSync(path);

/* [[name, bytes], ...] of a folder and those in it, by name. */
function folder(path, name) {
    return readdirSync(path).sort().flatMap((entry) => {
        const inside = join(path, entry);
        return statSync(inside).isDirectory() ? folder(inside, `${name}/${entry}`) : [[`${name}/${entry}`, read(inside)]];
    });
}

/* ---- what is inside ----------------------------------------------------------------- */

/* [{name, version, licence}] of the pins that hold for the release. */
function libraries(release) {
    const lines = read(source('tools/libraries/sources.list')).toString().split('\n');
    return lines
        .map((line) => line.split(' '))
        .filter(([word, , , , only]) => word === 'library' && (!only || only === release))
        .map(([, name, version, licence]) => ({ name, version, licence }));
}

function licences(build, inside) {
    const texts = [['Formulyar', source('LICENSE')], ['NOTICE', source('NOTICE')]];
    for (const name of readdirSync(source('LICENSES')).sort()) texts.push([name, source('LICENSES', name)]);
    for (const { name, version } of inside) texts.push([`${name} ${version}`, join(build, 'page/licences', name)]);
    return texts.map(([name, path]) => `==== ${name}\n\n${read(path)}\n`).join('\n');
}

/* Of the samples of an edition the page offers the first (app_files.js). */
function onlyFirstSamples(files) {
    const folders = new Set();
    return files.filter(([name]) => {
        const [, folderName] = /^(.*\/samples)\//.exec(name) || [];
        if (folderName && folders.has(folderName)) return false;
        folders.add(folderName);
        return true;
    });
}

function engineFiles(build, release) {
    const inside = libraries(release);
    const fonts = folder(join(build, 'share/fonts'), 'data/fonts').filter(([, bytes]) => bytes.length);
    const samples = ['completed.xml', 'thirty.xml'].map((name) => [`samples/${name}`, read(source('samples', name))]);
    return [
        ['engine.wasm', read(join(build, 'page/engine.wasm'))],
        ...onlyFirstSamples(folder(source('forms'), 'data/forms')),
        ...samples,
        ['about/libraries.json', Buffer.from(JSON.stringify(inside))],
        ['about/licences.txt', Buffer.from(licences(build, inside))],
        ...fonts,
    ];
}

/* style.css, then those beside the scripts, by name. */
function styles() {
    const all = folder(source('src/page'), '.').filter(([name]) => name.endsWith('.css'));
    const ordered = [...all.filter(([name]) => name === './style.css'), ...all.filter(([name]) => name !== './style.css')];
    const text = ordered.map(([, bytes]) => bytes.toString()).join('\n');
    return Buffer.from(text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s+/gm, ''));
}

function scriptFiles(skeleton) {
    return [
        ['main.js', Buffer.from(joinModules(source('src/page/main.js')))],
        ['style.css', styles()],
        ['page.html', Buffer.from(skeleton)],
    ];
}

/*
 * Nothing but the two scripts, by their hashes, a worker out of a Blob, WebAssembly and styles; pictures, and the frame
 * that a PDF is printed from, out of the page itself.  No address of a network is allowed for anything.
 */
function policy(...scripts) {
    const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    return [
        "default-src 'none'",
        `script-src ${hashes.join(' ')} 'wasm-unsafe-eval'`,
        'worker-src blob:',
        "style-src 'unsafe-inline'",
        'img-src data: blob:',
        'font-src data:',
        'frame-src blob:',
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}

/* ---- the school ------------------------------------------------------------------------ */

function readSchool(organization, edition) {
    const name = edition ? basename(resolve(edition)) : '';
    return {
        organization: organization ? read(organization) : null,
        editions: edition ? folder(edition, name).map(([path, bytes]) => ({ name: path, bytes })) : [],
    };
}

/* The engine's messages when it refuses them: nobody should get a page that does not start. */
async function tryOut(files, school) {
    const data = filesOf(new Map(files.map(([name, bytes]) => [name, new Uint8Array(bytes)])), school);
    for (const { name, bytes } of school.editions)
        if (data.get(`data/forms/${name}`) !== bytes) return [`${name}: error: the page has a file or an edition of that name, or it is no id: call the folder otherwise`];
    const instance = await makeInstance(await WebAssembly.compile(new Map(files).get('engine.wasm')), data);
    instance.open({});
    return saidOf(instance, school).map((one) => `${one.file}:${one.line}:${one.column}: ${one.severity}: ${one.en} [${one.code}]`);
}

/* ---- the page --------------------------------------------------------------------------- */

async function main([build, out, release, organization, edition]) {
    const skeleton = read(source('src/page/page.html')).toString();
    const boot = joinModules(source('src/page/boot.js'));
    const scripts = scriptFiles(skeleton);
    const files = engineFiles(build, release);
    const school = readSchool(organization, edition);
    const messages = await tryOut(files, school);
    for (const line of messages) console.error(line);
    if (messages.some((line) => / (error|system): /.test(line))) return 1;
    const schoolText = writeSchool(school);
    const packedScripts = packText(scripts);
    const packedEngine = packText(files);
    const page = assemble(skeleton, {
        csp: policy(boot, new Map(scripts).get('main.js')),
        boot,
        school: schoolText,
        scripts: packedScripts.text,
        scriptsCrc: packedScripts.crc,
        engine: packedEngine.text,
        engineCrc: packedEngine.crc,
    });
    if (/[^\t\n -~\u0400-\u04ff«»—…]/.test(page)) console.error('page: odd characters in the page');
    writeFileSync(out, page);
    const size = Buffer.byteLength(page);
    console.log(`${out}: ${size} bytes; engine with forms and fonts ${packedEngine.text.length}, scripts and style ${packedScripts.text.length}`);
    if (size - schoolText.length <= LIMIT) return 0;
    console.error(`page: more than ${LIMIT} bytes`);
    return 1;
}

process.exitCode = await main(process.argv.slice(2));
