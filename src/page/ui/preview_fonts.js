/*
 * preview_fonts.js - the typefaces of pictures, loaded once from the engine: those of Russian text at once, the others while
 * nothing else is done.  Without them (an old browser, a policy) words stand where they belong in another serif.
 */

const AT_ONCE = 6; /* subsets: Russian and the rarer Russian letters, regular, bold and signs */

let begun = null;

/* null for one that the browser refuses.  Its bytes are here, so it needs no loading. */
function faceOf(font, bytes) {
    try {
        const face = new FontFace(font.family, bytes, { weight: String(font.weight), unicodeRange: font.ranges });
        face.loaded.catch(() => {});
        return face;
    } catch (error) {
        console.warn(error);
        return null;
    }
}

/* All at once: the browser lays all pages out anew for each that comes alone. */
function add(faces) {
    for (const face of faces) if (face) document.fonts.add(face);
}

const idle = (action) => (globalThis.requestIdleCallback ? requestIdleCallback(action) : setTimeout(action, 20));

async function load(engine) {
    if (typeof FontFace !== 'function' || !document.fonts || !document.fonts.add) return;
    const answer = await engine.call('fonts', {}, [], { worker: 'live' });
    const bytes = new Map((answer.files || []).map((file) => [file.name, file.bytes]));
    const fonts = (answer.fonts || []).filter((font) => bytes.has(font.file));
    const make = (font) => faceOf(font, bytes.get(font.file));
    add(fonts.slice(0, AT_ONCE).map(make));
    const later = [];
    const makeNext = (at) => {
        if (at < fonts.length) {
            later.push(make(fonts[at]));
            idle(() => makeNext(at + 1));
        } else add(later);
    };
    idle(() => makeNext(AT_ONCE));
}

/* Begins to load them, the first time that it is called; never fails. */
export function loadFonts(engine) {
    if (!begun)
        begun = load(engine).catch((error) => {
            console.warn(error);
            begun = null;
        });
    return begun;
}
