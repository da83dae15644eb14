/*
 * unzip.js - reads a ZIP archive that a school sends: organization.xml and editions.
 *
 * Trusts nothing: names, sizes and counts are checked against limits before anything is unpacked, a name
 * may not lead out of the archive, and what is unpacked is cut off at its limit.  Knows what is stored and what is
 * deflated, no ZIP64, no password.
 */

import { crc32 } from './crc.js';

export const LIMITS = { archive: 16 << 20, entries: 500, file: 4 << 20, all: 32 << 20 };

/* An error whose word is one of: broken, large, locked, browser. */
export class UnzipError extends Error {
    constructor(word) {
        super(word);
        this.word = word;
    }
}

function findEnd(view) {
    const from = Math.max(0, view.byteLength - 22 - 0xffff);
    for (let at = view.byteLength - 22; at >= from; at--)
        if (view.getUint32(at, true) === 0x06054b50) return at;
    throw new UnzipError('broken');
}

/* A path inside the archive: relative, with no "..", drive or control characters; else null. */
export function safePath(name) {
    const path = name.replace(/\\/g, '/');
    if (path.length > 200 || /^\/|^[A-Za-z]:|[\0-\x1f\x7f]/.test(path)) return null;
    return path.split('/').some((part) => part === '..' || part === '.') ? null : path;
}

function readEntry(view, at) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new UnzipError('broken');
    const nameSize = view.getUint16(at + 28, true);
    const next = at + 46 + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw new UnzipError('broken');
    const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameSize);
    return {
        name: new TextDecoder().decode(name),
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        at: view.getUint32(at + 42, true),
        next,
    };
}

/* Where the bytes of an entry lie; its local header may have other extra fields than the directory. */
function packedBytes(bytes, view, entry) {
    if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50) throw new UnzipError('broken');
    const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
    if (from + entry.packed > bytes.length) throw new UnzipError('broken');
    return bytes.subarray(from, from + entry.packed);
}

/* Inflates to exactly the size that was promised, and stops where it would grow beyond. */
async function inflate(packed, size) {
    if (typeof DecompressionStream === 'undefined') throw new UnzipError('browser');
    let stream;
    try {
        stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    } catch {
        throw new UnzipError('browser'); /* Chromium before 103 knows no "deflate-raw" */
    }
    const all = new Uint8Array(size);
    const reader = stream.getReader();
    let at = 0;
    try {
        for (let step = await reader.read(); !step.done; step = await reader.read()) {
            if (at + step.value.length > size) throw new UnzipError('broken');
            all.set(step.value, at);
            at += step.value.length;
        }
    } catch {
        reader.cancel().catch(() => {});
        throw new UnzipError('broken');
    }
    if (at !== size) throw new UnzipError('broken');
    return all;
}

async function unpack(bytes, view, entry) {
    if (entry.flags & 1) throw new UnzipError('locked');
    const packed = packedBytes(bytes, view, entry);
    if (entry.method !== 0 && entry.method !== 8) throw new UnzipError('broken');
    const plain = entry.method === 8 ? await inflate(packed, entry.size) : packed.slice();
    if (plain.length !== entry.size || crc32(plain) !== entry.crc) throw new UnzipError('broken');
    return plain;
}

/*
 * The files of an archive: a list of {name, bytes}, folders left out; throws UnzipError.
 * wanted(name) chooses what is unpacked.
 */
export async function unzip(bytes, wanted = () => true) {
    if (bytes.length > LIMITS.archive) throw new UnzipError('large');
    if (bytes.length < 22) throw new UnzipError('broken');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = findEnd(view);
    const count = view.getUint16(end + 10, true);
    if (count > LIMITS.entries) throw new UnzipError('large');
    const files = [];
    let at = view.getUint32(end + 16, true);
    let all = 0;
    for (let n = 0; n < count; n++) {
        const entry = readEntry(view, at);
        at = entry.next;
        const name = safePath(entry.name);
        if (name === null) throw new UnzipError('broken');
        if (name.endsWith('/') || !wanted(name)) continue;
        all += entry.size;
        if (entry.size > LIMITS.file || all > LIMITS.all) throw new UnzipError('large');
        files.push({ name, bytes: await unpack(bytes, view, entry) });
    }
    return files;
}
