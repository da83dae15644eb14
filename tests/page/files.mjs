/* files.mjs - archives and names of files (src/page/files), under node; speaks TAP. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../src/page/files/crc.js';
import { caseName, freeId, kindOf, safeName, withExtension } from '../../src/page/files/names.js';
import { LIMITS, UnzipError, safePath, unzip } from '../../src/page/files/unzip.js';
import { ZipWriter } from '../../src/page/files/zip.js';
import { done, is, ok, skip } from './tap.mjs';

const bytes = (text) => new TextEncoder().encode(text);
const folder = mkdtempSync(join(tmpdir(), 'page-files-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

function has(program) {
    try {
        execFileSync('sh', ['-c', `command -v ${program}`]);
        return true;
    } catch {
        return false;
    }
}

async function fails(action, word, name) {
    try {
        await action();
        ok(false, name);
    } catch (error) {
        is(error instanceof UnzipError ? error.word : String(error), word, name);
    }
}

is(crc32(bytes('123456789')), 0xcbf43926, 'CRC-32 of the check string');
is(crc32(new Uint8Array(0)), 0, 'CRC-32 of nothing');

const archive = new ZipWriter();
archive.add('2026-014_5.1.pdf', bytes('первый'));
archive.add('2026-014_5.1.PDF', bytes('второй'));
archive.add('папка/дело.xml', new Uint8Array(100000).fill(65));
archive.add('empty', new Uint8Array(0));
const packed = archive.bytes();
const back = await unzip(packed);
is(back.map((file) => file.name).join(), '2026-014_5.1.pdf,2026-014_5.1 (2).PDF,папка/дело.xml,empty',
    'names are kept, the same name twice gets a number');
is(new TextDecoder().decode(back[1].bytes), 'второй', 'the bytes come back');
is(back[2].bytes.length, 100000, 'long files come back');
is(Buffer.compare(Buffer.from(packed), Buffer.from(archive.bytes())), 0, 'the same files give the same archive');
is(new ZipWriter().bytes().length, 22, 'an empty archive is its end alone');

if (has('unzip')) {
    writeFileSync(join(folder, 'a.zip'), packed);
    const said = execFileSync('unzip', ['-t', join(folder, 'a.zip')]).toString();
    ok(said.includes('No errors detected'), 'unzip -t finds no errors');
} else skip('unzip -t finds no errors', 'apt-get install unzip');

if (has('zip')) {
    writeFileSync(join(folder, 'organization.xml'), 'а'.repeat(5000));
    execFileSync('zip', ['-q', 'deflated.zip', 'organization.xml'], { cwd: folder });
    const read = await unzip(new Uint8Array(readFileSync(join(folder, 'deflated.zip'))));
    is(read[0].bytes.length, 10000, 'what zip deflated is inflated');
} else skip('what zip deflated is inflated', 'apt-get install zip');

await fails(() => unzip(bytes('no archive at all, but long enough for one')), 'broken', 'no archive');
await fails(() => unzip(packed.slice(0, packed.length - 30)), 'broken', 'an archive cut off');
await fails(() => unzip(new Uint8Array(LIMITS.archive + 1)), 'large', 'an archive too large');
const changed = packed.slice();
changed[50] ^= 1;
await fails(() => unzip(changed), 'broken', 'a changed byte is noticed');
const lying = packed.slice();
new DataView(lying.buffer).setUint32(lying.length - 22 + 16, 0x7fffffff, true);
await fails(() => unzip(lying), 'broken', 'a directory that lies beyond the end');

/* An entry of the directory (names have one letter) with other numbers: [offset in it, bytes of the number, value]. */
function withEntry(archive, changes, index = 0) {
    const made = archive.slice();
    const view = new DataView(made.buffer);
    const entry = view.getUint32(made.length - 22 + 16, true) + 47 * index;
    for (const [at, width, value] of changes) view[`setUint${8 * width}`](entry + at, value, true);
    return made;
}
await fails(() => unzip(withEntry(packed, [[8, 2, 0x0801]])), 'locked', 'a password');
await fails(() => unzip(withEntry(packed, [[10, 2, 12]])), 'broken', 'a method that nobody knows');
await fails(() => unzip(withEntry(packed, [[24, 4, LIMITS.file + 1]])), 'large', 'a file that promises to be too large');
const bombs = new ZipWriter();
for (let i = 0; i < 10; i++) bombs.add(`${i}`, deflateRawSync(new Uint8Array(LIMITS.file + (i ? 0 : 1))));
const zeros = new Map([1000, LIMITS.file].map((size) => [size, crc32(new Uint8Array(size))]));
const promised = (size) => [[10, 2, 8], [16, 4, zeros.get(size)], [24, 4, size]];
const promises = (size) => withEntry(bombs.bytes(), promised(size));
await fails(() => unzip(promises(1000)), 'broken', 'a file that grows beyond what it promises');
await fails(() => unzip(promises(LIMITS.file)), 'broken', 'by a byte');
let large = bombs.bytes();
for (let i = 1; i < 10; i++) large = withEntry(large, promised(LIMITS.file), i);
is((await unzip(large, (name) => name > '0' && name < '9')).length, LIMITS.all / LIMITS.file, 'as much as there may be');
await fails(() => unzip(large, (name) => name > '0'), 'large', 'a file more than that');
const crowd = new ZipWriter();
for (let i = 0; i <= LIMITS.entries; i++) crowd.add(`${i}`, new Uint8Array(0));
await fails(() => unzip(crowd.bytes()), 'large', 'more files than there may be');
is((await unzip(packed, (name) => name.endsWith('.xml'))).map((file) => file.name).join(), 'папка/дело.xml', 'what is wanted alone is unpacked');
const full = new ZipWriter();
full.size = 0xffffffff - 5000;
try {
    full.add('a', new Uint8Array(1000));
    ok(false, 'an archive that would need ZIP64 is not written');
} catch (error) {
    ok(error instanceof RangeError, 'an archive that would need ZIP64 is not written');
}

let survived = 0;
for (let at = 0; at < packed.length; at += packed.length > 3000 && at > 200 && at < packed.length - 400 ? 997 : 1)
    try {
        const bad = packed.slice();
        bad[at] ^= 0xff;
        await unzip(bad);
        survived++;
    } catch (error) {
        if (!(error instanceof UnzipError)) ok(false, `byte ${at}: ${error}`);
    }
ok(survived < 200, 'every changed byte is an error of its own kind or harmless');

is(safePath('../organization.xml'), null, 'a path out of the archive');
is(safePath('a\\..\\b'), null, 'the same with backslashes');
is(safePath('/etc/passwd'), null, 'a path from the root');
is(safePath('C:x'), null, 'a drive');
is(safePath('школа/edition.xml'), 'школа/edition.xml', 'a good path');

is(safeName('../../a<b>:c?.pdf'), '-..-a-b--c-.pdf', 'signs that systems forbid');
is(safeName('\u202Efdp.exe\u0000.pdf'), 'fdp.exe.pdf', 'characters that turn the text round');
is(['con.xml', 'PRN', 'aux.a.b', 'nul', 'com1.pdf', 'LPT9', 'console.xml'].map((name) => safeName(name)),
    ['_con.xml', '_PRN', '_aux.a.b', '_nul', '_com1.pdf', '_LPT9', 'console.xml'], 'devices of Windows');
is(safeName(' . '), 'file', 'nothing left');
is(safeName('я'.repeat(500) + '.pdf').length, 124, 'a long name is cut, its extension kept');
is(caseName('2026-014'), '2026-014.xml', 'a case is named by its id');
is(caseName(''), 'дело.xml', 'a case without id');
is(caseName('a/b'), 'a-b.xml', 'an id that the schema refuses');
is(freeId(['2026-01', '2026-03'], new Date(2026, 8, 1)), '2026-02', 'the next free number of the school year');
is([5, 6, 7, 11].map((month) => freeId([], new Date(2027, month, 1))), ['2026-01', '2026-01', '2027-01', '2027-01'], 'which begins in August');
is(withExtension('дела.2026.ods', '.xlsx'), 'дела.2026.xlsx', 'another extension');
is(kindOf('a.txt', bytes('\ufeff  <?xml')), 'xml', 'XML by its first sign');
is(kindOf('a.xml', new Uint8Array([0xff, 0xfe, 0x3c, 0])), 'xml', 'XML in UTF-16');
is(kindOf('a.xlsx', bytes('PK\x03\x04')), 'xlsx', 'a workbook');
is(kindOf('школа.zip', bytes('PK\x03\x04')), 'zip', 'an archive');
is(kindOf('a.xml', bytes('%PDF-1.7')), 'pdf', 'a PDF with a wrong name');
is(kindOf('a.xml', bytes('text')), 'other', 'text');
is(kindOf('a', new Uint8Array(0)), 'other', 'an empty file');
done();
