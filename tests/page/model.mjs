/* model.mjs - the page's model of files: reading, edits, history, opened files. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { addItem, moveItem, removeItem, setMark, setValue, valueAt } from '../../src/page/model/xmledit.js';
import { addDocument, fileBytes, fileText, isChanged, markSaved, newFile, openFile, ownNamespaces, recodes, removeDocument, standaloneText } from '../../src/page/model/cases.js';
import { clean, joinPath, plainPath, removeElement, shownOf, splitPath } from '../../src/page/model/xmltext.js';
import { createHistory } from '../../src/page/model/history.js';
import { LIMITS, parse } from '../../src/page/model/xmlparse.js';
import { wordsOf } from '../../src/page/model/messages.js';
import { shape } from './shape.mjs';
import { done, is, ok, refuses } from './tap.mjs';

const bytesOf = (text) => new TextEncoder().encode(text);
const samples = new URL('../../samples/', import.meta.url);
const sample = (name) => readFileSync(new URL(name, samples));

function everySample(folder = samples) {
    return readdirSync(folder).sort().flatMap((name) => {
        const path = new URL(name, folder);
        if (statSync(path).isDirectory())
            return everySample(new URL(`${name}/`, folder));
        return name.endsWith('.xml') ? [path] : [];
    });
}

/* Every character of a text is in one node, in order. */
function isWhole(doc) {
    let at = doc.declaration ? doc.declaration.end : doc.text.charCodeAt(0) === 0xFEFF ? 1 : 0;
    const visit = (nodes) => nodes.every((it) => {
        if (it.start !== at)
            return false;
        at = it.kind === 'element' ? it.tagEnd : it.end;
        if (it.kind !== 'element')
            return true;
        const inner = visit(it.children) && at === it.close;
        at = it.end;
        return inner;
    });
    return visit(doc.nodes) && at === doc.text.length;
}

/* ---- nothing changed, nothing written differently -------------------------------------------- */

for (const path of everySample()) {
    const bytes = readFileSync(path);
    const name = path.pathname.replace(/.*samples\//, '');
    const file = openFile(name, bytes);
    const again = bytesOf(fileText(file));
    ok(Buffer.compare(fileBytes(file), bytes) === 0 && !isChanged(file) && file.documents.every((it) => isWhole(it.tree)) &&
        (file.encoding !== 'UTF-8' || Buffer.compare(again, bytes) === 0), `${name}: the same bytes`);
}

/* ---- reading --------------------------------------------------------------------------------- */

const TEXT = '\uFEFF<?xml version="1.0"?>\r\n<!-- a --><?do it?>\r\n<a xmlns="u" xmlns:x=\'v\' b = "1&#x41;\t&quot;2">\r\n  c&lt;&#1078;<![CDATA[<d>&amp;\r\n]]><x:e/><e f="">g</e>\r\n</a>\r\n';
const tree = parse(TEXT);
ok(isWhole(tree), 'every character is in one node');
is(tree.root.attributes.find((it) => it.name === 'b').value, '1A "2', 'references and white space in attributes');
is(tree.root.children.filter((it) => it.value !== undefined).map((it) => it.value),
    ['\n  c<ж', '<d>&amp;\n', '\n'], 'text, CDATA and ends of lines');
is(tree.root.children.filter((it) => it.kind === 'element').map((it) => [it.space, it.local]), [['v', 'e'], ['u', 'e']], 'namespaces');
is(tree.newline, '\r\n', 'how lines end');
is(splitPath('/case/a[2]/@b'), { steps: [{ name: 'case', index: 1 }, { name: 'a', index: 2 }], attribute: 'b' }, 'a path in pieces');
is(['/case/a[1]/b', '/case/a[3]/@b', 'a', '/a/@b/c', '/a[0]', '/a[x]', '/', ''].map((it) => splitPath(it) && plainPath(it)),
    ['/case/a/b', '/case/a[3]/@b', null, null, null, null, null, null], 'paths, and what is none');
is(joinPath([{ name: 'a', index: 1 }, { name: 'b', index: 2 }], 'c'), '/a/b[2]/@c', 'a path put together');
is(clean('а\u0000б\r\nв\u2028г\uD800\uFFFE'), { text: 'аб\nв\nг', dropped: 3 }, 'characters that XML cannot hold');

const shown = (xml) => shownOf(parse(xml).root, true);
is(shown('<a>  Длинная первая строка, которую перенёс редактор,\n      продолжается здесь.\n\n  Новая.</a>'),
    'Длинная первая строка, которую перенёс редактор, продолжается здесь.\nНовая.', 'lines that an editor wrapped');
is(shown('<a><p>Один\n два</p>\n<p>Три</p><p> </p></a>'), 'Один два\nТри', 'paragraphs');
is(shown('<a>Есть:\n  — одно;\n  — другое.</a>'), 'Есть:\n— одно;\n— другое.', 'points of a list');

/* ---- what is refused --------------------------------------------------------------------------- */

const bad = [
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype 1:1'], ['<a>&b;</a>', 'entity 1:4'], ['<a>\n б & в</a>', 'ampersand 2:4'],
    ['<a>&#0;</a>', 'character 1:4'], ['<a>&#xD800;</a>', 'character 1:4'], ['<a>\u0001</a>', 'character 1:4'], ['<a b="\uD800"/>', 'character 1:7'],
    ['<a><b></a>', 'match 1:7'], ['<a>', 'open 1:1'], ['</a>', 'match 1:1'], ['<a/><b/>', 'roots 1:5'], ['<a/>b', 'outside 1:5'], ['', 'empty 1:1'],
    ['<a b=c/>', 'attribute 1:6'], ['<a b="c/>', 'quote 1:6'], ['<a b="<"/>', 'quote 1:6'], ['<a b="1" b="2"/>', 'twice 1:10'],
    ['<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>', 'twice 1:35'], ['<p:a/>', 'prefix 1:1'], ['<a p:b=""/>', 'prefix 1:4'], ['<a xmlns:xml="u"/>', 'prefix 1:4'],
    ['<a b="1"c="2"/>', 'tag 1:1'], ['<a /b>', 'tag 1:1'], ['< a/>', 'name 1:2'], ['<a:b:c/>', 'name 1:2'], ['<1/>', 'name 1:2'],
    ['<a>]]></a>', 'brackets 1:4'], ['<!-- -- --><a/>', 'dashes 1:6'], ['<!-->', 'comment 1:1'], ['<a><![CDATA[</a>', 'cdata 1:4'],
    ['<a><?xml x?></a>', 'instruction 1:4'], ['<?p', 'instruction 1:1'], ['<?xml version="2"?><a/>', 'declaration 1:1'], [' <?xml version="1.0"?><a/>', 'instruction 1:2'],
    ['<![CDATA[a]]><a/>', 'name 1:2'], ['<a\u00D7/>', 'tag 1:1'], ['<a>\u{1F600}&</a>', 'ampersand 1:5'],
];
for (const [text, wanted] of bad)
    refuses(() => parse(text), wanted, `refused: ${text.slice(0, 40).replace(/[^\x20-\x7E]/g, '?').replace(/#/g, '\\#')}`);
ok(bad.every(([text]) => {
    try {
        parse(text);
    } catch (error) {
        return wordsOf(error, 'ru') !== wordsOf(error, 'en') && /[а-я]/.test(wordsOf(error).slice(25));
    }
    return false;
}), 'words for each, in both languages');

/* ---- hostile texts: an answer, at once ----------------------------------------------------------- */

const many = (piece, times) => piece.repeat(times);
const hostile = {
    'open elements': many('<a>', 300000), 'attributes': `<a ${many('b="" ', 300000)}/>`, 'references': `<a>${many('&amp;', 400000)}</a>`,
    'ampersands': `<a>${many('&', 1000000)};</a>`, 'quotes': `<a b='${many('"', 1000000)}'/>`, 'brackets': `<a>${many(']]', 500000)}</a>`,
    'dashes': `<!--${many('- ', 500000)}--><a/>`, 'less-than signs': many('<', 1000000), 'declaration': `<?xml version="1.0"${many(' ', 1000000)}`,
    'one line': `<a>${many('<b c="d">e</b>', 60000)}</a>`, 'many lines': `<a>${many('\n', 2000000)}&`, 'prefixes': `<a>${many('<b xmlns:c="d"/>', 60000)}</a>`,
    'a name': `<${many('a', 1000000)}/>`, 'a prototype': '<a><__proto__ constructor="x" __proto__="y"/></a>',
};
for (const [name, text] of Object.entries(hostile)) {
    const since = performance.now();
    try {
        parse(text);
    } catch (error) {
        if (!error.code)
            throw error;
    }
    const took = performance.now() - since;
    ok(took < 2000, `${name}: an answer in two seconds`);
}
refuses(() => parse(many(' ', LIMITS.length + 1)), 'large 1:1', 'a text that is too long');
const bound = [...Array(99).keys()].map((n) => `<a ${[...Array(256).keys()].map((m) => `xmlns:p${n}-${m}="u"`).join(' ')}>`);
const asked = performance.now();
refuses(() => parse(`${bound.join('')}${many('<a xmlns="u"/>', 30000)}`), 'open 1:438539', 'thousands of prefixes in force');
ok(performance.now() - asked < 5000, `are not copied for each tag: ${Math.round(performance.now() - asked)} ms`);
refuses(() => parse(`<a>${many('<b/>', LIMITS.nodes)}</a>`), `many 1:${4 * LIMITS.nodes}`, 'too many elements');

/* ---- torn texts: read whole, or refused with a place ------------------------------------------------------------------- */

let state = Number(process.env.SEED || 20261127);
const dice = (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
};
const SHARDS = ['<', '>', '&', '"', "'", '/', '=', ' ', '\r', '--', '<!--', ']]>', '<![CDATA[', '<?', '?>', 'xmlns:p=""', ':', '&#0;', '&amp;', '</a>', '<b/>', '\u0001', '\uD800', '\uFEFF'];

function torn(text) {
    let made = text;
    for (let i = dice(3); i >= 0; i--) {
        const at = dice(made.length + 1);
        const shard = dice(3) ? SHARDS[dice(SHARDS.length)] : '';
        made = made.slice(0, at) + shard + made.slice(at + dice(8));
    }
    return made;
}

const faults = [];
let readable = 0;
for (let i = 0; i < 2000; i++) {
    const text = torn(i % 2 ? TEXT : sample('not-held.xml').toString());
    try {
        if (!isWhole(parse(text)))
            faults.push('not whole');
        readable++;
    } catch (error) {
        if (!error.code || !(error.line > 0 && error.column > 0))
            faults.push(String(error.stack));
    }
}
is(faults.slice(0, 3), [], 'torn texts: read whole, or refused with a place');
ok(readable > 100 && readable < 1900, 'some of them can be read');

/* ---- edits: the golden texts ----------------------------------------------------------------------- */

const START = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Дело -->
<case xmlns="urn:formulyar:case:1" id='1' status="registered"><!-- x -->
  <teacher person="t">
    <surname>Иванова</surname><given>Мария</given>
    <position>учитель</position>
  </teacher>
  <decision/>
  <problems>
    <!-- первая -->
    <problem id="p1">Одна</problem> <!-- при ней -->
    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>
  </problems>
</case>
`;

/* The lines that differ, as diff prints them. */
function changes(before, after) {
    const [old, now] = [before.split('\n'), after.split('\n')];
    let head = 0, tail = 0;
    while (head < Math.min(old.length, now.length) && old[head] === now[head])
        head++;
    while (tail < Math.min(old.length, now.length) - head && old[old.length - 1 - tail] === now[now.length - 1 - tail])
        tail++;
    return [...old.slice(head, old.length - tail).map((it) => `-${it}`), ...now.slice(head, now.length - tail).map((it) => `+${it}`)];
}

function edit(name, wanted, call, from = START) {
    const { text } = call(from);
    is(changes(from, text), wanted, name);
    parse(text);
}

edit('a text', ['-    <surname>Иванова</surname><given>Мария</given>', '+    <surname>&lt;Ива&amp;нова]]&gt;</surname><given>Мария</given>'],
    (it) => setValue(it, shape, '/case/teacher/surname', ' <Ива&нова]]> '));
edit('the same value changes nothing', [], (it) => setValue(it, shape, '/case/problems/problem[2]', 'Две\n Три '));
edit('an attribute, in its own quotes', ['-<case xmlns="urn:formulyar:case:1" id=\'1\' status="registered"><!-- x -->',
    '+<case xmlns="urn:formulyar:case:1" id=\'2&#39;"\' status="registered"><!-- x -->'], (it) => setValue(it, shape, '/case/@id', '2\'"'));
edit('a new attribute, in the order of the schema', ['-<case xmlns="urn:formulyar:case:1" id=\'1\' status="registered"><!-- x -->',
    '+<case xmlns="urn:formulyar:case:1" id=\'1\' school-year="2025/2026" status="registered"><!-- x -->'], (it) => setValue(it, shape, '/case/@school-year', '2025/2026'));
edit('an attribute of an empty element', ['-  <decision/>', '+  <decision date="2026-09-30"/>'], (it) => setValue(it, shape, '/case/decision/@date', '2026-09-30'));
edit('an attribute taken away', ['-    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>', '+    <problem id="p2"><p>Две</p><p>Три</p></problem>'],
    (it) => setValue(it, shape, '/case/problems/problem[2]/@kind', ''));
edit('a name beside others on their line', ['-    <surname>Иванова</surname><given>Мария</given>', '+    <surname>Иванова</surname><given>Мария</given><patronymic>Петровна</patronymic>'],
    (it) => setValue(it, shape, '/case/teacher/patronymic', 'Петровна'));
edit('missing parents are written in their place', ['+  <participants>', '+    <participant>', '+      <surname>Шестакова</surname>', '+    </participant>', '+  </participants>'],
    (it) => setValue(it, shape, '/case/participants/participant/surname', 'Шестакова'));
edit('a child for an empty element', ['-  <decision/>', '+  <decision>', '+    <basis>протокол</basis>', '+  </decision>'], (it) => setValue(it, shape, '/case/decision/basis', 'протокол'));
edit('lines of a text', ['-    <problem id="p1">Одна</problem> <!-- при ней -->', '+    <problem id="p1">', '+      <p>Одна</p>', '+      <p>Вторая</p>', '+    </problem> <!-- при ней -->'],
    (it) => setValue(it, shape, '/case/problems/problem', 'Одна\n\nВторая\n'));
edit('paragraphs stay on their line', ['-    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>', '+    <problem id="p2" kind="org"><p>Две</p><p>Четыре</p></problem>'],
    (it) => setValue(it, shape, '/case/problems/problem[2]', 'Две\nЧетыре'));
edit('one paragraph is plain text', ['-    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>', '+    <problem id="p2" kind="org">Две</problem>'],
    (it) => setValue(it, shape, '/case/problems/problem[2]', 'Две'));
edit('what is empty goes, with its line', ['-    <position>учитель</position>'], (it) => setValue(it, shape, '/case/teacher/position', ''));
edit('but one of several stays', ['-    <problem id="p1">Одна</problem> <!-- при ней -->', '+    <problem id="p1"></problem> <!-- при ней -->'],
    (it) => setValue(it, shape, '/case/problems/problem', ''));
edit('what nobody wrote is not emptied', [], (it) => setValue(it, shape, '/case/conclusion/reasons', ''));
edit('what the schema does not know is not written', [], (it) => setValue(it, shape, '/case/conclusion/x', '1'));
edit('another, behind the comment of the last', ['+    <problem id="p3"/>'], (it) => addItem(it, shape, '/case/problems/problem', { attributes: [['id', 'p3']] }));
edit('the first of its kind', ['+  <help>', '+    <measure kind="visit"/>', '+  </help>'], (it) => addItem(it, shape, '/case/help/measure', { attributes: [['kind', 'visit']] }));
edit('one removed, with its line', ['-    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>'], (it) => removeItem(it, shape, '/case/problems/problem[2]'));
edit('one beside a comment removed', ['-    <problem id="p1">Одна</problem> <!-- при ней -->', '+     <!-- при ней -->'], (it) => removeItem(it, shape, '/case/problems/problem'));
edit('one moved, with the comment behind it', ['-    <problem id="p1">Одна</problem> <!-- при ней -->', '-    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>',
    '+    <problem id="p2" kind="org"><p>Две</p><p>Три</p></problem>', '+    <problem id="p1">Одна</problem> <!-- при ней -->'], (it) => moveItem(it, shape, '/case/problems/problem', 1));
edit('the last is not moved down', [], (it) => moveItem(it, shape, '/case/problems/problem[2]', 1));
is(moveItem(START, shape, '/case/problems/problem[2]', -1).path, '/case/problems/problem', 'where the moved one is now');
is(addItem(START, shape, '/case/problems/problem').path, '/case/problems/problem[3]', 'where the added one is');
is(setValue(START, shape, '/case/teacher/surname', 'а\u0007б').dropped, 1, 'what was left out is counted');

const marks = ['all', 'some', 'listed', 'none'];
const mark = (text, code, on) => setMark(text, shape, '/case/conclusion/problem-status', '', code, on, marks).text;
edit('a mark', ['+  <conclusion>', '+    <problem-status>listed</problem-status>', '+  </conclusion>'], (it) => ({ text: mark(it, 'listed', true) }));
is(changes(START, mark(mark(START, 'listed', true), 'some', true)).slice(1, 3),
    ['+    <problem-status>some</problem-status>', '+    <problem-status>listed</problem-status>'], 'marks stand in the order of the codes');
is(mark(mark(mark(START, 'listed', true), 'some', true), 'some', false), mark(START, 'listed', true), 'a mark taken back');
is(mark(mark(START, 'listed', true), 'listed', false), START, 'the last one with what was around it');
const wayCodes = ['further', 'support', 'ways'];
const advise = (text, code, on) => setMark(text, shape, '/case/conclusion/recommendation', 'kind', code, on, wayCodes).text;
is(changes(START, setValue(advise(advise(START, 'ways', true), 'further', true), shape, '/case/conclusion/recommendation[2]', 'вот').text).slice(1, 3),
    ['+    <recommendation kind="further"/>', '+    <recommendation kind="ways">вот</recommendation>'], 'marks with words of their own');

const PREFIXED = '<c:case xmlns:c="urn:formulyar:case:1" id="1"><c:decision/></c:case>';
is(setValue(PREFIXED, shape, '/case/decision/basis', 'а').text, '<c:case xmlns:c="urn:formulyar:case:1" id="1"><c:decision><c:basis>а</c:basis></c:decision></c:case>', 'prefixes');
const WINDOWS = '<case id="1">\r\n\t<decision/>\r\n</case>\r\n';
is(setValue(WINDOWS, shape, '/case/decision/basis', 'а\nб').text,
    '<case id="1">\r\n\t<decision>\r\n\t\t<basis>\r\n\t\t\t<p>а</p>\r\n\t\t\t<p>б</p>\r\n\t\t</basis>\r\n\t</decision>\r\n</case>\r\n', 'ends of lines and tabs as they are there');

/* ---- random edits: written at random, read by others (model.t), all taken back ---------------------- */

let seed = Number(process.env.SEED || 20260930);
const random = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
};
const VALUES = ['', 'Иванова', 'а & б < в > г "д" \'е\' ]]>', ' одна\nдве \n\n— три', '\u0001\uFFFF', '2026-09-30', '\u{1F600} й ё', '<p>x</p>', '  ', 'x'.repeat(300)];

function randomPath(decl, path) {
    const { attributes, elements } = decl.type;
    const at = random(attributes.length + elements.length + 1);
    if (at < attributes.length && path !== '/case')
        return `${path}/@${attributes[at].name}`;
    const child = elements[random(elements.length || 1)];
    if (!child || (path !== '/case' && random(4) === 0))
        return path;
    return randomPath(child, `${path}/${child.name}${child.most !== 1 ? `[${random(3) + 1}]` : ''}`);
}

function randomEdit(text) {
    const path = randomPath(shape, '/case');
    const whole = plainPath(path.replace(/\/@.*/, ''));
    switch (random(6)) {
    case 0: return addItem(text, shape, whole, { attributes: [['id', `p${random(9)}`]] }).text;
    case 1: return removeItem(text, shape, whole).text;
    case 2: return moveItem(text, shape, whole, random(2) ? 1 : -1).text;
    case 3: return mark(text, marks[random(4)], random(2) === 1);
    default: return path === '/case' ? text : setValue(text, shape, path, VALUES[random(VALUES.length)]).text;
    }
}

const written = process.env.EDITED;
const seeds = [START, WINDOWS, PREFIXED, sample('completed.xml').toString(), sample('draft.xml').toString()];
let edits = 0, wrong = 0;
const ends = seeds.map((first) => {
    const history = createHistory(first, { limit: 1000 });
    for (let i = 0; i < 200; i++) {
        const before = history.text;
        const next = randomEdit(before);
        edits++;
        try {
            wrong += isWhole(parse(next)) ? 0 : 1;
        } catch {
            wrong++;
        }
        history.push(next, { group: random(3) ? '' : 'x' });
    }
    const last = history.text;
    let text = last;
    for (let step; (step = history.undo()) !== null;)
        ({ text } = step);
    return { first, last, text };
});
is(wrong, 0, `${edits} random edits, each well-formed`);
ok(ends.every(({ first, text }) => text === first), 'and all taken back');
if (written) {
    const { writeFileSync } = await import('node:fs');
    ends.forEach(({ last }, i) => writeFileSync(`${written}/${i}.xml`, last));
}
const rewrite = setValue(START, shape, '/case/problems/problem', VALUES[2]).text;
is(valueAt(parse(rewrite), shape, '/case/problems/problem'), VALUES[2], 'what was typed is what is read');

for (const [written, left] of [['<a>]]<b/>></a>', '<a>]]&gt;</a>'], ['<a>]<b/>]></a>', '<a>]]&gt;</a>'], ['<a>]<b/>></a>', '<a>]></a>']]) {
    const doc = parse(written);
    is(removeElement(doc, doc.root.children[1]), left, `${written}: what is left is still XML`);
}

/* ---- history ----------------------------------------------------------------------------------------- */

let clock = 0;
const history = createHistory('', { now: () => clock });
for (const [text, group, wait] of [['а', 'x', 0], ['аб', 'x', 100], ['абв', 'x', 100], ['абвг', 'x', 5000], ['абвгд', 'y', 100], ['е', '', 0]]) {
    clock += wait;
    history.push(text, { group, focus: group });
}
const back = [];
for (let step; (step = history.undo()) !== null;)
    back.push(`${step.text}|${step.focus}`);
is(back, ['абвгд|', 'абвг|y', 'абв|x', '|x'], 'typing in one field is taken back at once, until a pause or another field');
is([history.redo().text, history.redo().text, history.canRedo, history.canUndo], ['абв', 'абвг', true, true], 'and brought back');
history.push('новое');
is([history.canRedo, history.undo().text], [false, 'абвг'], 'typing after that forgets what was ahead');
const short = createHistory('0', { limit: 10 });
for (let i = 1; i <= 50; i++)
    short.push(String(i));
is([short.count, short.text], [10, '50'], 'no more steps than the limit');

/* ---- files --------------------------------------------------------------------------------------------- */

const thirty = openFile('thirty.xml', sample('thirty.xml'));
is([thirty.documents.length, thirty.documents[2].id.length > 0], [30, true], 'cases of a file');
thirty.documents[2].text = setValue(thirty.documents[2].text, shape, '/case/teacher/surname', 'Новая', thirty.documents[2].context).text;
is(changes(sample('thirty.xml').toString(), fileText(thirty)).length, 2, 'an edit of one changes its line of the file');
is([isChanged(thirty), thirty.documents.filter((it) => it.changed).length], [true, 1], 'and it alone is changed');
is(parse(standaloneText(thirty.documents[2])).root.children.length, 1, 'one case for the engine');
markSaved(thirty);
is([isChanged(thirty), thirty.documents[2].changed], [false, false], 'saved');
const whileWriting = fileText(thirty);
const onDisk = thirty.documents[2].text;
thirty.documents[2].text = setValue(onDisk, shape, '/case/teacher/surname', 'Новейшая', thirty.documents[2].context).text;
markSaved(thirty, whileWriting);
is([isChanged(thirty), new TextDecoder().decode(fileBytes(thirty)).includes('Новейшая')], [true, true], 'what was typed while the file was written is not taken for saved');
thirty.documents[2].text = onDisk;
markSaved(thirty, whileWriting);
is(isChanged(thirty), false, 'saved again');
const before = fileText(thirty);
const added = addDocument(thirty, START);
is([thirty.documents.length, added.changed, parse(fileText(thirty)).root.children.filter((it) => it.kind === 'element').length], [31, true, 31], 'a case added');
removeDocument(thirty, added);
is(fileText(thirty), before, 'and removed');
const none = newFile('cases.xml', '<?xml version="1.0"?>\n<cases xmlns="urn:formulyar:case:1"/>\n');
addDocument(none, START);
addDocument(none, START);
is(parse(fileText(none)).root.children.filter((it) => it.kind === 'element').length, 2, 'cases put into an empty list');
const year = newFile('cases.xml', '<cases/>\n');
const begun = performance.now();
for (let n = 0; n < 300; n++)
    addDocument(year, ownNamespaces(thirty.documents[n % 30]));
ok(performance.now() - begun < 3000, `three hundred cases are put together soon: ${Math.round(performance.now() - begun)} ms`);
is(parse(fileText(year)).root.children.filter((it) => it.kind === 'element').length, 300, 'all of them');
const hidden = newFile('cases.xml', '<!-- <cases/> -->\r\n<cases/>\r\n');
addDocument(hidden, '<case/>');
is(fileText(hidden), '<!-- <cases/> -->\r\n<cases>\r\n  <case/>\r\n</cases>\r\n', 'a comment about the list is not the list; its ends of lines are kept');

for (const [name, encoding] of [['utf-16.xml', 'UTF-16'], ['windows-1251.xml', 'windows-1251']]) {
    const file = openFile(name, sample(name));
    is([file.encoding, recodes(file)], [encoding, null], `${name}: read`);
    file.documents[0].text = setValue(file.documents[0].text, shape, '/case/teacher/surname', 'Ёлкина').text;
    is([recodes(file).code, /^\uFEFF?<\?xml version="1.0" encoding="UTF-8"\?>/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(fileBytes(file)))],
        ['recoded', true], `${name}: changed, it is saved as UTF-8 and says so`);
    markSaved(file);
    is([isChanged(file), recodes(file), openFile(name, fileBytes(file)).encoding], [false, null, 'UTF-8'], `${name}: saved`);
}
const lying = openFile('a.xml', bytesOf('<?xml version="1.0" encoding="windows-1251"?><case id="ж"/>'));
is([lying.notices[0].code, lying.documents[0].id, fileText(lying).includes('UTF-8')], ['mended', 'ж', true], 'UTF-8 that says it is not');
refuses(() => openFile('a.xml', new Uint8Array([0x3C, 0x61, 0x3E, 0xC6, 0x3C])), 'bytes 1:1', 'bytes that are not UTF-8');
refuses(() => openFile('a.xml', bytesOf('<?xml version="1.0" encoding="x-own"?><a/>')), 'encoding 1:1', 'an encoding that nobody knows');
refuses(() => openFile('a.xml', bytesOf('\n<html/>'), ['case', 'cases']), 'root 2:1', 'a file of something else');
const fresh = newFile('new.xml', START);
is([isChanged(fresh), fresh.isNew, Buffer.compare(fileBytes(fresh), bytesOf(START))], [false, true, 0], 'a new file is not changed until somebody types');
done();
