/*
 * instance.js - one engine: a WebAssembly instance and the door into it (src/page/door.h).  Synchronous; what it throws
 * (trap, stack, memory) leaves it unusable, and whoever holds it makes another.
 */

import { makeWasi } from './wasi.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/* There is no memory for what is put in. */
export class NoMemory extends Error {}

/* The day where the user is, which rules about dates ask for. */
export function localDay(now = new Date()) {
    const two = (number) => String(number).padStart(2, '0');
    return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/*
 * files: Map of paths ("data/forms/...") and bytes.  Opened by open(), which may be called again with other settings.
 */
export async function makeInstance(module, files, now) {
    const wasi = makeWasi(files, now);
    const instance = await WebAssembly.instantiate(module, wasi.imports);
    wasi.attach(instance);
    instance.exports._initialize();
    return new Instance(instance.exports, wasi);
}

class Instance {
    constructor(door, wasi) {
        this.door = door;
        this.said = wasi.said;
    }

    /* Bytes of the memory in use. */
    get size() {
        return this.door.memory.buffer.byteLength;
    }

    /* Bytes in a room of the door's. */
    put(bytes) {
        const room = this.door.door_room(bytes.length);
        if (!room) throw new NoMemory('no room');
        new Uint8Array(this.door.memory.buffer, room, bytes.length).set(bytes);
        return room;
    }

    /* Calls with strings as arguments; null stays NULL. */
    withStrings(strings, call) {
        const rooms = strings.map((one) => (one === null ? 0 : this.put(encoder.encode(`${one}\0`))));
        const answer = call(...rooms);
        for (const room of rooms) this.door.door_release(room);
        return answer;
    }

    set(options) {
        for (const [name, value] of Object.entries(options || {}))
            if (value !== null && value !== undefined) this.withStrings([name, String(value)], (n, v) => this.door.door_set(n, v));
    }

    /* Settings of formulyar_setup; the status. */
    open(setup) {
        this.set({ data: '/data', ...setup });
        return this.door.door_open();
    }

    /* inputs: [{name, bytes}].  The answer as door.h has it, with a copy of the bytes in each of its files. */
    call(verb, options = {}, inputs = []) {
        this.set(options);
        for (const input of inputs) {
            const room = this.put(input.bytes);
            this.withStrings([input.name === undefined ? null : input.name], (name) =>
                this.door.door_input(name, room, input.bytes.length),
            );
        }
        const answer = JSON.parse(this.string(this.withStrings([verb], (name) => this.door.door_call(name))));
        for (const file of answer.files || []) {
            file.bytes = new Uint8Array(this.door.memory.buffer, file.at, file.size).slice();
            delete file.at;
        }
        return answer;
    }

    string(at) {
        const memory = new Uint8Array(this.door.memory.buffer);
        return decoder.decode(memory.slice(at, memory.indexOf(0, at)));
    }
}
