/*
 * wasi.js - the system that the engine runs on in a page (WASI preview 1): a tree of files in memory that can only be read,
 * a clock, and nothing else: no network, no disk, no environment, no chance.  What it says is collected, not shown.
 *
 * Files are a Map of paths without a leading slash ("data/forms/rules.xml") and bytes; folders are those of the paths.
 */

const GOOD = 0;
const ERRNO = { access: 2, badf: 8, exist: 20, inval: 28, isdir: 31, noent: 44, nosys: 52, notdir: 54, rofs: 69, spipe: 70 };
const TYPE = { folder: 3, file: 4, characters: 2 };
const ROOT = 3;
const SAID_MAX = 4096;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/* The engine ended its process: status 3 says that the system failed it (memory). */
export class EngineExit extends Error {
    constructor(status) {
        super(`the engine ended with status ${status}`);
        this.status = status;
    }
}

/* "data/./forms//x" as "data/forms/x"; null for what leads out of the tree. */
function plainPath(base, path) {
    const parts = base === '' ? [] : base.split('/');
    for (const part of path.split('/')) {
        if (part === '' || part === '.') continue;
        if (part !== '..') parts.push(part);
        else if (parts.pop() === undefined) return null;
    }
    return parts.join('/');
}

/* Folders by path, each a Map of names and types. */
function foldersOf(files) {
    const folders = new Map([['', new Map()]]);
    for (const path of files.keys()) {
        const parts = path.split('/');
        let folder = '';
        parts.forEach((name, i) => {
            const last = i === parts.length - 1;
            folders.get(folder).set(name, last ? TYPE.file : TYPE.folder);
            if (last) return;
            folder = folder === '' ? name : `${folder}/${name}`;
            if (!folders.has(folder)) folders.set(folder, new Map());
        });
    }
    return folders;
}

/*
 * {imports, attach(instance), said()}; now() gives milliseconds since 1970.  Descriptors 0 to 2 are characters, 3 is the root.
 */
export function makeWasi(files, now = () => Date.now()) {
    const system = {
        files,
        folders: foldersOf(files),
        open: new Map([[ROOT, { path: '', folder: true, at: 0 }]]),
        next: ROOT + 1,
        said: '',
        now,
        memory: null,
        view: () => new DataView(system.memory.buffer),
        bytes: (at, size) => new Uint8Array(system.memory.buffer, at, size),
    };
    const calls = { ...processCalls(system), ...descriptorCalls(system), ...fileCalls(system), ...pathCalls(system) };
    const imports = new Proxy(calls, { get: (own, name) => own[name] || (() => ERRNO.nosys) });
    return {
        imports: { wasi_snapshot_preview1: imports },
        attach(instance) {
            system.memory = instance.exports.memory;
        },
        said: () => system.said,
    };
}

/* ---- process, clock, what is said ---------------------------------------------------- */

function processCalls(system) {
    const none = (count, size) => {
        system.view().setUint32(count, 0, true);
        system.view().setUint32(size, 0, true);
        return GOOD;
    };
    return {
        proc_exit(status) {
            throw new EngineExit(status);
        },
        environ_sizes_get: none,
        environ_get: () => GOOD,
        args_sizes_get: none,
        args_get: () => GOOD,
        sched_yield: () => GOOD,
        clock_time_get(_clock, _precision, at) {
            system.view().setBigUint64(at, BigInt(Math.round(system.now())) * 1000000n, true);
            return GOOD;
        },
    };
}

/* ---- descriptors -------------------------------------------------------------------- */

function descriptorCalls(system) {
    return {
        fd_close: (fd) => (fd > ROOT && system.open.delete(fd) ? GOOD : ERRNO.badf),
        fd_fdstat_set_flags: () => GOOD,
        fd_fdstat_get(fd, at) {
            const open = system.open.get(fd);
            if (!open && fd > 2) return ERRNO.badf;
            system.bytes(at, 24).fill(0);
            system.view().setUint8(at, open ? (open.folder ? TYPE.folder : TYPE.file) : TYPE.characters);
            system.view().setBigUint64(at + 8, ~0n & 0x1fffffffn, true);
            system.view().setBigUint64(at + 16, ~0n & 0x1fffffffn, true);
            return GOOD;
        },
        fd_filestat_get(fd, at) {
            const open = system.open.get(fd);
            if (!open) return ERRNO.badf;
            return writeStat(system, at, open.folder, open.bytes);
        },
        fd_prestat_get(fd, at) {
            if (fd !== ROOT) return ERRNO.badf;
            system.view().setUint32(at, 0, true);
            system.view().setUint32(at + 4, 1, true);
            return GOOD;
        },
        fd_prestat_dir_name(fd, at, size) {
            if (fd !== ROOT || size < 1) return ERRNO.badf;
            system.bytes(at, 1)[0] = 47;
            return GOOD;
        },
        fd_write(fd, vectors, count, written) {
            if (fd !== 1 && fd !== 2) return ERRNO.rofs;
            let total = 0;
            for (const piece of pieces(system, vectors, count)) {
                system.said = (system.said + decoder.decode(piece.slice())).slice(-SAID_MAX);
                total += piece.length;
            }
            system.view().setUint32(written, total, true);
            return GOOD;
        },
    };
}

function* pieces(system, vectors, count) {
    for (let i = 0; i < count; i++) {
        const view = system.view();
        yield system.bytes(view.getUint32(vectors + 8 * i, true), view.getUint32(vectors + 8 * i + 4, true));
    }
}

function writeStat(system, at, folder, bytes) {
    const view = system.view();
    system.bytes(at, 64).fill(0);
    view.setUint8(at + 16, folder ? TYPE.folder : TYPE.file);
    view.setBigUint64(at + 24, 1n, true);
    view.setBigUint64(at + 32, BigInt(folder ? 0 : bytes.length), true);
    return GOOD;
}

/* ---- reading ------------------------------------------------------------------------ */

function fileCalls(system) {
    const read = (open, at, vectors, count, got) => {
        let total = 0;
        for (const piece of pieces(system, vectors, count)) {
            const part = open.bytes.subarray(at + total, at + total + piece.length);
            piece.set(part);
            total += part.length;
        }
        system.view().setUint32(got, total, true);
        return total;
    };
    const file = (fd) => {
        const open = system.open.get(fd);
        return open && !open.folder ? open : null;
    };
    return {
        fd_read(fd, vectors, count, got) {
            const open = file(fd);
            if (!open) return fd === 0 ? read({ bytes: new Uint8Array(0) }, 0, vectors, count, got) : ERRNO.badf;
            open.at += read(open, open.at, vectors, count, got);
            return GOOD;
        },
        fd_pread(fd, vectors, count, offset, got) {
            const open = file(fd);
            if (!open) return ERRNO.badf;
            read(open, Number(offset), vectors, count, got);
            return GOOD;
        },
        fd_seek(fd, offset, whence, at) {
            const open = file(fd);
            if (!open) return fd < ROOT ? ERRNO.spipe : ERRNO.badf;
            const to = Number(offset) + [0, open.at, open.bytes.length][whence];
            if (!(to >= 0)) return ERRNO.inval;
            open.at = to;
            system.view().setBigUint64(at, BigInt(to), true);
            return GOOD;
        },
        fd_readdir: (fd, at, size, cookie, used) => readFolder(system, fd, { at, size, cookie, used }),
    };
}

/* Entries from the cookie on, the last cut where the room ends. */
function readFolder(system, fd, { at, size, cookie, used }) {
    const open = system.open.get(fd);
    if (!open || !open.folder) return ERRNO.badf;
    const names = [...system.folders.get(open.path)];
    let filled = 0;
    for (let i = Number(cookie); i < names.length && filled < size; i++) {
        const name = encoder.encode(names[i][0]);
        const entry = new Uint8Array(24 + name.length);
        const view = new DataView(entry.buffer);
        view.setBigUint64(0, BigInt(i + 1), true);
        view.setUint32(16, name.length, true);
        view.setUint8(20, names[i][1]);
        entry.set(name, 24);
        const part = entry.subarray(0, size - filled);
        system.bytes(at + filled, part.length).set(part);
        filled += part.length;
    }
    system.view().setUint32(used, filled, true);
    return GOOD;
}

/* ---- paths -------------------------------------------------------------------------- */

const CREATES = 1;
const FOLDER_ONLY = 2;
const TRUNCATES = 8;

function pathCalls(system) {
    const find = (fd, at, size) => {
        const base = system.open.get(fd);
        if (!base || !base.folder) return { fault: ERRNO.badf };
        const path = plainPath(base.path, decoder.decode(system.bytes(at, size).slice()));
        if (path === null) return { fault: ERRNO.access };
        const folder = system.folders.has(path);
        const bytes = system.files.get(path);
        return { path, folder, bytes, fault: folder || bytes ? GOOD : ERRNO.noent };
    };
    return {
        path_filestat_get(fd, _flags, at, size, to) {
            const found = find(fd, at, size);
            return found.fault || writeStat(system, to, found.folder, found.bytes);
        },
        path_open(fd, _lookup, at, size, flags, _rights, _inheriting, _fdFlags, to) {
            const found = find(fd, at, size);
            if (flags & (CREATES | TRUNCATES)) return ERRNO.rofs;
            if (found.fault) return found.fault;
            if (flags & FOLDER_ONLY && !found.folder) return ERRNO.notdir;
            const opened = system.next++;
            system.open.set(opened, { path: found.path, folder: found.folder, bytes: found.bytes, at: 0 });
            system.view().setUint32(to, opened, true);
            return GOOD;
        },
        path_readlink(fd, at, size) {
            return find(fd, at, size).fault || ERRNO.inval;
        },
    };
}
