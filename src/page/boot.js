/*
 * boot.js - the one script that stands in the page as it is: it unpacks the others and starts them.
 *
 * The page is text: scripts and style, packed, and the engine with forms and fonts, packed (src/page/engine/text93.js,
 * unlzma.js).  The Content-Security-Policy names this script and the unpacked one by their hashes, so that
 * no other can run.  What it finds is `formulyarPage`:
 *
 *     {parts, skeleton, firstWorker}    for engine.js: the texts that the file is made of (assemble.js), page.html, a worker that
 *                                       unpacks the engine already
 *
 * The same script is what workers run: so the first of them unpacks the engine while the page's scripts are unpacked, read and
 * run here, on another core.
 */

import { readArchive } from './engine/archive.js';
import { EngineFailure } from './engine/failure.js';
import { main as work, unpackPayload } from './engine/worker.js';

/* Both languages: nobody could choose one yet. */
const OLD = [
    'Этот браузер слишком стар для страницы: нужен Chromium 109 (Chrome, Яндекс Браузер, Edge), Firefox ESR 115 или новее.',
    'This browser is too old for the page: it needs Chromium 109 (Chrome, Edge), Firefox ESR 115 or later.',
];

function tell(lines, detail) {
    document.body.textContent = '';
    for (const line of [...lines, detail]) {
        const paragraph = document.createElement('p');
        paragraph.setAttribute('role', 'alert');
        paragraph.textContent = line;
        document.body.append(paragraph);
    }
}

function add(kind, text) {
    const element = document.createElement(kind);
    element.textContent = text;
    document.head.append(element);
}

/* null where a worker cannot be made: engine.js tries again, and says what hinders it. */
function beginWorker(script, message) {
    try {
        const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
        const worker = new Worker(address);
        worker.postMessage(message);
        return worker;
    } catch {
        return null;
    }
}

function start() {
    const element = (id) => document.getElementById(id);
    const parts = { csp: document.querySelector('meta[http-equiv]').content };
    for (const id of ['boot', 'school', 'scripts', 'engine']) parts[id] = element(id).textContent;
    for (const id of ['scripts', 'engine']) parts[`${id}Crc`] = element(id).dataset.crc;
    const firstWorker = beginWorker(parts.boot, { type: 'unpack', payload: parts.engine, crc: Number(parts.engineCrc) });
    const files = readArchive(unpackPayload(parts.scripts, Number(parts.scriptsCrc)));
    const decoder = new TextDecoder();
    const text = (name) => decoder.decode(files.get(name));
    globalThis.formulyarPage = { parts, skeleton: text('page.html'), firstWorker };
    add('style', text('style.css'));
    add('script', text('main.js'));
}

/* What a script of its own would do when it is loaded. */
export function main() {
    if (typeof document === 'undefined') {
        work();
        return;
    }
    document.addEventListener('DOMContentLoaded', () => {
        if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') {
            tell(OLD, typeof WebAssembly !== 'object' ? 'WebAssembly' : 'Worker');
            return;
        }
        try {
            start();
        } catch (error) {
            const { ru, en } = new EngineFailure('payload');
            tell([ru, en], String(error));
        }
    });
}
