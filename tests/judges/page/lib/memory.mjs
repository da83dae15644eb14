// memory.mjs - a browser that gives the program inside the page less memory: the limit that stands in its WebAssembly is
// lowered on the way to the browser's compiler, in the page and in its workers.  So running out of memory is not waited for.

/** limiting(PAGES): a script to be run before anything of the page; a page of memory is 64 KiB. */
export function limiting(pages) {
    const source = `(${patch})(${pages});\n`;
    return `${source}(${wrap})(${JSON.stringify(source)});`;
}

/** Workers are made of blobs: the script goes in front. */
function wrap(source) {
    const RealBlob = Blob;
    globalThis.Blob = class extends RealBlob {
        constructor(parts, options) {
            super(/javascript/.test(options?.type ?? "") ? [source, ...parts] : parts, options);
        }
    };
}

function patch(pages) {
    globalThis.judgeLimited = 0;
    const leb = (bytes, at) => {
        let value = 0;
        let shift = 0;
        let size = 0;
        for (;;) {
            const byte = bytes[at + size++];
            value += (byte & 0x7f) * 2 ** shift;
            shift += 7;
            if (!(byte & 0x80)) return { value, size };
        }
    };
    const lowered = (source) => {
        const bytes = new Uint8Array(source instanceof ArrayBuffer ? source.slice(0) : source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength));
        for (let at = 8; at < bytes.length; ) {
            const section = bytes[at];
            const length = leb(bytes, at + 1);
            const body = at + 1 + length.size;
            if (section === 5 && bytes[body + 1] === 1) {
                const least = leb(bytes, body + 2);
                const most = body + 2 + least.size;
                const { size } = leb(bytes, most);
                let rest = Math.max(pages, least.value);
                for (let i = 0; i < size; i++) {
                    bytes[most + i] = (rest & 0x7f) | (i < size - 1 ? 0x80 : 0);
                    rest >>= 7;
                }
                globalThis.judgeLimited++;
            }
            at = body + length.value;
        }
        return bytes;
    };
    for (const name of ["instantiate", "compile"]) {
        const real = WebAssembly[name];
        WebAssembly[name] = (source, ...rest) => real.call(WebAssembly, source instanceof WebAssembly.Module ? source : lowered(source), ...rest);
    }
    const RealModule = WebAssembly.Module;
    WebAssembly.Module = new Proxy(RealModule, { construct: (target, [source, ...rest]) => new target(lowered(source), ...rest) });
}
