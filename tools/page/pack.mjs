/* pack.mjs - the way into the page of what boot.js and worker.js take out of it: files as one archive, .lzma, text. */

import { execFileSync } from 'node:child_process';
import { SMALL, SYMBOLS } from '../../src/page/engine/text93.js';
import { crc32 } from '../../src/page/files/crc.js';

const LINE = 4000; // characters: editors and mail programs stumble over a megabyte on one line

/* files: [[name, bytes], ...]; see src/page/engine/archive.js. */
export function writeArchive(files) {
    const index = Buffer.from(JSON.stringify(files.map(([name, bytes]) => [name, bytes.length])));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(index.length);
    return Buffer.concat([length, index, ...files.map(([, bytes]) => bytes)]);
}

/* With xz, which is the only one here that writes the format; it leaves the size out, which whoever unpacks needs for the room. */
export function lzma(bytes) {
    const packed = execFileSync('xz', ['--format=lzma', '-9e', '--stdout'], { input: bytes, maxBuffer: 1 << 28 });
    packed.writeBigUInt64LE(BigInt(bytes.length), 5);
    return packed;
}

const symbol = (digit) => String.fromCharCode(33 + digit < 60 ? 33 + digit : 34 + digit);

/* See src/page/engine/text93.js. */
export function encodeText93(bytes) {
    const pairs = [];
    let queue = 0;
    let held = 0;
    for (const byte of bytes) {
        queue |= byte << held;
        held += 8;
        if (held < 14) continue;
        const bits = (queue & 8191) >= SMALL ? 13 : 14;
        const pair = queue & (2 ** bits - 1);
        queue >>>= bits;
        held -= bits;
        pairs.push(symbol(pair % SYMBOLS) + symbol(Math.floor(pair / SYMBOLS)));
    }
    if (held > 0) pairs.push(symbol(queue % SYMBOLS)); // one is enough for a byte's rest where it fits
    if (held > 7 || queue >= SYMBOLS) pairs.push(symbol(Math.floor(queue / SYMBOLS)));
    return pairs.join('').replace(new RegExp(`(.{${LINE}})(?=.)`, 'g'), '$1\n');
}

/* {text, crc} of files. */
export function packText(files) {
    const packed = lzma(writeArchive(files));
    return { text: encodeText93(packed), crc: String(crc32(packed)), size: packed.length };
}
