/*
 * archive.js - named files in one stretch of bytes: the length of an index, the index [[name, size], ...] as JSON, the files.
 * Packed as one, they share what they have in common.  tools/page/pack.mjs writes it.
 */

const decoder = new TextDecoder();

/* Map of name and bytes, which are the archive's own; throws when it is none. */
export function readArchive(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const length = view.getUint32(0, true);
    const files = new Map();
    let at = 4 + length;
    for (const [name, size] of JSON.parse(decoder.decode(bytes.subarray(4, at)))) {
        if (at + size > bytes.length) throw new Error('cut off');
        files.set(name, bytes.subarray(at, at + size));
        at += size;
    }
    return files;
}
