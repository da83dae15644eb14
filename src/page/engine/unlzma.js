/*
 * unlzma.js - unpacks an .lzma file (`xz --format=lzma`): a fifth smaller than what browsers unpack themselves, and the same in
 * all of them.  After the LZMA specification.  One file at a time: the state is the module's, which is what makes it fast.
 */

const TOP = 2 ** 24;
const HALF = 1024;
const NAMES = { match: 192, rep: 12, rep0: 12, rep1: 12, rep2: 12, rep0Long: 192 };

let input, inputAt;
let output, at;
let models;

export class UnlzmaError extends Error {}

/* Bytes of the whole file; throws UnlzmaError for what is none, or larger than limit bytes. */
export function unlzma(bytes, limit = 64 << 20) {
    if (bytes.length < 18 || bytes[0] >= 225) throw new UnlzmaError('no LZMA');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const size = view.getUint32(5, true);
    const unknown = size === 0xffffffff && view.getUint32(9, true) === 0xffffffff;
    if (!unknown && (view.getUint32(9, true) !== 0 || size > limit)) throw new UnlzmaError('too large');
    input = bytes;
    inputAt = 18;
    coder[RANGE] = 0xffffffff;
    coder[CODE] = view.getUint32(14, false);
    output = new Uint8Array(unknown ? limit : size);
    at = 0;
    makeModels(bytes[0]);
    run(unknown);
    if (inputAt > input.length) throw new UnlzmaError('cut off');
    const made = unknown ? output.slice(0, at) : output; // not a view: a message to another thread would take all behind it
    input = output = models = null;
    return made;
}

function fresh(count) {
    return new Uint16Array(count).fill(HALF);
}

function lengthModels() {
    return { choice: fresh(2), low: fresh(16 * 8), mid: fresh(16 * 8), high: fresh(256) };
}

function makeModels(properties) {
    models = {
        lc: properties % 9,
        lpMask: (1 << (Math.floor(properties / 9) % 5)) - 1,
        pbMask: (1 << Math.floor(properties / 45)) - 1,
        lengths: lengthModels(),
        repLengths: lengthModels(),
        slots: fresh(4 * 64),
        special: fresh(128),
        align: fresh(16),
    };
    models.literals = fresh(0x300 << (models.lc + Math.floor(properties / 9) % 5));
    for (const name of Object.keys(NAMES)) models[name] = fresh(NAMES[name]);
}

/* ---- bits ----------------------------------------------------------------------- */

/*
 * Nearly all the time is spent here.  The coder's two numbers need all of 32 bits, which engines keep as plain machine words
 * in a Uint32Array or a local variable, but as objects in a variable of the module; so trees take them out once.
 */
const coder = new Uint32Array(2);
const RANGE = 0;
const CODE = 1;

/* What is read beyond the end is nothing, hence zero; run() looks after each symbol whether that happened. */
function bit(model, index) {
    let range = coder[RANGE];
    let code = coder[CODE];
    if (range < TOP) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | input[inputAt++]) >>> 0;
    }
    const probability = model[index];
    const bound = (range >>> 11) * probability;
    if (code < bound) {
        coder[RANGE] = bound;
        coder[CODE] = code;
        model[index] = probability + ((2048 - probability) >> 5);
        return 0;
    }
    coder[RANGE] = range - bound;
    coder[CODE] = code - bound;
    model[index] = probability - (probability >> 5);
    return 1;
}

/* From a node of a tree down to one that is limit or more. */
function descend(model, offset, from, limit) {
    let range = coder[RANGE];
    let code = coder[CODE];
    let node = from;
    while (node < limit) {
        if (range < TOP) {
            range = (range << 8) >>> 0;
            code = ((code << 8) | input[inputAt++]) >>> 0;
        }
        const probability = model[offset + node];
        const bound = (range >>> 11) * probability;
        if (code < bound) {
            range = bound;
            model[offset + node] = probability + ((2048 - probability) >> 5);
            node <<= 1;
        } else {
            range -= bound;
            code -= bound;
            model[offset + node] = probability - (probability >> 5);
            node = (node << 1) | 1;
        }
    }
    coder[RANGE] = range;
    coder[CODE] = code;
    return node;
}

function directBits(count) {
    let value = 0;
    for (; count > 0; count--) {
        let range = coder[RANGE];
        let code = coder[CODE];
        if (range < TOP) {
            range = (range << 8) >>> 0;
            code = ((code << 8) | input[inputAt++]) >>> 0;
        }
        range >>>= 1;
        const one = code >= range ? 1 : 0;
        coder[RANGE] = range;
        coder[CODE] = one ? code - range : code;
        value = value * 2 + one;
    }
    return value;
}

function tree(model, offset, bits) {
    const limit = 1 << bits;
    return descend(model, offset, 1, limit) - limit;
}

function reverseTree(model, offset, bits) {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
        const one = bit(model, offset + node);
        node = node * 2 + one;
        value |= one << i;
    }
    return value;
}

/* ---- symbols ---------------------------------------------------------------------- */

function literal(state, rep0) {
    const before = at > 0 ? output[at - 1] : 0;
    const place = ((at & models.lpMask) << models.lc) + (before >> (8 - models.lc));
    const offset = 0x300 * place;
    let node = 1;
    if (state >= 7) {
        let match = output[at - rep0 - 1];
        do {
            const wanted = (match >> 7) & 1;
            match = (match << 1) & 255;
            const got = bit(models.literals, offset + ((1 + wanted) << 8) + node);
            node = node * 2 + got;
            if (got !== wanted) break;
        } while (node < 256);
    }
    output[at++] = descend(models.literals, offset, node, 256) & 255;
}

function matchLength(lengths, position) {
    if (!bit(lengths.choice, 0)) return 2 + tree(lengths.low, position * 8, 3);
    if (!bit(lengths.choice, 1)) return 10 + tree(lengths.mid, position * 8, 3);
    return 18 + tree(lengths.high, 0, 8);
}

function distance(length) {
    const slot = tree(models.slots, Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + reverseTree(models.special, base - slot, bits);
    return base + directBits(bits - 4) * 16 + reverseTree(models.align, 0, 4);
}

function copy(rep0, length) {
    if (rep0 >= at || at + length > output.length) throw new UnlzmaError('broken');
    for (let from = at - rep0 - 1; length > 0; length--) output[at++] = output[from++];
}

/* Which of the last four distances is repeated; [0] becomes it. */
function repeated(reps, state, position) {
    if (!bit(models.rep0, state)) return !bit(models.rep0Long, state * 16 + position);
    let index = 1;
    if (bit(models.rep1, state)) index = bit(models.rep2, state) ? 3 : 2;
    const chosen = reps[index];
    for (; index > 0; index--) reps[index] = reps[index - 1];
    reps[0] = chosen;
    return false;
}

function run(unknown) {
    const reps = [0, 0, 0, 0];
    let state = 0;
    while (unknown || at < output.length) {
        if (inputAt > input.length) throw new UnlzmaError('cut off');
        const position = at & models.pbMask;
        if (!bit(models.match, state * 16 + position)) {
            if (at >= output.length) throw new UnlzmaError('too large');
            literal(state, reps[0]);
            state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
            continue;
        }
        let length;
        if (bit(models.rep, state)) {
            if (repeated(reps, state, position)) {
                state = state < 7 ? 9 : 11;
                copy(reps[0], 1);
                continue;
            }
            length = matchLength(models.repLengths, position);
            state = state < 7 ? 8 : 11;
        } else {
            reps.copyWithin(1, 0, 3);
            length = matchLength(models.lengths, position);
            reps[0] = distance(length);
            state = state < 7 ? 7 : 10;
            if (reps[0] === 0xffffffff) return;
        }
        copy(reps[0], length);
    }
}
