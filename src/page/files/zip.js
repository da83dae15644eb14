/*
 * zip.js - writes ZIP archives: files stored as they are (PDF and DOCX are compressed inside), names in
 * UTF-8, one fixed date (1980), so that the same files give the same archive (APPNOTE.TXT 6.3.10).
 *
 * Files are added as they are made, so that an archive of a year needs no second copy in memory:
 *
 *     const archive = new ZipWriter();
 *     archive.add('2026-014_5.1.pdf', bytes);
 *     const blob = archive.blob();
 */

import { crc32 } from './crc.js';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20; /* 2.0: folders, no ZIP64 */
const UTF8 = 0x0800; /* general purpose bit 11 */
const DATE_1980 = 0x0021;
const LIMIT_FILES = 0xffff;
const LIMIT_BYTES = 0xffffffff;

/* Writes little-endian fields: a list of [size in bytes, value]. */
function record(fields) {
    const size = fields.reduce((sum, [width]) => sum + width, 0);
    const view = new DataView(new ArrayBuffer(size));
    let at = 0;
    for (const [width, value] of fields) {
        if (width === 4) view.setUint32(at, value, true);
        else view.setUint16(at, value, true);
        at += width;
    }
    return new Uint8Array(view.buffer);
}

export class ZipWriter {
    constructor() {
        this.parts = []; /* Uint8Arrays, in the order of the archive */
        this.entries = []; /* {name: bytes, crc, size, at} */
        this.names = new Set();
        this.size = 0;
    }

    get count() {
        return this.entries.length;
    }

    /* A name that is not taken yet: "a.pdf", "a (2).pdf"; capitals do not tell names apart on Windows. */
    freeName(name) {
        const dot = name.lastIndexOf('.');
        const stem = dot > 0 ? name.slice(0, dot) : name;
        const extension = dot > 0 ? name.slice(dot) : '';
        let free = name;
        for (let n = 2; this.names.has(free.toLowerCase()); n++) free = `${stem} (${n})${extension}`;
        return free;
    }

    /* Adds a file; the bytes are not copied.  Throws RangeError when the archive would need ZIP64. */
    add(name, bytes) {
        const free = this.freeName(name);
        const coded = new TextEncoder().encode(free);
        const entry = { name: coded, crc: crc32(bytes), size: bytes.length, at: this.size };
        if (this.entries.length >= LIMIT_FILES || this.size + bytes.length + 4096 > LIMIT_BYTES)
            throw new RangeError('zip');
        this.names.add(free.toLowerCase());
        this.push(record([[4, LOCAL], ...ZipWriter.common(entry)]));
        this.push(coded);
        this.push(bytes);
        this.entries.push(entry);
        return free;
    }

    push(bytes) {
        this.parts.push(bytes);
        this.size += bytes.length;
    }

    /* What the local header and the directory have in common. */
    static common(entry) {
        return [
            [2, VERSION],
            [2, UTF8],
            [2, 0], /* stored */
            [2, 0],
            [2, DATE_1980],
            [4, entry.crc],
            [4, entry.size],
            [4, entry.size],
            [2, entry.name.length],
            [2, 0],
        ];
    }

    /* The directory and the end: the parts that close the archive. */
    tail() {
        const parts = [];
        for (const entry of this.entries) {
            const rest = [[2, 0], [2, 0], [2, 0], [4, 0], [4, entry.at]];
            parts.push(record([[4, CENTRAL], [2, VERSION], ...ZipWriter.common(entry), ...rest]));
            parts.push(entry.name);
        }
        const size = parts.reduce((sum, part) => sum + part.length, 0);
        const count = this.entries.length;
        parts.push(record([[4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, this.size], [2, 0]]));
        return parts;
    }

    /* The whole archive; more may be added afterwards for a later one. */
    blob() {
        return new Blob([...this.parts, ...this.tail()], { type: 'application/zip' });
    }

    /* The same as one Uint8Array. */
    bytes() {
        const parts = [...this.parts, ...this.tail()];
        const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) {
            all.set(part, at);
            at += part.length;
        }
        return all;
    }
}
