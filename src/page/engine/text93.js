/*
 * text93.js - bytes out of text: two characters of 93 hold 13 bits, or 14 where they can (basE91 with the characters that a
 * script element may have: all of printable ASCII but the blank and «<»).  A quarter denser than base64, which matters in a page
 * that is sent by mail.  tools/page/pack.mjs writes such text.
 */

export const SYMBOLS = 93;
/* 93 * 93 pairs are 8192 of 13 bits and some: pairs so small say 14. */
export const SMALL = SYMBOLS * SYMBOLS - 8192;
const FIRST = 33;
const LESS_THAN = 60;

/* Blanks and ends of lines are passed over: programs that carry a page may fold lines. */
export function decodeText93(text) {
    const out = new Uint8Array(Math.ceil((text.length * 7) / 8) + 2);
    let at = 0;
    let low = -1;
    let queue = 0;
    let held = 0;
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code < FIRST) continue;
        const digit = code < LESS_THAN ? code - FIRST : code - FIRST - 1;
        if (low < 0) {
            low = digit;
            continue;
        }
        const pair = low + digit * SYMBOLS;
        low = -1;
        queue |= pair << held;
        held += (pair & 8191) >= SMALL ? 13 : 14;
        for (; held > 7; held -= 8, queue >>>= 8) out[at++] = queue & 255;
    }
    if (low >= 0) out[at++] = (queue | (low << held)) & 255;
    return out.subarray(0, at);
}
