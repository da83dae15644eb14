/*
 * encoding.js - the bytes of a file of XML as text, and text as bytes again.
 *
 * The byte-order mark stays in the text as U+FEFF, so that what was read in UTF-8 is written
 * as the same bytes.  Other encodings are read by what the browser knows (TextDecoder) and
 * written as UTF-8: browsers write nothing else.
 */
import { XmlError } from './xmlparse.js';

const DECLARED = /^(\uFEFF?<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["'])([A-Za-z][A-Za-z0-9._-]*)(["'][^>]*?\?>)/;

/* Byte-order marks and the zero bytes of «<?», as XML 1.0 tells them (appendix F). */
function detect(bytes) {
    const [a, b, c, d] = bytes;
    if (a === 0xEF && b === 0xBB && c === 0xBF)
        return 'utf-8';
    if ((a === 0xFF && b === 0xFE) || (a === 0x3C && b === 0 && c !== 0 && d === 0))
        return 'utf-16le';
    if ((a === 0xFE && b === 0xFF) || (a === 0 && b === 0x3C && c === 0 && d !== 0))
        return 'utf-16be';
    return '';
}

function declaredIn(text) {
    const match = DECLARED.exec(text.slice(0, 400));
    return match ? match[2].toLowerCase() : '';
}

const isUtf8 = (name) => name === '' || name === 'utf-8' || name === 'utf8' || name === 'us-ascii' || name === 'ascii';

function decodeAs(bytes, encoding, named) {
    let decoder;
    try {
        decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    } catch {
        throw new XmlError('encoding', '', 0, named);
    }
    try {
        return decoder.decode(bytes);
    } catch {
        throw new XmlError('bytes', '', 0, named || 'UTF-8');
    }
}

function isValidUtf8(bytes) {
    try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        return false;
    }
    return bytes.some((byte) => byte > 127);
}

/* The text with UTF-8 in its XML declaration, if it names anything else. */
export function declareUtf8(text) {
    const declared = declaredIn(text);
    return isUtf8(declared) ? text : text.replace(DECLARED, (whole, before, name, after) => `${before}UTF-8${after}`);
}

/*
 * {text, encoding, mended}: encoding as people call it; mended: the first line named another
 * encoding than the file is in, which the text says rightly now.  Throws XmlError.
 */
export function decodeBytes(bytes) {
    const found = detect(bytes);
    if (found && found !== 'utf-8')
        return { text: decodeAs(bytes, found, found.toUpperCase()), encoding: 'UTF-16', mended: false };
    const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 400)).replace(/^\u00EF\u00BB\u00BF/, '');
    const declared = declaredIn(head);
    const wrong = !isUtf8(declared) && (found === 'utf-8' || /^utf-?16/.test(declared) || isValidUtf8(bytes));
    if (isUtf8(declared) || wrong) {
        const text = decodeAs(bytes, 'utf-8', 'UTF-8');
        return { text: wrong ? declareUtf8(text) : text, encoding: 'UTF-8', mended: wrong };
    }
    return { text: decodeAs(bytes, declared, declared), encoding: declared, mended: false };
}

export const encodeText = (text) => new TextEncoder().encode(text);
