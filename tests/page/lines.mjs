/*
 * lines.mjs FILE - the file on standard output with every text of several lines written as fields show it, a paragraph
 * for each of their lines: what the engine prints of both must be the same.
 */
import { readFileSync } from 'node:fs';
import { openFile, fileText } from '../../src/page/model/cases.js';
import { declareUtf8 } from '../../src/page/model/encoding.js';
import { childrenOf, setText, shownOf, textOf } from '../../src/page/model/xmltext.js';

const { root } = JSON.parse(readFileSync(new URL('../library/describe-case.json', import.meta.url)));

function texts(element, type) {
    return childrenOf(element).flatMap((it) => {
        const decl = (type.elements || []).find((one) => one.name === it.local);
        if (!decl) return [];
        return decl.type.paragraphs ? [it] : texts(it, decl.type);
    });
}

const file = openFile(process.argv[2], readFileSync(process.argv[2]));
for (const document of file.documents) {
    const doc = document.tree;
    const wrapped = texts(doc.root, root.type).filter((it) => !childrenOf(it).length && /\n/.test(textOf(it)));
    document.text = wrapped.reverse().reduce((text, it) => setText({ ...doc, text }, it, shownOf(it, true), true), doc.text);
}
process.stdout.write(declareUtf8(fileText(file)));
