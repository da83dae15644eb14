/*
 * preview_fonts.js - the typefaces of pictures, loaded once from the engine: those of Russian text at once, the others while
 * nothing else is done.  Without them (an old browser, a policy) words stand where they belong in another serif.
 */

const AT_ONCE = 6; /* subsets: Russian and the rarer Russian letters, regular, bold and signs */

let begun = null;

function add(font, bytes) {
    try {
        const face = new FontFace(font.family, bytes, { weight: String(font.weight), unicodeRange: font.ranges });
        document.fonts.add(face);
        face.load().catch(() => {});
    } catch (error) {
        console.warn(error);
    }
}

const idle = (action) => (globalThis.requestIdleCallback ? requestIdleCallback(action) : setTimeout(action, 20));

async function load(engine) {
    if (typeof FontFace !== 'function' || !document.fonts || !document.fonts.add) return;
    const answer = await engine.call('fonts', {}, [], { worker: 'live' });
    const bytes = new Map((answer.files || []).map((file) => [file.name, file.bytes]));
    const fonts = (answer.fonts || []).filter((font) => bytes.has(font.file));
    const addNext = (at) => {
        if (at >= fonts.length) return;
        add(fonts[at], bytes.get(fonts[at].file));
        if (at + 1 < AT_ONCE) addNext(at + 1);
        else idle(() => addNext(at + 1));
    };
    addNext(0);
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
