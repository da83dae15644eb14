/*
 * crc.js - CRC-32 of bytes, as ZIP archives want it (ISO 3309, polynomial 0xEDB88320).
 *
 * Four tables, four bytes a step: an archive of a year's forms is 30 MB.
 */

const tables = makeTables();

function makeTables() {
    const made = [0, 1, 2, 3].map(() => new Uint32Array(256));
    for (let n = 0; n < 256; n++) {
        let c = n;
        for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
        made[0][n] = c;
    }
    for (let n = 0; n < 256; n++)
        for (let t = 1; t < 4; t++) {
            const before = made[t - 1][n];
            made[t][n] = (before >>> 8) ^ made[0][before & 255];
        }
    return made;
}

/* The checksum of a Uint8Array, an unsigned number. */
export function crc32(bytes) {
    const [t0, t1, t2, t3] = tables;
    const whole = bytes.length - (bytes.length & 3);
    let crc = 0xffffffff;
    let at = 0;
    for (; at < whole; at += 4) {
        crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
        crc = t3[crc & 255] ^ t2[(crc >>> 8) & 255] ^ t1[(crc >>> 16) & 255] ^ t0[crc >>> 24];
    }
    for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]) & 255];
    return (crc ^ 0xffffffff) >>> 0;
}
