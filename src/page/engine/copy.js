/*
 * copy.js - the school inside the page: read when the page starts, written into a copy of the page.
 *
 * In the HTML file it is JSON {organization: base64 or null, editions: [{name: "ID/5.1.xml", bytes: base64}], crc}.  As objects:
 * {organization: Uint8Array or null, editions: [{name, bytes}]}.
 */

import { crc32 } from '../files/crc.js';
import { assemble, scriptJson } from './assemble.js';
import { EngineFailure } from './failure.js';

/*
 * Of a file inside a folder of an edition, or of a folder there (samples); what else is named is left out: the engine's own files are
 * not to be replaced.
 */
export const EDITION_FILE = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_(). -]*){1,3}$/u;

function toBase64(bytes) {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
}

function fromBase64(text) {
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at); /* a hundred times as fast as from() */
    return bytes;
}

/* Of the JSON without it: a letter of the requisites that changed on the way would be printed on every form. */
const sumOf = (school) => crc32(new TextEncoder().encode(JSON.stringify(school)));

/* The school out of its JSON; throws EngineFailure when that is damaged: a page that lost its school must not pass for one that has none. */
export function readSchool(text) {
    try {
        const { organization, editions, crc } = JSON.parse(text);
        if (crc !== undefined && crc !== sumOf({ organization, editions })) throw new Error('crc');
        return {
            organization: organization ? fromBase64(organization) : null,
            editions: editions
                .filter(({ name }) => EDITION_FILE.test(name))
                .map(({ name, bytes }) => ({ name, bytes: fromBase64(bytes) })),
        };
    } catch (error) {
        throw new EngineFailure('payload', String(error));
    }
}

/* The JSON of a school; the same school always the same text. */
export function writeSchool({ organization, editions }) {
    const files = [...(editions || [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    const school = {
        organization: organization ? toBase64(organization) : null,
        editions: files.map(({ name, bytes }) => ({ name, bytes: toBase64(bytes) })),
    };
    return scriptJson({ ...school, crc: sumOf(school) });
}

/* Text of the HTML file of this page (see boot.js) with another school. */
export function pageCopy(page, school) {
    return assemble(page.skeleton, { ...page.parts, school: writeSchool(school) });
}
