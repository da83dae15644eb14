/*
 * xmlparse.js - a text of XML as a tree in which every piece knows where it stands.
 *
 * Nothing is thrown away: comments, instructions and white space are nodes as elements are, and
 * start and end of each are offsets into the text, so that an edit can replace a few characters
 * and leave all others as they were (xmltext.js).  What the engine refuses is refused here too:
 * a DOCTYPE, entities of somebody's own, more than a person would nest or write.  The time is
 * linear in the length of the text.
 *
 * parse(text, {context}) -> {text, context, nodes, root, declaration, newline}
 *   context   Map of prefixes that are bound outside (a case cut out of <cases>)
 *   nodes     what stands in the text, in order; root: its only element
 * element: {kind:'element', name, prefix, local, space, attributes, children, parent,
 *           start, tagEnd (behind the >), close (where </name> begins), end, empty (<a/>)}
 * attribute: {name, prefix, local, space, value, start, valueStart, valueEnd, end, owner}
 * others: {kind:'text'|'cdata'|'comment'|'instruction', start, end, parent}
 *
 * Throws XmlError; its code is a key of messages.js.
 */

export const LIMITS = { length: 64 * 1024 * 1024, depth: 100, attributes: 256, nodes: 2000000 };

const FOREIGN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const START = 'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D' +
    '\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NCNAME = `[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
const QNAME = new RegExp(`(?:(${NCNAME}):)?(${NCNAME})`, 'uy');
const WHOLE_NAME = new RegExp(`^${NCNAME}$`, 'u');
const PLAIN_NAME = /[A-Za-z_][A-Za-z0-9_.-]*(?=[ \t\r\n/>=])/y; /* nearly all: found ten times as fast */
const SPACE = /[ \t\r\n]*/y;
const DECLARATION =
    /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const ENTITIES = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);
const XML_SPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_SPACE = 'http://www.w3.org/2000/xmlns/';

/* Line and column of an offset, both from 1; a column is a character, as the engine counts. */
function placeOf(text, offset) {
    let line = 1, from = text.charCodeAt(0) === 0xFEFF ? 1 : 0;
    const ends = /\r\n|\r|\n/g;
    for (let match; (match = ends.exec(text)) !== null && match.index + match[0].length <= offset;) {
        line++;
        from = match.index + match[0].length;
    }
    let column = 1;
    for (const character of text.slice(from, offset))
        column += character ? 1 : 0;
    return { line, column };
}

export class XmlError extends Error {
    constructor(code, text, offset, what = '') {
        super(code);
        this.name = 'XmlError';
        this.code = code;
        this.offset = offset;
        this.what = what; /* a name out of the markup, never what was typed */
        Object.assign(this, placeOf(text, offset));
    }
}

/* True for an attribute that binds a prefix, or the namespace of names without one. */
export const isDeclaration = (attribute) => attribute.prefix === 'xmlns' || attribute.name === 'xmlns';

export const isName = (name) => WHOLE_NAME.test(name);

/* The characters behind a reference that begins at offset; [text, length]. */
function reference(state, offset, end) {
    const stop = state.text.indexOf(';', offset);
    if (stop < 0 || stop >= end || stop - offset > 12)
        fail(state, 'ampersand', offset);
    const name = state.text.slice(offset + 1, stop);
    const numbered = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    if (!numbered && !ENTITIES.has(name))
        fail(state, isName(name) ? 'entity' : 'ampersand', offset);
    if (!numbered)
        return [ENTITIES.get(name), stop + 1 - offset];
    const code = numbered[1] ? parseInt(numbered[1], 16) : parseInt(numbered[2], 10);
    if (code > 0x10FFFF || FOREIGN.test(String.fromCodePoint(code)))
        fail(state, 'character', offset);
    return [String.fromCodePoint(code), stop + 1 - offset];
}

/* Text between offsets as a reader of XML hands it on; white space of attributes is blanks. */
function decode(state, start, end, attribute) {
    const raw = state.text.slice(start, end);
    const plain = (piece) =>
        attribute ? piece.replace(/\r\n|[\t\r\n]/g, ' ') : piece.replace(/\r\n?/g, '\n');
    if (!raw.includes('&'))
        return plain(raw);
    let value = '', from = 0;
    for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
        const [character, length] = reference(state, start + at, end);
        value += plain(raw.slice(from, at)) + character;
        from = at + length;
    }
    return value + plain(raw.slice(from));
}

function fail(state, code, offset, what) {
    throw new XmlError(code, state.text, offset, what);
}

function skipSpace(state) {
    SPACE.lastIndex = state.at;
    SPACE.test(state.text);
    const moved = SPACE.lastIndex > state.at;
    state.at = SPACE.lastIndex;
    return moved;
}

function readName(state) {
    PLAIN_NAME.lastIndex = state.at;
    const plain = PLAIN_NAME.exec(state.text);
    if (plain) {
        state.at = PLAIN_NAME.lastIndex;
        return { name: plain[0], prefix: '', local: plain[0] };
    }
    QNAME.lastIndex = state.at;
    const match = QNAME.exec(state.text);
    if (!match || state.text[state.at + match[0].length] === ':')
        fail(state, 'name', state.at);
    state.at += match[0].length;
    return { name: match[0], prefix: match[1] || '', local: match[2] };
}

function add(state, node) {
    if (++state.count > LIMITS.nodes)
        fail(state, 'many', node.start);
    node.parent = state.open;
    (state.open ? state.open.children : state.nodes).push(node);
    return node;
}

/* Everything up to a mark that ends it; the mark belongs to it. */
function readUntil(state, kind, mark, skip, code) {
    const start = state.at;
    const stop = state.text.indexOf(mark, start + skip);
    if (stop < 0)
        fail(state, code, start);
    state.at = stop + mark.length;
    return add(state, { kind, start, end: state.at });
}

function readText(state) {
    const start = state.at;
    const next = state.text.indexOf('<', start);
    const end = next < 0 ? state.text.length : next;
    const raw = state.text.slice(start, end);
    if (!state.open && /[^ \t\r\n]/.test(raw))
        fail(state, 'outside', start + raw.search(/[^ \t\r\n]/));
    if (raw.includes(']]>'))
        fail(state, 'brackets', start + raw.indexOf(']]>'));
    state.at = end;
    const node = add(state, { kind: 'text', start, end });
    node.value = decode(state, start, end, false);
}

function readAttribute(state, element) {
    const attribute = { start: state.at, owner: element, ...readName(state) };
    skipSpace(state);
    if (state.text[state.at] !== '=')
        fail(state, 'attribute', state.at, attribute.name);
    state.at++;
    skipSpace(state);
    const quote = state.text[state.at];
    if (quote !== '"' && quote !== "'")
        fail(state, 'attribute', state.at, attribute.name);
    const start = state.at + 1;
    const end = state.text.indexOf(quote, start);
    if (end < 0)
        fail(state, 'quote', state.at, attribute.name);
    const bracket = state.text.slice(start, end).indexOf('<');
    if (bracket >= 0)
        fail(state, 'quote', start - 1, attribute.name);
    state.at = end + 1;
    return Object.assign(attribute, {
        value: decode(state, start, end, true), valueStart: start, valueEnd: end, end: state.at,
    });
}

/* What the attributes of a tag declare, before what holds around it (outer): copied, a few tags could cost hours. */
function scopeOf(state, element) {
    const declared = element.attributes.filter(isDeclaration);
    if (!declared.length)
        return state.scope;
    const scope = { names: new Map(), outer: state.scope };
    for (const it of declared) {
        const prefix = it.prefix ? it.local : '';
        const reserved = prefix === 'xmlns' || (prefix === 'xml') !== (it.value === XML_SPACE) ||
            it.value === XMLNS_SPACE || (prefix && !it.value);
        if (reserved)
            fail(state, 'prefix', it.start, it.name);
        scope.names.set(prefix, it.value);
    }
    return scope;
}

function spaceOf(state, scope, prefix, offset) {
    if (prefix === 'xml')
        return XML_SPACE;
    for (let around = scope; around; around = around.outer) {
        if (around.names.has(prefix))
            return around.names.get(prefix);
    }
    if (prefix)
        fail(state, 'prefix', offset, prefix);
    return '';
}

function resolve(state, element) {
    const scope = scopeOf(state, element);
    const seen = new Set();
    element.space = spaceOf(state, scope, element.prefix, element.start);
    for (const it of element.attributes) {
        it.space = isDeclaration(it) ? XMLNS_SPACE : it.prefix ? spaceOf(state, scope, it.prefix, it.start) : '';
        const key = `${it.space} ${it.local}`;
        if (seen.has(key))
            fail(state, 'twice', it.start, it.name);
        seen.add(key);
    }
    return scope;
}

function readStart(state) {
    const start = state.at++;
    if (!state.open && state.root)
        fail(state, 'roots', start);
    const element = add(state, { kind: 'element', start, attributes: [], children: [], empty: false });
    Object.assign(element, readName(state));
    for (;;) {
        const spaced = skipSpace(state);
        const next = state.text[state.at];
        if (next === '>' || next === '/')
            break;
        if (next === undefined || !spaced)
            fail(state, 'tag', start, element.name);
        if (element.attributes.length === LIMITS.attributes)
            fail(state, 'many', state.at);
        element.attributes.push(readAttribute(state, element));
    }
    element.empty = state.text[state.at] === '/';
    state.at += element.empty ? 2 : 1;
    if (state.text[state.at - 1] !== '>')
        fail(state, 'tag', start, element.name);
    element.tagEnd = element.close = element.end = state.at;
    enter(state, element);
}

function enter(state, element) {
    const scope = resolve(state, element);
    if (!state.open)
        state.root = element;
    if (element.empty)
        return;
    if (state.scopes.length === LIMITS.depth)
        fail(state, 'deep', element.start);
    state.scopes.push(state.scope);
    state.scope = scope;
    state.open = element;
}

function readEnd(state) {
    const start = state.at;
    const element = state.open;
    state.at += 2;
    const { name } = readName(state);
    if (!element || element.name !== name)
        fail(state, 'match', start, element ? element.name : name);
    skipSpace(state);
    if (state.text[state.at] !== '>')
        fail(state, 'tag', start, name);
    element.close = start;
    element.end = ++state.at;
    state.scope = state.scopes.pop();
    state.open = element.parent;
}

function readInstruction(state) {
    const node = readUntil(state, 'instruction', '?>', 2, 'instruction');
    const target = /^<\?([^ \t\r\n?]+)(?:[ \t\r\n]|\?>)/.exec(state.text.slice(node.start, node.end));
    if (!target || !isName(target[1]) || /^xml$/i.test(target[1]))
        fail(state, 'instruction', node.start);
}

function readComment(state) {
    const node = readUntil(state, 'comment', '-->', 4, 'comment');
    const dashes = state.text.indexOf('--', node.start + 4);
    if (dashes < node.end - 3)
        fail(state, 'dashes', dashes);
}

function readMarkup(state) {
    const { text, at } = state;
    if (text.startsWith('<!--', at))
        readComment(state);
    else if (text.startsWith('<![CDATA[', at) && state.open)
        Object.assign(readUntil(state, 'cdata', ']]>', 9, 'cdata'),
            { value: text.slice(at + 9, state.at - 3).replace(/\r\n?/g, '\n') });
    else if (text.startsWith('<!DOCTYPE', at))
        fail(state, 'doctype', at);
    else if (text.startsWith('<?', at))
        readInstruction(state);
    else if (text.startsWith('</', at))
        readEnd(state);
    else
        readStart(state);
}

function readDeclaration(state) {
    if (state.text.charCodeAt(0) === 0xFEFF)
        state.at = 1;
    if (!/^<\?xml[ \t\r\n?]/.test(state.text.slice(state.at, state.at + 6)))
        return null;
    const match = DECLARATION.exec(state.text.slice(state.at, state.at + 400));
    if (!match)
        fail(state, 'declaration', state.at);
    const start = state.at;
    state.at += match[0].length;
    return { start, end: state.at, encoding: match[1] || match[2] || '' };
}

export function parse(text, { context } = {}) {
    const state = { text, at: 0, nodes: [], root: null, open: null, scope: { names: context || new Map(), outer: null }, scopes: [], count: 0 };
    if (text.length > LIMITS.length)
        fail(state, 'large', 0);
    const foreign = text.search(FOREIGN);
    if (foreign >= 0)
        fail(state, 'character', foreign);
    const declaration = readDeclaration(state);
    while (state.at < text.length) {
        if (text[state.at] === '<')
            readMarkup(state);
        else
            readText(state);
    }
    if (state.open)
        fail(state, 'open', state.open.start, state.open.name);
    if (!state.root)
        fail(state, 'empty', text.length);
    const newline = /\r\n|\n|\r/.exec(text);
    return { text, context, nodes: state.nodes, root: state.root, declaration, newline: newline ? newline[0] : '\n' };
}

let kept = []; /* trees of the newest texts: an edit asks for the same ones several times */

/* parse() of a text that may have been parsed a moment ago; the tree must not be changed. */
export function parseKept(text, { context } = {}) {
    const there = kept.find((it) => it.text === text && it.context === context);
    if (there)
        return there;
    const made = parse(text, { context });
    kept = [made, ...kept].slice(0, 2);
    return made;
}
