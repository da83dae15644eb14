/* page_of.mjs - the parts of a page, out of the text of its HTML file, as boot.js finds them there. */

import { readArchive } from '../../src/page/engine/archive.js';
import { unpackPayload } from '../../src/page/engine/worker.js';

/* {parts, skeleton}, for startEngine(). */
export function pageOf(text) {
    const inside = (id) => new RegExp(`<script[^>]*id="${id}"[^>]*>([^]*?)</script>`).exec(text)[1];
    const crc = (id) => new RegExp(`id="${id}" data-crc="(\\d+)"`).exec(text)[1];
    const parts = { csp: /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)[1] };
    for (const id of ['boot', 'school', 'scripts', 'engine']) parts[id] = inside(id);
    Object.assign(parts, { scriptsCrc: crc('scripts'), engineCrc: crc('engine') });
    const files = readArchive(unpackPayload(parts.scripts, Number(parts.scriptsCrc)));
    return { parts, skeleton: new TextDecoder().decode(files.get('page.html')) };
}
