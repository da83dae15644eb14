/* pack.mjs - what the page is packed in and put together of, both ways, and hostile; speaks TAP. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive } from '../../src/page/engine/archive.js';
import { assemble } from '../../src/page/engine/assemble.js';
import { pageCopy, readSchool, writeSchool } from '../../src/page/engine/copy.js';
import { decodeText93 } from '../../src/page/engine/text93.js';
import { unlzma } from '../../src/page/engine/unlzma.js';
import { joinModules, strip } from '../../tools/page/join.mjs';
import { encodeText93, lzma, packText, writeArchive } from '../../tools/page/pack.mjs';
import { done, is, ok } from './tap.mjs';

let seed = 1;
const chance = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
};
const noise = (size) => Buffer.from(Array.from({ length: size }, () => chance(256)));
const equal = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;

/* ---- text ---------------------------------------------------------------------------- */

const texts = [...Array(300).keys()].map((size) => noise(size)).concat([Buffer.alloc(1000), Buffer.alloc(999, 255), noise(20000)]);
ok(texts.every((bytes) => equal(decodeText93(encodeText93(bytes)), bytes)), 'bytes, text, bytes');
ok(texts.every((bytes) => /^[!-;=-~\n]*$/.test(encodeText93(bytes))), 'printable characters, no blank, no «<»');
ok(texts.every((bytes) => equal(decodeText93(encodeText93(bytes).replace(/\n/g, '\r\n  ')), bytes)), 'folded by a program on the way');
ok(encodeText93(noise(100000)).length < 122900, 'a quarter denser than base64');

/* ---- .lzma ----------------------------------------------------------------------------- */

const prose = Buffer.from('Индивидуальное сопровождение ведёт методист. '.repeat(200));
const mixed = Buffer.concat([prose, noise(3000), Buffer.alloc(5000), prose.subarray(7), noise(100)]);
for (const [name, bytes] of Object.entries({ nothing: Buffer.alloc(0), one: noise(1), prose, noise: noise(9000), zeros: Buffer.alloc(70000), mixed }))
    ok(equal(unlzma(lzma(bytes)), bytes), `unpacked: ${name}`);
for (const [lc, lp, pb] of [[0, 0, 0], [4, 0, 4], [0, 4, 0], [3, 1, 2], [8, 0, 0]]) {
    if (lc + lp > 4) continue;
    const packed = execFileSync('xz', ['--format=lzma', `--lzma1=preset=6,lc=${lc},lp=${lp},pb=${pb},dict=4096`, '--stdout'], { input: mixed });
    ok(equal(unlzma(packed), mixed), `unpacked: lc=${lc} lp=${lp} pb=${pb}`);
}

/* Anything may come out of what was damaged, or an error; it ends, and nothing is read or written elsewhere. */
function damaged() {
    const packed = lzma(mixed);
    for (let round = 0; round < 400; round++) {
        const bytes = Buffer.from(packed);
        for (let i = 0; i <= chance(4); i++) bytes[13 + chance(bytes.length - 13)] = chance(256);
        const cut = round % 3 ? bytes : bytes.subarray(0, chance(bytes.length));
        try {
            unlzma(cut, 1 << 20);
        } catch (error) {
            if (error.constructor.name !== 'UnlzmaError') return String(error);
        }
    }
    return 'ended';
}
is(damaged(), 'ended', 'damaged .lzma files end');
const large = Buffer.from(lzma(prose));
large.writeUInt32LE(0x7fffffff, 5);
let refused = '';
try {
    unlzma(large);
} catch (error) {
    refused = error.message;
}
is(refused, 'too large', 'a file that claims to be large');

/* ---- archive ---------------------------------------------------------------------------- */

const files = [['a.txt', Buffer.from('one')], ['folder/имя.xml', noise(100)], ['empty', Buffer.alloc(0)]];
const archive = writeArchive(files);
is([...readArchive(archive)].map(([name, bytes]) => [name, Buffer.from(bytes)]), files, 'files, archive, files');
let ended = 0;
for (let size = 0; size < archive.length; size++)
    try {
        readArchive(archive.subarray(0, size));
    } catch {
        ended++;
    }
is(ended, archive.length, 'an archive that is cut off is refused wherever it is cut');

/* ---- modules ---------------------------------------------------------------------------- */

is(strip("const a = 'x // y'; // gone\n/* gone */\n    const b = `\n    /* ${a + '}' /* gone */} */`;\n"), "const a = 'x // y';\nconst b = `\n    /* ${a + '}' } */`;\n", 'comments go, strings and templates stay');
is(strip('if (/[/"]/.test(a)) b = a / 2 / c; // x\nreturn /\\/\\/"/.exec(a);\n'), 'if (/[/"]/.test(a)) b = a / 2 / c;\nreturn /\\/\\/"/.exec(a);\n', 'patterns are told from divisions');

const folder = mkdtempSync(join(tmpdir(), 'formulyar-pack-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const write = (name, text) => writeFileSync(join(folder, name), text);
const joined = (name) => {
    try {
        const said = [];
        new Function('say', joinModules(join(folder, name)))((word) => said.push(word));
        return said.join(' ');
    } catch (error) {
        return error.message;
    }
};
write('one.js', "export const one = 'one';\nexport function two() {\n    return 'two';\n}\nclass Own {}\nexport { Own as Shown };\n");
write('three.js', "import { one as first } from './one.js';\nexport { two } from './one.js';\nexport const three = first + 3;\n");
write('main.js', "import { three, two } from './three.js';\nimport * as all from './one.js';\nimport {\n    one,\n    Shown,\n} from './one.js';\nexport function main() {\n    say([three, two(), all.one, one, Shown.name].join(','));\n}\n");
is(joined('main.js'), 'one3,two,one,one,Own', 'modules joined');
write('round.js', "import { b } from './back.js';\nexport const a = 1;\n");
write('back.js', "import { a } from './round.js';\nexport const b = 1;\n");
is(joined('round.js'), 'modules need each other: round.js > back.js > round.js', 'modules in a circle are refused');
write('odd.js', 'export default 1;\n');
is(joined('odd.js'), 'odd.js: not understood: export default 1;', 'what is not understood is refused');
write('slip.js', 'export function main() {\n    const = 1;\n}\n');
ok(/Unexpected token/.test(joined('slip.js')), 'what is no script is refused');

/* ---- the page and its copies --------------------------------------------------------------- */

const skeleton = '<meta content="{{csp}}"><script>{{boot}}</script><script id="school">{{school}}</script><i>{{scripts}}{{scriptsCrc}}{{engine}}{{engineCrc}}</i>';
const empty = writeSchool({ organization: null, editions: [] });
const parts = { csp: "default-src 'none'", boot: '$& {{school}} $1', school: empty, scripts: 'ab', scriptsCrc: '1', engine: 'cd', engineCrc: '2' };
const page = { skeleton, parts };
const original = assemble(skeleton, parts);
const school = {
    organization: Buffer.from('<?xml version="1.0"?><organization>«</script><script>alert(1)</script>»</organization>'),
    editions: [{ name: 'b/5.1.xml', bytes: noise(500) }, { name: 'a/edition.xml', bytes: Buffer.from('<e/>') }, { name: 'a/samples/дело 1.xml', bytes: Buffer.from('<c/>') }],
};
const copy = pageCopy(page, school);
is(pageCopy(page, { organization: null, editions: [] }), original, 'a copy without a school is the page');
const slot = /<script id="school">(.*?)<\/script>/.exec(copy)[1];
const found = readSchool(slot);
ok(equal(found.organization, school.organization), 'the school is in the copy');
is(found.editions.map((one) => one.name), ['a/edition.xml', 'a/samples/дело 1.xml', 'b/5.1.xml'], 'and its editions');
ok(equal(found.editions[2].bytes, school.editions[0].bytes), 'to the byte');
is(pageCopy({ skeleton, parts: { ...parts, school: slot } }, found), copy, 'a copy of the copy is the copy');
is(copy.split('</script>').length, original.split('</script>').length, 'no file of a school ends a script');
ok(copy.startsWith(original.slice(0, original.indexOf(empty))), 'what stands before the school is as it was');
const damageOf = (text) => {
    try {
        return readSchool(text);
    } catch (error) {
        return error.word;
    }
};
for (const text of ['', '{', 'null', '[]', '{"organization":"%%%","editions":[]}', '{"editions":[null]}'])
    is(damageOf(text), 'payload', `a damaged school is not none: ${text}`);
for (const at of [20, 60, slot.length - 30, slot.length - 3])
    is(damageOf(slot.slice(0, at) + (slot[at] === 'A' ? 'B' : 'A') + slot.slice(at + 1)), 'payload', `nor is one with another letter at ${at}`);
const odd = JSON.stringify({ editions: [{ name: '../forms/rules.xml', bytes: '' }, { name: 'rules.xml', bytes: '' }, { name: 'a/b/c/d/e', bytes: '' }, { name: 'a/.b/c', bytes: '' }, { name: 'a/../b', bytes: '' }, { name: '/a/b', bytes: '' }] });
is(readSchool(odd).editions, [], 'no file of an edition has a name that leads elsewhere');
const packed = packText(files);
ok(/^[!-;=-~\n]*$/.test(packed.text) && /^\d+$/.test(packed.crc), 'a packed part of the page is plain text');
done();
