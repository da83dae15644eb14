/*
 * documents.js - the files that are open in the page, the one that is shown, what was changed since it was saved.  The texts themselves are the model's (model/cases.js).
 *
 * An entry: {file, kind, handle, workbook}: kind is what its root says (case, cases, minutes); handle is where the
 * browser can write it back; workbook is {name, bytes} of what it was imported from, else null.
 */

import { fileText, isChanged, standaloneText } from '../model/cases.js';

export class Documents {
    constructor() {
        this.entries = [];
        this.current = null; /* a document of an entry */
    }

    add(file, { handle = null, workbook = null } = {}) {
        const entry = { file, kind: file.root, handle, workbook };
        this.entries.push(entry);
        return entry;
    }

    remove(entry) {
        this.entries = this.entries.filter((one) => one !== entry);
        if (this.current && this.current.file === entry.file) this.current = this.cases()[0] || null;
    }

    /* The cases of all files, in the order of opening. */
    cases() {
        return this.entries.filter((entry) => entry.kind !== 'minutes').flatMap((entry) => entry.file.documents);
    }

    councils() {
        return this.entries.filter((entry) => entry.kind === 'minutes');
    }

    entryOf(document) {
        return document ? this.entries.find((entry) => entry.file === document.file) || null : null;
    }

    /* Whether the file of an entry has text that is on no disk: changed, or new and typed into. */
    changed(entry) {
        return isChanged(entry.file);
    }

    anyChanged() {
        return this.entries.some((entry) => this.changed(entry));
    }

    byName(name) {
        return this.entries.find((entry) => entry.file.name === name) || null;
    }

    /* A name that no open file has: "дело.xml", "дело (2).xml". */
    freeName(name) {
        const dot = name.lastIndexOf('.');
        const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
        let free = name;
        for (let n = 2; this.byName(free); n++) free = `${stem} (${n})${extension}`;
        return free;
    }
}

const encoder = new TextEncoder();

/* One case as an input of the engine; messages call it by the name of its file. */
export function inputOf(document) {
    return { name: document.file.name, bytes: encoder.encode(standaloneText(document)) };
}

/* A whole file as an input, as it is now. */
export function inputOfFile(file) {
    return { name: file.name, bytes: encoder.encode(fileText(file)) };
}
