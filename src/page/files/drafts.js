/*
 * drafts.js - texts that are not saved yet, kept in the browser for the case that the tab is killed: only when the user switched
 * it on, because all local pages of this browser share the store, and the texts are personal data.
 *
 * One record a file: {key, name, kind, text, time}.  What has been saved is taken out again.
 */

const BASE = 'formulyar';
const STORE = 'drafts';
const SWITCH = 'formulyar.drafts';

function opened() {
    return new Promise((resolve, reject) => {
        const asked = indexedDB.open(BASE, 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'key' });
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
        asked.onblocked = () => reject(new Error('blocked'));
    });
}

/* Runs one request on the store and resolves, when the disk has it, with its result. */
async function withStore(mode, action) {
    const base = await opened();
    try {
        return await new Promise((resolve, reject) => {
            const transaction = base.transaction(STORE, mode);
            const asked = action(transaction.objectStore(STORE));
            transaction.oncomplete = () => resolve(asked ? asked.result : undefined);
            transaction.onerror = () => reject(transaction.error);
            transaction.onabort = () => reject(transaction.error);
        });
    } finally {
        base.close();
    }
}

/* Whether this browser keeps anything for this page; some forbid it for local files. */
export async function draftsPossible() {
    try {
        localStorage.getItem(SWITCH);
        await withStore('readonly', (store) => store.count());
        return true;
    } catch {
        return false;
    }
}

export function draftsOn() {
    try {
        return localStorage.getItem(SWITCH) === 'on';
    } catch {
        return false;
    }
}

export function setDrafts(on) {
    try {
        if (on) localStorage.setItem(SWITCH, 'on');
        else localStorage.removeItem(SWITCH);
    } catch {
        /* draftsPossible() has said so already */
    }
}

/* All drafts, newest first. */
export async function readDrafts() {
    const all = await withStore('readonly', (store) => store.getAll());
    return all.filter((one) => typeof one.text === 'string' && typeof one.name === 'string').sort((a, b) => b.time - a.time);
}

/* Replaces this tab's drafts: those of other tabs (other keys) stay. */
export function writeDrafts(tab, drafts) {
    return withStore('readwrite', (store) => {
        store.delete(IDBKeyRange.bound(`${tab}/`, `${tab}/\uffff`));
        drafts.forEach((one, at) => store.put({ ...one, key: `${tab}/${at}`, time: Date.now() }));
        return null;
    });
}

export function forgetDrafts(keys) {
    return withStore('readwrite', (store) => {
        keys.forEach((key) => store.delete(key));
        return null;
    });
}

/* Takes everything out, the base included. */
export function eraseDrafts() {
    return new Promise((resolve, reject) => {
        const asked = indexedDB.deleteDatabase(BASE);
        asked.onsuccess = () => resolve();
        asked.onerror = () => reject(asked.error);
        asked.onblocked = () => resolve(); /* goes when the other tab closes */
    });
}
