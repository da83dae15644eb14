/*
 * cases.js - opened files and the cases in them.
 *
 * A file is cut once, when it is opened, into its cases and what stands between them; each case
 * is edited as a text of its own, so that a keystroke costs as much in a file of three hundred as
 * in a file of one.  Put together again, a file in which nothing changed is the same text, and the
 * same bytes.
 *
 * file: {name, encoding, notices: [{code, what}], root, documents, wrapped, isNew}; of several cases also what stands around
 * them: gaps (texts between them), open (the start tag), wrapperName, context, tail (characters from the end tag on), newline
 * document (one case, council file, letterhead): {file, text, context, changed, id}
 */
import { attributeText, childrenOf, escapeAttribute } from './xmltext.js';
import { declareUtf8, decodeBytes, encodeText } from './encoding.js';
import { isDeclaration, parse, parseKept, XmlError } from './xmlparse.js';

const WRAPPER = 'cases';

/* Prefixes that the wrapper binds for the cases inside; null when it binds none. */
function contextOf(root) {
    const context = new Map();
    for (const it of root.attributes) {
        if (isDeclaration(it))
            context.set(it.prefix ? it.local : '', it.value);
    }
    return context;
}

function createDocument(file, text, context) {
    const own = { text, saved: text, parsed: null };
    return {
        file,
        context,
        get text() { return own.text; },
        set text(next) { own.text = next; },
        /* The tree of the text as it is now; made once for each text. */
        get tree() {
            if (!own.parsed || own.parsed.text !== own.text)
                own.parsed = parseKept(own.text, { context });
            return own.parsed;
        },
        get id() { return this.rootValue('id'); },
        rootValue(name) { return attributeText(this.tree.root, name); },
        /* Whether the root has an element of that name. */
        has(name) { return childrenOf(this.tree.root).some((it) => it.local === name); },
        get changed() { return own.text !== own.saved; },
        markSaved() { own.saved = own.text; },
        markNew() { own.saved = null; },
    };
}

function cut(file, text, tree) {
    const elements = file.wrapped ? childrenOf(tree.root) : [];
    const context = file.wrapped ? contextOf(tree.root) : undefined;
    let from = 0;
    for (const it of elements) {
        file.gaps.push(text.slice(from, it.start));
        file.documents.push(createDocument(file, text.slice(it.start, it.end), context));
        from = it.end;
    }
    if (file.wrapped)
        file.gaps.push(text.slice(from));
    else
        file.documents.push(createDocument(file, text));
    file.open = file.wrapped ? text.slice(tree.root.start, tree.root.tagEnd) : '';
    file.wrapperName = tree.root.name;
    file.context = context;
    file.tail = text.length - tree.root.close;
    file.newline = tree.newline;
}

function createFile(name, text, encoding, roots) {
    const tree = parse(text);
    const root = tree.root.local;
    if (roots && !roots.includes(root))
        throw new XmlError('root', text, tree.root.start, tree.root.name);
    const file = { name, encoding, notices: [], root, wrapped: root === WRAPPER, documents: [], gaps: [], isNew: false, stored: null };
    cut(file, text, tree);
    file.savedText = text;
    return file;
}

/*
 * Opens bytes; roots: names of elements that a file may begin with (none: any).
 * Throws XmlError (messages.js has the words).
 */
export function openFile(name, bytes, roots) {
    const { text, encoding, mended } = decodeBytes(bytes);
    const file = createFile(name, text, encoding, roots);
    file.stored = bytes;
    if (mended) {
        file.notices.push({ code: 'mended' });
        file.stored = null;
    }
    return file;
}

/* A file that was never saved, from a template's text; it is not changed until somebody types. */
export function newFile(name, text, roots) {
    const file = createFile(name, declareUtf8(text), 'UTF-8', roots);
    file.isNew = true;
    return file;
}

/* The whole text of a file as it is now. */
export function fileText(file) {
    if (!file.wrapped)
        return file.documents[0].text;
    return file.documents.map((it, i) => file.gaps[i] + it.text).join('') + file.gaps[file.documents.length];
}

export const isChanged = (file) => fileText(file) !== file.savedText;

/* A notice {code, what} when saving will change the encoding; null otherwise. */
export function recodes(file) {
    return file.encoding !== 'UTF-8' && isChanged(file) ? { code: 'recoded', what: file.encoding } : null;
}

/* The bytes to save: those that were read while nothing is changed, else UTF-8. */
export function fileBytes(file) {
    if (file.stored && !isChanged(file))
        return file.stored;
    return encodeText(declareUtf8(fileText(file)));
}

/*
 * Tells that the bytes of that text were saved: what is there now is what nothing has changed of.  Where more was typed while
 * the file was being written, no text that is known is the one on the disk, and the file stays a changed one.
 */
export function markSaved(file, text = fileText(file)) {
    file.isNew = false;
    if (text !== fileText(file)) {
        file.savedText = null;
        return;
    }
    const bytes = fileBytes(file);
    if (bytes !== file.stored && file.encoding !== 'UTF-8' && isChanged(file)) {
        file.encoding = 'UTF-8';
        if (file.wrapped)
            file.gaps[0] = declareUtf8(file.gaps[0]);
        else
            file.documents[0].text = declareUtf8(file.documents[0].text);
    }
    file.stored = bytes;
    file.savedText = fileText(file);
    file.documents.forEach((it) => it.markSaved());
}

/*
 * One case as a file of its own for the engine, in UTF-8: what surrounds it in its file is there
 * as far as it is needed to read it.
 */
export function standaloneText(document) {
    const { file } = document;
    if (!file.wrapped)
        return declareUtf8(document.text);
    return `${file.open}${document.text}</${file.wrapperName}>`;
}

/* <cases/> is opened, so that something can be put in. */
function openWrapper(file) {
    if (!file.open.endsWith('/>'))
        return;
    const [whole] = file.gaps; /* no case divides it; the tag may stand in a comment too */
    const { root } = parse(whole);
    const end = `</${file.wrapperName}>${whole.slice(root.end)}`;
    file.open = `${file.open.slice(0, -2)}>`;
    file.gaps[0] = whole.slice(0, root.start) + file.open + end;
    file.tail = end.length;
}

/* Adds a case (a text with namespaces of its own) at the end of a file of several; nothing of the others is looked at. */
export function addDocument(file, text) {
    openWrapper(file);
    const { root } = parse(text);
    const document = createDocument(file, text.slice(root.start, root.end), file.context);
    document.markNew();
    const last = file.gaps.pop();
    const close = last.length - file.tail;
    file.documents.push(document);
    file.gaps.push(`${last.slice(0, close).replace(/\s*$/, '')}${file.newline}  `, file.newline + last.slice(close));
    return document;
}

/* A case's text that can stand in any file: the prefixes that its own file binds are bound in its first tag. */
export function ownNamespaces(document) {
    if (!document.context)
        return document.text;
    const { root } = document.tree;
    const bound = new Set(root.attributes.filter(isDeclaration).map((it) => it.name));
    const missing = [...document.context]
        .map(([prefix, space]) => [prefix ? `xmlns:${prefix}` : 'xmlns', space])
        .filter(([name]) => !bound.has(name));
    const at = root.start + 1 + root.name.length;
    const added = missing.map(([name, space]) => ` ${name}="${escapeAttribute(space, '"')}"`);
    return document.text.slice(0, at) + added.join('') + document.text.slice(at);
}

/* Takes a case out of a file of several, with the white space in front of it. */
export function removeDocument(file, document) {
    const at = file.documents.indexOf(document);
    if (!file.wrapped || at < 0)
        return;
    file.documents.splice(at, 1);
    const [before, after] = file.gaps.splice(at, 2);
    file.gaps.splice(at, 0, before.replace(/[ \t]*$/, '').replace(/(\r\n|\n|\r)$/, '') + after);
}
