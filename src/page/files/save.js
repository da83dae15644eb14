/*
 * save.js - a file goes to the disk: where the browser has showSaveFilePicker the user says where, and the next
 * "save" goes to the same file; elsewhere it is downloaded.
 */

import { safeName, splitName } from './names.js';

const TYPES = {
    '.xml': 'text/xml',
    '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
    '.csv': 'text/csv',
    '.pdf': 'application/pdf',
    '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    '.zip': 'application/zip',
    '.html': 'text/html',
};

const hasPicker = () => typeof window.showSaveFilePicker === 'function';

function typeOf(name) {
    return TYPES[splitName(name).extension.toLowerCase()] || 'application/octet-stream';
}

function asBlob(name, content) {
    return content instanceof Blob ? content : new Blob([content], { type: typeOf(name) });
}

/* A link is clicked that nobody sees; the blob is let go when the browser has surely taken it. */
function download(name, blob) {
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
}

async function pick(name) {
    const { extension } = splitName(name);
    const types = extension ? [{ accept: { [typeOf(name)]: [extension.toLowerCase()] } }] : [];
    return window.showSaveFilePicker({ suggestedName: name, types });
}

async function write(handle, blob) {
    const stream = await handle.createWritable();
    await stream.write(blob);
    await stream.close();
}

/*
 * Saves content (Blob, Uint8Array or string, UTF-8) as a file of that name.  handle: of an earlier save or opening, or null to
 * ask.  Returns {done: true, handle, name, downloaded} or {done: false} when the user thought better of it; throws what the
 * system says.
 */
export async function saveFile(name, content, handle = null) {
    const safe = safeName(name);
    const blob = asBlob(safe, content);
    if (!handle && !hasPicker()) {
        download(safe, blob);
        return { done: true, handle: null, name: safe, downloaded: true };
    }
    try {
        const target = handle || (await pick(safe));
        await write(target, blob);
        return { done: true, handle: target, name: target.name || safe, downloaded: false };
    } catch (error) {
        if (error.name === 'AbortError') return { done: false };
        if (error.name !== 'SecurityError' && error.name !== 'NotAllowedError') throw error;
        download(safe, blob); /* the picker is forbidden here, or too late after the click */
        return { done: true, handle: null, name: safe, downloaded: true };
    }
}
