/*
 * wasi.mjs - the system that the engine runs on in a page, asked as a C library may ask and ours does not: reads in pieces, lists of
 * folders in little room, places outside.  Speaks TAP.
 */

import { makeWasi } from '../../src/page/engine/wasi.js';
import { done, is, ok } from './tap.mjs';

const GOOD = 0;
const [ACCESS, BADF, INVAL, NOENT, NOTDIR, ROFS] = [2, 8, 28, 44, 54, 69];
const ROOT = 3;
const [PATH, VECTORS, OUT, ROOM] = [1024, 2048, 3072, 4096];

const files = new Map(['data/forms/a.xml', 'data/forms/rules.xml', 'data/fonts/x', 'data/z'].map((name) => [name, new TextEncoder().encode(`<${name}>`)]));
const memory = new WebAssembly.Memory({ initial: 1 });
const wasi = makeWasi(files, () => 1500);
wasi.attach({ exports: { memory } });
const call = wasi.imports.wasi_snapshot_preview1;
const view = new DataView(memory.buffer);
const bytes = new Uint8Array(memory.buffer);
const text = (at, size) => new TextDecoder().decode(bytes.slice(at, at + size));

function put(path) {
    const coded = new TextEncoder().encode(path);
    bytes.set(coded, PATH);
    return coded.length;
}

/* The descriptor; a fault is negative. */
function open(path, { at = ROOT, flags = 0 } = {}) {
    const fault = call.path_open(at, 0, PATH, put(path), flags, 0n, 0n, 0, OUT);
    return fault ? -fault : view.getUint32(OUT, true);
}

/* Pieces of these sizes lie one behind another in the room. */
function vectors(sizes) {
    let at = ROOM;
    sizes.forEach((size, i) => {
        view.setUint32(VECTORS + 8 * i, at, true);
        view.setUint32(VECTORS + 8 * i + 4, size, true);
        at += size;
    });
    return sizes.length;
}

function read(fd, sizes) {
    bytes.fill(0, ROOM, ROOM + 200);
    const fault = call.fd_read(fd, VECTORS, vectors(sizes), OUT);
    return fault ? -fault : text(ROOM, view.getUint32(OUT, true));
}

function pread(fd, offset, sizes) {
    const fault = call.fd_pread(fd, VECTORS, vectors(sizes), BigInt(offset), OUT);
    return fault ? -fault : text(ROOM, view.getUint32(OUT, true));
}

function seek(fd, offset, whence) {
    const fault = call.fd_seek(fd, BigInt(offset), whence, OUT);
    return fault ? -fault : Number(view.getBigUint64(OUT, true));
}

/* ---- reading --------------------------------------------------------------------------- */

const file = open('data/forms/a.xml');
is([read(file, [1, 4, 6]), read(file, [3, 50]), read(file, [5])], ['<data/forms', '/a.xml>', ''], 'a file is read in pieces to its end');
is([pread(file, 6, [2, 3]), pread(file, 100, [2])], ['forms', ''], 'at a place');
is([seek(file, 0, 1), seek(file, -5, 2), read(file, [9])], [18, 13, '.xml>'], 'from the end');
is([seek(file, 2, 0), seek(file, 3, 1), read(file, [4]), seek(file, -1, 0)], [2, 5, '/for', -INVAL], 'from the beginning, from here, not from before');
is([call.fd_close(file), read(file, [1]), call.fd_close(file), call.fd_close(ROOT)], [GOOD, -BADF, BADF, BADF], 'what is closed is closed');

/* ---- folders ------------------------------------------------------------------------------ */

/* All names of a folder, asked for with so much room at a time: an entry that was cut is asked for again; nothing is written behind it. */
function names(fd, room) {
    const found = [];
    let cookie = 0n;
    for (let turns = 0; turns < 50; turns++) {
        bytes.fill(0xff, ROOM + room, ROOM + room + 100);
        if (call.fd_readdir(fd, ROOM, room, cookie, OUT) !== GOOD) return null;
        if (bytes.slice(ROOM + room, ROOM + room + 100).some((byte) => byte !== 0xff)) return 'written beyond';
        const used = view.getUint32(OUT, true);
        let at = 0;
        while (at + 24 <= used && at + 24 + view.getUint32(ROOM + at + 16, true) <= used) {
            const size = view.getUint32(ROOM + at + 16, true);
            cookie = view.getBigUint64(ROOM + at, true);
            found.push(`${text(ROOM + at + 24, size)}:${bytes[ROOM + at + 20]}`);
            at += 24 + size;
        }
        if (used < room) return found;
    }
    return found;
}

const forms = open('data/forms', { flags: 2 });
const data = open('./data//x/..');
for (const room of [4000, 72, 40]) {
    is(names(forms, room), ['a.xml:4', 'rules.xml:4'], `a folder in ${room} bytes`);
    is(names(data, room), ['forms:3', 'fonts:3', 'z:4'], `folders and files in ${room} bytes`);
}
is([names(open('data/z'), 100), open('a.xml', { at: forms }) > 0, open('../fonts/x', { at: forms }) > 0], [null, true, true], 'a file is no folder; paths go from a folder');

/* ---- what is not there ------------------------------------------------------------------------ */

is([open('data/none'), open('../etc/passwd'), open('/data/../../x'), open('data/z', { flags: 2 })], [-NOENT, -ACCESS, -ACCESS, -NOTDIR], 'nothing else is there');
is([open('data/new', { flags: 1 }), open('data/z', { flags: 8 })], [-ROFS, -ROFS], 'nothing is written');
is(call.fd_write(1, VECTORS, vectors([0]), OUT), GOOD, 'but what is said');
bytes.set(new TextEncoder().encode('said'), ROOM);
call.fd_write(2, VECTORS, vectors([1, 3]), OUT);
is([wasi.said(), view.getUint32(OUT, true), call.fd_write(9, VECTORS, 1, OUT)], ['said', 4, ROFS], 'is kept');
call.clock_time_get(0, 0n, OUT);
is(view.getBigUint64(OUT, true), 1500000000n, 'the clock is the page’s, in nanoseconds');
is([call.sock_send(), call.random_get(), call.path_unlink_file()], [52, 52, 52], 'there is no network, no chance, nothing to remove');
ok(call.path_filestat_get(ROOT, 0, PATH, put('data/z'), ROOM) === GOOD && bytes[ROOM + 16] === 4 && view.getBigUint64(ROOM + 32, true) === 8n, 'how long a file is');
done();
