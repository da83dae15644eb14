/*
 * main.js - the page starts: what the browser lacks is said, else the engine is started, the first screen shown, and
 * keys and dropped files are listened to.
 */

import { createApp, firstLanguage } from './app.js';
import { firstFacts } from './facts.js';
import { droppedFiles } from './files/open.js';
import { startEngine } from './engine/engine.js';
import { el, fill } from './ui/dom.js';
import { message } from './ui/dialog.js';
import { faultList } from './ui/faults.js';
import { makeLive } from './ui/live.js';
import { makeWorkPanel } from './ui/work.js';
import { setLanguage, t } from './words.js';

/* What the page cannot do without, by features, never by the browser's name. */
function missing() {
    const needs = {
        WebAssembly: typeof WebAssembly === 'object',
        DecompressionStream: typeof DecompressionStream === 'function',
        Worker: typeof Worker === 'function',
        dialog: typeof HTMLDialogElement === 'function',
        replaceChildren: typeof Element.prototype.replaceChildren === 'function',
    };
    return Object.keys(needs).filter((name) => !needs[name]);
}

/* Plain enough for any browser that runs this script at all. */
function sayMissing(names) {
    document.body.textContent = '';
    const main = document.createElement('main');
    for (const [name, text] of [
        ['h1', t('missing.title')],
        ['p', t('missing.lead')],
        ['p', t('missing.browsers')],
        ['p', t('missing.what', names.join(', '))],
    ]) {
        const line = document.createElement(name);
        line.textContent = text;
        main.appendChild(line);
    }
    document.body.appendChild(main);
}

export async function main() {
    setLanguage(firstLanguage());
    const lacks = missing();
    if (lacks.length) {
        sayMissing(lacks);
        return;
    }
    const waiting = el('main', {}, el('p', { role: 'status' }, t('app.loading')));
    fill(document.body, waiting);
    try {
        await start(waiting);
    } catch (error) {
        console.error(error);
        fill(waiting, el('h1', {}, t('error.title')), reasonsOf(error));
    }
}

function reasonsOf(error) {
    if (!error.faults) return el('p', {}, t('missing.engine', error.message));
    return [el('p', {}, t('missing.school')), faultList(error.faults)];
}

async function start(waiting) {
    const engine = await startEngine();
    const { facts, refused } = await firstFacts(engine);
    waiting.remove();
    makeLive();
    const app = createApp(engine, facts, refused);
    makeWorkPanel(app.frame.footer);
    await app.findDrafts();
    app.go('start');
    listen(app);
    if (refused.length) app.tellLeftOut();
    /* the second worker is ready before anybody needs it, and takes no time from the first screens */
    const idle = globalThis.requestIdleCallback || ((action) => setTimeout(action, 1));
    setTimeout(() => idle(() => engine.call('version', {}, [], { worker: 'job' }).catch(() => {})), 2000);
}

function listen(app) {
    window.addEventListener('keydown', (event) => keys(app, event));
    window.addEventListener('beforeunload', (event) => {
        if (!app.documents.anyChanged() && !app.schoolChanged()) return;
        event.preventDefault();
        event.returnValue = '';
    });
    window.addEventListener('error', (event) => unforeseen(event.error || event.message));
    window.addEventListener('unhandledrejection', (event) => unforeseen(event.reason));
    listenToDrops(app);
}

let telling = false;

/* An error of ours: the text is still there, and the user is told so once. */
async function unforeseen(error) {
    console.error(error);
    if (telling || /ResizeObserver/.test(String(error))) return;
    telling = true;
    await message(t('error.title'), t('error.page', String((error && error.message) || error)));
    telling = false;
}

/* ---- keys --------------------------------------------------------------------- */

/* By the place of the key, so that they work in the Russian layout too; ui/help.js lists them. */
const WITH_CONTROL = {
    KeyS: (app) => app.save(),
    KeyO: (app) => app.open(),
    KeyP: (app) => (app.shown.print ? app.shown.print() : null),
    KeyZ: (app, event) => (event.shiftKey ? app.redo() : app.undo()),
    KeyY: (app) => app.redo(),
};
const ALONE = {
    F9: (app) => app.shown.toSheet && app.shown.toSheet(),
    F1: (app) => app.go('help'),
};

function keys(app, event) {
    if (document.querySelector('dialog[open]') || event.altKey || event.isComposing) return;
    const action = event.ctrlKey || event.metaKey ? WITH_CONTROL[event.code] : ALONE[event.code];
    if (!action || (event.code === 'KeyP' && !app.shown.print)) return;
    if (['KeyZ', 'KeyY'].includes(event.code) && !ownHistory(app, event)) return;
    event.preventDefault();
    action(app, event);
}

/* Inside of its fields the editor listens to undo itself, and to F8; other fields (search, school) keep the browser's own. */
function ownHistory(app, event) {
    if (!app.shown.editor) return false;
    return !event.defaultPrevented && !(event.target instanceof HTMLInputElement);
}

/* ---- dropped files ---------------------------------------------------------------- */

function listenToDrops(app) {
    const sign = el('div', { class: 'drop', hidden: true, 'aria-hidden': 'true' });
    document.body.append(sign);
    const withFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
    let inside = 0;
    window.addEventListener('dragenter', (event) => {
        if (!withFiles(event)) return;
        inside++;
        sign.textContent = t('drop.here');
        sign.hidden = false;
    });
    window.addEventListener('dragleave', () => {
        inside = Math.max(0, inside - 1);
        sign.hidden = inside === 0;
    });
    window.addEventListener('dragover', (event) => {
        if (withFiles(event)) event.preventDefault();
    });
    window.addEventListener('drop', async (event) => {
        inside = 0;
        sign.hidden = true;
        if (!withFiles(event)) return;
        event.preventDefault();
        app.openFiles(await droppedFiles(event.dataTransfer));
    });
}
