/*
 * names.js - names of files that the page saves: never a surname, never a path, never anything that Windows
 * takes for a device.
 */

const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/*
 * A name that every system takes: separators, control and direction characters, what Windows forbids
 * become "-"; no dot or space at either end; 120 characters at most, with the extension kept.
 */
export function safeName(name, fallback = 'file') {
    let safe = String(name)
        .normalize('NFC')
        .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '')
        .replace(/[\\/:*?"<>|]/g, '-')
        .replace(/^[.\s]+|[.\s]+$/g, '');
    if (safe === '') safe = fallback;
    if (DEVICES.test(safe)) safe = `_${safe}`;
    const { stem, extension } = splitName(safe);
    return Array.from(stem).slice(0, 120).join('') + extension;
}

/* "a.b.xml" -> {stem: "a.b", extension: ".xml"}; an extension has 10 characters at most. */
export function splitName(name) {
    const found = /^(.+)(\.[A-Za-z0-9]{1,10})$/.exec(name);
    return found ? { stem: found[1], extension: found[2] } : { stem: name, extension: '' };
}

/* The same name with another extension (".xlsx"). */
export function withExtension(name, extension) {
    return splitName(name).stem + extension;
}

/* A name for a case by its id; ids are letters, digits, "-", "_", "." by the schema, which a draft may not keep. */
export function caseName(id) {
    return safeName(id ? `${id}.xml` : '', 'дело.xml').replace(/(\.xml)?$/i, '.xml');
}

/* What a file is by its first bytes and, where these do not say, its name: xml, zip, xlsx, ods, csv, pdf, docx, other. */
export function kindOf(name, bytes) {
    const start = (text) => [...text].every((c, at) => bytes[at] === c.charCodeAt(0));
    const extension = splitName(name).extension.toLowerCase();
    if (start('PK\x03\x04') || start('PK\x05\x06')) {
        const packed = { '.xlsx': 'xlsx', '.ods': 'ods', '.docx': 'docx', '.odt': 'other' };
        return packed[extension] || 'zip';
    }
    if (start('%PDF')) return 'pdf';
    if (extension === '.csv') return 'csv';
    return looksLikeXml(bytes) ? 'xml' : 'other';
}

/* The first sign that is no space, after a byte-order mark, is "<"; in UTF-16 too. */
function looksLikeXml(bytes) {
    const end = Math.min(bytes.length, 256);
    for (let at = 0; at < end; at++) {
        const byte = bytes[at];
        if (byte === 0x3c) return true;
        if (![0, 9, 10, 13, 32, 0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte)) return false;
    }
    return false;
}

/* A number for a new case that none of these ids has: the year in which the school year began, and a count ("2026-03"). */
export function freeId(ids, now) {
    const year = now.getMonth() >= 7 ? now.getFullYear() : now.getFullYear() - 1;
    const taken = new Set(ids);
    for (let n = 1; ; n++) {
        const id = `${year}-${String(n).padStart(2, '0')}`;
        if (!taken.has(id)) return id;
    }
}
