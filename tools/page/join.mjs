/*
 * join.mjs - the ES modules of the page as one script: each becomes a function that returns what it exports, in the order in
 * which they need each other; comments and indentation go.
 *
 * What it understands of modules is what the page's own use, at the start of a line: `import { a, b as c } from './x.js'`,
 * `import * as x from`, `import './x.js'`, `export` before function, async function, class, const, and `export { a, b as c }`.
 * Anything else, and modules that need each other in a circle, is an error: a browser would take them, this would not.
 */

import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import vm from 'node:vm';

const IMPORT = /^import\s+(?:(\{[^}]*\}|\*\s+as\s+[\w$]+)\s+from\s+)?'([^']+)';?[ \t]*$/gm;
const REEXPORT = /^export\s+(\{[^}]*\})\s+from\s+'([^']+)';?[ \t]*$/gm;
const EXPORT_LIST = /^export\s+\{([^}]*)\};?[ \t]*$/gm;
const EXPORT = /^export\s+(async\s+function\*?|function\*?|class|const)\s*([\w$]+)/gm;

/* One script; the entry's main() is called at its end. */
export function joinModules(entry, root = dirname(entry)) {
    const modules = new Map();
    load(resolve(entry), root, modules, []);
    const parts = [...modules.values()].map(({ number, text }) => `const m${number}=(()=>{${text}})();`);
    const script = `'use strict';(()=>{\n${parts.join('\n')}\nm${modules.get(resolve(entry)).number}.main();})();\n`;
    new vm.Script(script, { filename: relative(root, entry) }); // a slip of this program is found here, not in a browser
    return script;
}

/* A module after those that it imports. */
function load(path, root, modules, above) {
    if (modules.has(path)) return modules.get(path).number;
    const name = relative(root, path);
    if (above.includes(path)) throw new Error(`modules need each other: ${[...above, path].map((one) => relative(root, one)).join(' > ')}`);
    const source = strip(readFileSync(path, 'utf8'));
    const from = (address) => load(resolve(dirname(path), address), root, modules, [...above, path]);
    const text = rewrite(source, from, name);
    const number = modules.size;
    modules.set(path, { number, text });
    return number;
}

function names(list) {
    return list.replace(/[{}]/g, '').split(',').map((one) => one.trim()).filter(Boolean).map((one) => one.split(/\s+as\s+/));
}

function rewrite(source, from, name) {
    const exported = [];
    let text = source.replace(IMPORT, (_, what, address) => {
        const number = from(address);
        if (!what) return '';
        if (what.startsWith('*')) return `const ${what.replace(/^\*\s+as\s+/, '')}=m${number};`;
        return `const {${names(what).map(([their, own]) => (own ? `${their}:${own}` : their)).join(',')}}=m${number};`;
    });
    text = text.replace(REEXPORT, (_, list, address) => {
        const number = from(address);
        for (const [their, own] of names(list)) exported.push(`${own || their}:m${number}.${their}`);
        return '';
    });
    text = text.replace(EXPORT_LIST, (_, list) => {
        for (const [own, shown] of names(list)) exported.push(shown ? `${shown}:${own}` : own);
        return '';
    });
    text = text.replace(EXPORT, (_, kind, own) => {
        exported.push(own);
        return `${kind} ${own}`;
    });
    const odd = /^(import|export)\b.*$/m.exec(text);
    if (odd) throw new Error(`${name}: not understood: ${odd[0]}`);
    return `${text}\nreturn {${exported.join(',')}};`;
}

/* ---- comments and indentation ---------------------------------------------------- */

/* Signs and words after which a slash begins a pattern and not a division. */
const BEFORE_PATTERN = /(^|[(,=:[!&|?{};+\-*%~^<>]|\b(return|typeof|case|of|in|do|else|void|delete|await|yield))$/;

/* The source without comments, indentation and empty lines; strings, templates and patterns stay as they are. */
export function strip(source) {
    const out = [];
    const braces = []; // of templates: how many braces are open in ${...}
    let at = 0;
    const take = (length) => {
        out.push(source.slice(at, at + length));
        at += length;
    };
    while (at < source.length) {
        const rest = source.slice(at, at + 2);
        if (rest === '//') at = endOf(source, at, '\n');
        else if (rest === '/*') at = endOf(source, at + 2, '*/') + 2;
        else if (rest[0] === "'" || rest[0] === '"') take(quoted(source, at, rest[0]) - at);
        else if (rest[0] === '`') take(template(source, at + 1, braces) - at);
        else if (rest[0] === '}' && braces.length && braces[braces.length - 1] === 0) {
            braces.pop();
            take(template(source, at + 1, braces) - at);
        } else if (rest[0] === '/' && BEFORE_PATTERN.test(tail(out))) take(pattern(source, at) - at);
        else {
            if (braces.length) braces[braces.length - 1] += { '{': 1, '}': -1 }[rest[0]] || 0;
            if (rest[0] === '\n') newLine(out);
            else if (!((rest[0] === ' ' || rest[0] === '\t') && isLineStart(out))) out.push(rest[0]);
            at++;
        }
    }
    return out.join('');
}

const isLineStart = (out) => out.length === 0 || out[out.length - 1] === '\n';

function newLine(out) {
    while (out.length && (out[out.length - 1] === ' ' || out[out.length - 1] === '\t')) out.pop();
    if (!isLineStart(out)) out.push('\n');
}

/* The last characters that are no blanks. */
function tail(out) {
    return out.slice(-12).join('').trimEnd();
}

function endOf(source, from, sign) {
    const found = source.indexOf(sign, from);
    return found < 0 ? source.length : found;
}

function quoted(source, from, quote) {
    let at = from + 1;
    while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
    return at + 1;
}

/* From inside of a template to behind its end, or to behind the next ${. */
function template(source, from, braces) {
    let at = from;
    while (at < source.length) {
        if (source[at] === '`') return at + 1;
        if (source.startsWith('${', at)) {
            braces.push(0);
            return at + 2;
        }
        at += source[at] === '\\' ? 2 : 1;
    }
    return at;
}

function pattern(source, from) {
    let at = from + 1;
    let inClass = false;
    while (at < source.length && (inClass || source[at] !== '/')) {
        if (source[at] === '[') inClass = true;
        if (source[at] === ']') inClass = false;
        at += source[at] === '\\' ? 2 : 1;
    }
    return at + 1;
}
