/*
 * xmltext.js - reading and changing a text of XML, one place at a time.
 *
 * Every edit gives a new text in which all but the edited place is as it was, byte for byte:
 * comments, indentation, quotes, ends of lines.  Places are named as the engine names them:
 * /case/problems/problem[2]/@id; a name without a number is the first of its kind.
 */
import { isDeclaration, isName } from './xmlparse.js';

/* ---- places ------------------------------------------------------------------------- */

/* '/case/a/b[2]/@c' -> {steps: [{name: 'case', index: 1}, …], attribute: 'c' or ''}; null when it is none. */
export function splitPath(path) {
    const steps = [];
    let attribute = '';
    for (const piece of path.split('/').slice(1)) {
        const match = /^(@?)([^@[\]]+)(?:\[([1-9][0-9]{0,6})\])?$/.exec(piece);
        if (!match || attribute || !isName(match[2]) || (match[1] && match[3]))
            return null;
        if (match[1])
            attribute = match[2];
        else
            steps.push({ name: match[2], index: Number(match[3] || 1) });
    }
    return path.startsWith('/') && steps.length ? { steps, attribute } : null;
}

export function joinPath(steps, attribute = '') {
    const names = steps.map(({ name, index }) => (index > 1 ? `${name}[${index}]` : name));
    return `/${names.join('/')}${attribute ? `/@${attribute}` : ''}`;
}

/* The same place in the one way of writing it, so that strings can be compared. */
export function plainPath(path) {
    const place = splitPath(path);
    return place ? joinPath(place.steps, place.attribute) : path;
}

/* Whether a place is another or stands in it. */
export const isWithin = (path, around) => path === around || path.startsWith(`${around}/`) || path.startsWith(`${around}[`);

/* ---- reading ------------------------------------------------------------------------- */

/* Elements of that name below a parent; all of them without a name.  Looked for once: a tree never changes. */
export function childrenOf(parent, name) {
    if (!parent.elements) {
        parent.elements = parent.children.filter((it) => it.kind === 'element');
        parent.named = new Map();
    }
    if (name === undefined)
        return parent.elements;
    if (!parent.named.has(name))
        parent.named.set(name, parent.elements.filter((it) => it.local === name && it.space === parent.space));
    return parent.named.get(name);
}

export function elementAt(doc, steps) {
    let element = doc.root.local === steps[0].name ? doc.root : null;
    for (const { name, index } of steps.slice(1))
        element = element ? childrenOf(element, name)[index - 1] || null : null;
    return element;
}

export const attributeOf = (element, name) =>
    element.attributes.find((it) => it.local === name && it.space === '') || null;

/* What an attribute says, '' where there is none. */
export function attributeText(element, name) {
    const attribute = attributeOf(element, name);
    return attribute ? attribute.value.trim() : '';
}

/* All characters inside an element, markup left out. */
export function textOf(element) {
    return element.children.map((it) => (it.kind === 'element' ? textOf(it) : it.value || '')).join('');
}

const fold = (text) => text.replace(/[ \t\n]+/g, ' ').replace(/^ | $/g, '');

/*
 * Lines of a text as they are shown in a field.  An editor that wraps indents what follows as
 * deep as the tag; such a line goes on with the one before if that one is long.  before: columns that
 * the tag takes of the first.  The engine weighs more (lines.c); tests/page/lines.t holds both together.
 */
function linesOf(text, before) {
    const shown = [];
    let last = 0; /* columns of the line before */
    for (const line of text.split('\n')) {
        const folded = fold(line);
        const wrapped = shown.length && last >= 45 && /^[ \t]{2}/.test(line);
        const listed = /^([—–•-]|\(?[0-9а-я]{1,3}[.)]) /.test(folded);
        last = folded ? line.length + (shown.length ? 0 : before) : 0;
        if (!folded)
            continue;
        if (wrapped && !listed)
            shown[shown.length - 1] += ` ${folded}`;
        else
            shown.push(folded);
    }
    return shown.join('\n');
}

const paragraphsOf = (element) => childrenOf(element, 'p');

/* The words of an element as a field shows them: a line for each paragraph. */
export function shownOf(element, paragraphs) {
    if (!paragraphs)
        return fold(textOf(element));
    const parts = paragraphsOf(element);
    if (!parts.length)
        return linesOf(textOf(element), element.tagEnd - element.start + 4);
    return parts.map((it) => fold(textOf(it))).filter(Boolean).join('\n');
}

/* ---- writing ------------------------------------------------------------------------- */

const CONTROL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/* What was typed, as XML can hold it: {text, dropped}, the number of characters that it cannot. */
export function clean(typed) {
    let dropped = 0;
    const text = typed.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n').replace(CONTROL, () => {
        dropped++;
        return '';
    });
    return { text, dropped };
}

const escapeText = (text) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\]\]>/g, ']]&gt;');

export const escapeAttribute = (text, quote) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
        .replace(/[\t\n\r]/g, (it) => `&#${it.charCodeAt(0)};`)
        .replace(quote === "'" ? /'/g : /"/g, quote === "'" ? '&#39;' : '&quot;');

/* The text with pieces replaced: [{start, end, text}], which do not overlap. */
function splice(text, pieces) {
    let out = '', from = 0;
    for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
        out += text.slice(from, piece.start) + piece.text;
        from = piece.end;
    }
    return out + text.slice(from);
}

/* ---- the lay-out of the text ---------------------------------------------------------- */

/* White space in front of an offset on its line; null when something else stands there. */
function indentAt(text, offset) {
    let from = offset;
    while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t'))
        from--;
    const first = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r' || text.charCodeAt(from - 1) === 0xFEFF;
    return first ? text.slice(from, offset) : null;
}

/* How deeper one level is than the next in this text; two spaces when it does not tell. */
function unitOf(doc) {
    const outer = indentAt(doc.text, doc.root.start);
    for (const child of childrenOf(doc.root)) {
        const inner = indentAt(doc.text, child.start);
        if (inner !== null && inner.length > (outer || '').length)
            return inner.slice((outer || '').length);
    }
    return '  ';
}

/* Behind an element, and behind a comment that stands on its line and ends it. */
function behind(doc, element) {
    const siblings = element.parent.children;
    let at = siblings.indexOf(element) + 1;
    if (siblings[at] && siblings[at].kind === 'text' && !/[\r\n]/.test(doc.text.slice(siblings[at].start, siblings[at].end)))
        at++;
    const note = siblings[at];
    const free = note && note.kind === 'comment' && !/[\r\n]/.test(doc.text.slice(element.end, note.end)) &&
        /^[ \t]*[\r\n]/.test(doc.text.slice(note.end, note.end + 200));
    return free ? note.end : element.end;
}

const isEmpty = (doc, element) => !/[^ \t\r\n]/.test(doc.text.slice(element.tagEnd, element.close));

/* ---- elements ------------------------------------------------------------------------- */

/*
 * An element that is to be written: {name, attributes: [[name, value]], children, text}.
 * Children stand on lines of their own below it; newline null: all on one line.
 */
function writeElement(item, prefix, indent, unit, newline) {
    const name = prefix ? `${prefix}:${item.name}` : item.name;
    const attributes = (item.attributes || []).map(([key, value]) => ` ${key}="${escapeAttribute(value, '"')}"`);
    const head = `<${name}${attributes.join('')}`;
    const children = item.children || [];
    if (!children.length)
        return item.text ? `${head}>${escapeText(item.text)}</${name}>` : `${head}/>`;
    const gap = (depth) => (newline === null ? '' : newline + indent + (depth ? unit : ''));
    const inner = children.map((it) => gap(1) + writeElement(it, prefix, indent + unit, unit, newline));
    return `${head}>${inner.join('')}${gap(0)}</${name}>`;
}

/* The place for a child by its rank: an element to stand behind, or one to stand before. */
function neighbours(parent, order, name) {
    const rank = order.indexOf(name);
    let after = null, before = null, last = -1;
    for (const child of childrenOf(parent)) {
        const own = order.indexOf(child.local);
        last = own < 0 ? last : own;
        if (last <= rank)
            after = child;
        else
            before = before || child;
    }
    return { after, before };
}

/* A first child: the parent is opened, and gets a line for it if it has one itself. */
function insertFirst(doc, parent, item) {
    const { text, newline } = doc;
    const unit = unitOf(doc);
    const indent = indentAt(text, parent.start);
    const own = indent !== null && (parent.empty || isEmpty(doc, parent) || parent.children.some((it) => it.kind === 'comment'));
    const inner = own ? newline + indent + unit : '';
    const xml = writeElement(item, parent.prefix, (indent || '') + unit, unit, own ? newline : null);
    const tail = own ? newline + indent : '';
    if (parent.empty)
        return splice(text, [{ start: parent.tagEnd - 2, end: parent.end, text: `>${inner}${xml}${tail}</${parent.name}>` }]);
    if (isEmpty(doc, parent))
        return splice(text, [{ start: parent.tagEnd, end: parent.close, text: inner + xml + tail }]);
    const last = parent.children.filter((it) => it.kind !== 'text').pop();
    const at = last ? last.end : parent.close;
    return splice(text, [{ start: at, end: at, text: inner + xml }]);
}

/* Inserts an element into a parent at its place in the order of the schema (names). */
export function insertChild(doc, parent, item, order) {
    const { after, before } = neighbours(parent, order, item.name);
    const anchor = after || before;
    if (!anchor)
        return insertFirst(doc, parent, item);
    const indent = indentAt(doc.text, anchor.start);
    const xml = writeElement(item, parent.prefix, indent || '', unitOf(doc), indent === null ? null : doc.newline);
    const gap = indent === null ? '' : doc.newline + indent;
    const at = after ? behind(doc, after) : before.start;
    return splice(doc.text, [{ start: at, end: at, text: after ? gap + xml : xml + gap }]);
}

/* Takes an element out, with its lines when nothing else stands on them. */
export function removeElement(doc, element) {
    const { text } = doc;
    let { start, end } = element;
    const indent = indentAt(text, start);
    const rest = /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(end));
    if (indent !== null && rest && element.parent) {
        start -= indent.length;
        end += rest[0].length;
    } else if (indent === null) {
        while (text[start - 1] === ' ' || text[start - 1] === '\t')
            start--;
    }
    return splice(text, [{ start, end, text: '' }, ...joint(text, start, end)]);
}

/* What is left on both sides may not come together as the end of a CDATA section. */
function joint(text, start, end) {
    const left = text.slice(Math.max(0, start - 2), start);
    const found = (left + text.slice(end, end + 2)).indexOf(']]>');
    const at = end + found + 2 - left.length;
    return found < 0 ? [] : [{ start: at, end: at + 1, text: '&gt;' }];
}

/* Lets two elements change places; what stands between them stays. */
export function swapElements(doc, first, second) {
    const ends = [behind(doc, first), behind(doc, second)];
    return splice(doc.text, [
        { start: first.start, end: ends[0], text: doc.text.slice(second.start, ends[1]) },
        { start: second.start, end: ends[1], text: doc.text.slice(first.start, ends[0]) },
    ]);
}

/* ---- attributes ------------------------------------------------------------------------ */

export function setAttribute(doc, element, name, value, order = []) {
    const there = attributeOf(element, name);
    if (there) {
        const quote = doc.text[there.valueStart - 1];
        return splice(doc.text, [{ start: there.valueStart, end: there.valueEnd, text: escapeAttribute(value, quote) }]);
    }
    const rank = order.indexOf(name);
    const before = element.attributes.filter((it) => isDeclaration(it) ||
        (order.indexOf(it.local) >= 0 && order.indexOf(it.local) < rank) || order.indexOf(it.local) < 0);
    const last = before.length ? before[before.length - 1].end : element.start + 1 + element.name.length;
    return splice(doc.text, [{ start: last, end: last, text: ` ${name}="${escapeAttribute(value, '"')}"` }]);
}

export function removeAttribute(doc, element, name) {
    const there = attributeOf(element, name);
    if (!there)
        return doc.text;
    let { start } = there;
    while (/[ \t\r\n]/.test(doc.text[start - 1]))
        start--;
    return splice(doc.text, [{ start, end: there.end, text: '' }]);
}

/* ---- text -------------------------------------------------------------------------------- */

/* The lines as <p> elements, each on a line where the first one was, or where the element has room. */
function writeParagraphs(doc, element, lines) {
    const old = paragraphsOf(element)[0];
    const outer = indentAt(doc.text, element.start);
    const own = old ? indentAt(doc.text, old.start) : outer === null ? null : outer + unitOf(doc);
    const name = element.prefix ? `${element.prefix}:p` : 'p';
    const gap = own === null ? '' : doc.newline + own;
    return lines.map((it) => `${gap}<${name}>${escapeText(it)}</${name}>`).join('') +
        (own === null ? '' : doc.newline + (outer === null ? own.slice(unitOf(doc).length) : outer));
}

/*
 * Puts a text into an element; with paragraphs, each line of several becomes a <p>, which is the
 * only lay-out that nobody has to guess (case.xsd).  Comments inside stay, behind the text.
 */
export function setText(doc, element, value, paragraphs) {
    const lines = value.split('\n').map((it) => fold(it)).filter(Boolean);
    const kept = element.children.filter((it) => it.kind === 'comment' || it.kind === 'instruction')
        .map((it) => doc.text.slice(it.start, it.end)).join('');
    const content = paragraphs && lines.length > 1
        ? writeParagraphs(doc, element, lines) : escapeText(lines.join(paragraphs ? '\n' : ' '));
    if (!element.empty)
        return splice(doc.text, [{ start: element.tagEnd, end: element.close, text: content + kept }]);
    if (!content)
        return doc.text;
    return splice(doc.text, [{ start: element.tagEnd - 2, end: element.end, text: `>${content}</${element.name}>` }]);
}
