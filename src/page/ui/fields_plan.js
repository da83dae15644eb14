/*
 * fields_plan.js - which fields there are, in which order and of which kind: made of what verb describe answers.
 *
 * Nothing here knows a name of the case format but the parts of a person's name: a council file gets its fields by the
 * same rules.  The plan is data (nodes below); fields.js makes controls of it for one file.
 *
 *   section  {id, label, form, statuses (null: always), nodes}
 *   leaf     {kind: 'leaf', path, control, type, label, help, options, required}
 *   group    {kind: 'group', path, label, help, nodes, person}         an element once
 *   repeat   {kind: 'repeat', path, label, item, help, nodes, ids, link, person}   an element any number of times
 *   marks    {kind: 'marks', path, by, label, help, options, single, words}        options to mark
 * path: names below the root, 'conclusion/recommendation/@kind'.
 */

/* The parts of a name that everybody has; the others are asked for under «Ещё». */
const PERSON_PARTS = ['surname', 'given', 'patronymic', 'position'];

const LINE = 250; /* characters: longer ones are shown whole, over several lines */
const RADIOS = 4; /* more options than these are a drop-down */

/* ---- words ------------------------------------------------------------------------------- */

const capital = (text) => (text ? text[0].toUpperCase() + text.slice(1) : text);
const both = (words, change) => (words ? { ru: change(words.ru || ''), en: change(words.en || words.ru || '') } : null);

/* «специалист {n}» without the number: for all of them. */
const unnumbered = (text) => text.replace(/\s*\{n\}/, '');

function labelOf(describe, path, decl) {
    const own = describe.fields[path] && describe.fields[path].label;
    return both(own || decl.label, (it) => capital(unnumbered(it)));
}

/* What explains a field; nothing when it only says the label again. */
function helpOf(describe, path, decl) {
    const help = (describe.fields[path] && describe.fields[path].help) || decl.help || null;
    const plain = (text) => (text || '').toLowerCase().replace(/[«».\s]/g, '');
    const label = labelOf(describe, path, decl);
    return help && label && plain(help.ru) === plain(label.ru) ? null : help;
}

/* ---- what kind of control ------------------------------------------------------------------ */

/* Every case says so which edition it is of, whatever its schema calls the type. */
const isEdition = (path, type) => path === '@edition' || type.name === 'edition-id';

/* Editions that can take each other's place: those with the schema of all, or those with one of their own. */
function editionsFor({ editions, edition }) {
    const here = editions.find((it) => it.id === edition) || {};
    return editions.filter((it) => Boolean(it.own) === Boolean(here.own));
}

function optionsOf(describe, path, type) {
    const told = describe.fields[path] && describe.fields[path].options;
    if (told || type.codes) return told || type.codes;
    if (isEdition(path, type)) return editionsFor(describe).map((it) => ({ value: it.id, ru: it.title, en: it.title }));
    if (type.name === 'form-id') {
        return describe.forms.filter((it) => !it.over).map((it) => ({ value: it.id, ru: `${it.id}. ${it.title}`, en: `${it.id}. ${it.title}` }));
    }
    return null;
}

function controlOf(type, options) {
    if (options && type.list) return 'ticks';
    if (options && options.length === 1) return 'tick';
    if (options) return type.codes && options.length <= RADIOS ? 'radios' : 'select';
    if (type.kind === 'date') return 'date';
    return type.paragraphs || (type.kind === 'text' && (!type.max || type.max > LINE)) ? 'area' : 'line';
}

/* What an attribute refers to, as a path of ids: told by the schema, or by the workbook (link: an attribute, ids: what has them). */
function referred(describe, path, decl) {
    if (decl.refers) return decl.refers;
    const [element, name] = path.split('/@');
    const told = describe.fields[element];
    if (!name || !told || told.link !== name) return null;
    const target = Object.keys(describe.fields).find((it) => describe.fields[it].ids);
    return target ? `${target}/@id` : null;
}

function leaf(describe, path, decl) {
    const refers = referred(describe, path, decl);
    const options = refers ? null : optionsOf(describe, path, decl.type);
    return {
        kind: 'leaf',
        path,
        control: refers ? 'references' : controlOf(decl.type, options),
        type: decl.type,
        label: labelOf(describe, path, decl),
        help: helpOf(describe, path, decl),
        options,
        refers,
        cases: /^case-ids?$/.test(decl.type.name || '') && path.includes('/'), /* the id of another file's case */
        required: Boolean(decl.required),
    };
}

/* ---- options to mark -------------------------------------------------------------------------- */

/* What forms print for the options of a path: {code: {path, asked}}. */
function printedOptions(describe, path) {
    const found = describe.forms.flatMap((it) => it.prints || []).find((it) => it.kind === 'choices' && it.path === path);
    return new Map((found ? found.options : []).map((it) => [it.code, it]));
}

/* The attribute by which the elements of a list are the marked options of it; null when they are not. */
function markedBy(describe, path, decl) {
    const required = (decl.type.attributes || []).filter((it) => it.required && it.type.kind === 'code');
    const by = required.length === 1 ? required[0] : null;
    const bounded = decl.marks || decl.most > 1;
    return by && decl.type.kind === 'text' && bounded && by.type.codes.length >= decl.most ? by : null;
}

function marks(describe, path, decl, by) {
    const whole = by ? `${path}/@${by.name}` : path;
    const printed = printedOptions(describe, whole);
    const options = optionsOf(describe, whole, by ? by.type : decl.type);
    return {
        kind: 'marks',
        path,
        by: by ? by.name : '',
        label: labelOf(describe, path, decl),
        help: helpOf(describe, path, decl),
        type: decl.type,
        single: decl.marks === 1,
        words: Boolean(by),
        options: options.map((it) => {
            const told = printed.get(it.value) || {};
            return { ...it, asked: Boolean(told.asked), inside: told.path && told.path !== path ? told.path : null, node: null };
        }),
    };
}

/* ---- elements ------------------------------------------------------------------------------------ */

const isValue = (type) => type.kind !== 'none';
const hasParts = (type) => Boolean((type.attributes || []).length || (type.elements || []).length);

/* Paths in the order in which forms print them: of a block its parts, where it has any. */
function printedPaths(describe) {
    const of = (block) => (block.parts && block.parts.length ? block.parts.map((it) => it.path) : [block.path]);
    return describe.forms.flatMap((form) => (form.prints || []).filter((it) => it.kind !== 'signer').flatMap(of)).filter(Boolean);
}

/* In the order of the form; references first, what is not printed behind what is. */
function inOrder(describe, nodes) {
    const printed = printedPaths(describe);
    const rank = (node) => {
        if (node.refers) return -1;
        const at = printed.findIndex((path) => path === node.path || (!node.own && path.startsWith(`${node.path}/`)));
        return at < 0 ? printed.length : at;
    };
    return nodes.map((node, i) => [rank(node), i, node]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((it) => it[2]);
}

/* Fields of what is in an element: its own words, its attributes, its elements. */
function partsOf(describe, path, decl) {
    const { type } = decl;
    const made = describe.fields[path] && describe.fields[path].ids ? ['id'] : [];
    const attributes = (type.attributes || []).filter((it) => !made.includes(it.name));
    const names = attributes.map((it) => it.name);
    const elements = (type.elements || []).filter((it) => it.name !== type.paragraphs && !names.includes(it.name));
    /* Words between other elements are no field: a field would write over them. */
    const own = isValue(type) && !elements.length ? [{ ...leaf(describe, path, { ...decl, refers: null }), own: true }] : [];
    const nodes = [
        ...own,
        ...attributes.map((it) => leaf(describe, `${path}/@${it.name}`, it)),
        ...elements.map((it) => planOf(describe, `${path}/${it.name}`, it)),
    ];
    if (type.person) return personOrder(describe, nodes, path);
    const ordered = inOrder(describe, nodes);
    if (own.length && ordered.length > 1) own[0].behind = ordered[0] !== own[0]; /* words that go on from an option */
    return ordered;
}

/* What belongs to every person, in any role: the names of parts of the type that is called so. */
function plainPerson(type, found = new Set(), seen = new Set()) {
    if (!seen.has(type)) {
        seen.add(type);
        const parts = [...(type.attributes || []), ...(type.elements || [])];
        if (type.person && type.name === 'person') parts.forEach((it) => found.add(it.name));
        parts.forEach((it) => plainPerson(it.type, found, seen));
    }
    return found;
}

/* Name, then what else is asked in this role or printed, then the position; last what few people need. */
function personOrder(describe, nodes, path) {
    const everybody = plainPerson(describe.root.type);
    const nameOf = (node) => node.path.slice(path.length + 1).replace('@', '').split('/')[0];
    const part = (name) => nodes.filter((it) => nameOf(it) === name);
    const main = PERSON_PARTS.flatMap(part);
    const others = nodes.filter((it) => !main.includes(it));
    const printed = new Set(printedPaths(describe));
    const rare = others.filter((it) => everybody.has(nameOf(it)) && !printed.has(it.path));
    rare.forEach((it) => {
        it.rare = true;
    });
    const position = part('position');
    const surname = part('surname')[0];
    if (surname) surname.names = new Map(nodes.map((it) => [nameOf(it), it.path.slice(path.length + 1)])); /* what choosing somebody fills in */
    return [...main.filter((it) => !position.includes(it)), ...others.filter((it) => !rare.includes(it)), ...position, ...rare];
}

function repeat(describe, path, decl, container) {
    const told = describe.fields[path] || {};
    const simple = isValue(decl.type) && !hasParts(decl.type);
    return {
        kind: 'repeat',
        path,
        label: told.label || !container || !listIn(container.type) ? labelOf(describe, path, decl) : both(container.label, capital),
        item: both(decl.label, (it) => (/\{n\}/.test(it) ? capital(it) : '')),
        help: helpOf(describe, path, decl),
        simple,
        person: Boolean(decl.type.person),
        ids: told.ids || '',
        link: told.link || '',
        type: decl.type,
        nodes: simple ? [{ ...leaf(describe, path, decl), own: true }] : partsOf(describe, path, decl),
    };
}

/* An element that is nothing but the place of a list: the list itself. */
function listIn(type) {
    const elements = type.elements || [];
    return type.kind === 'none' && !(type.attributes || []).length && elements.length === 1 && elements[0].most !== 1 ? elements[0] : null;
}

/* The node of an element at a path. */
function planOf(describe, path, decl, container) {
    const list = listIn(decl.type);
    if (list && decl.most === 1) return planOf(describe, `${path}/${list.name}`, list, decl);
    const by = markedBy(describe, path, decl);
    if (decl.most !== undefined && decl.most !== 1) {
        if (by || (decl.type.kind === 'code' && !hasParts(decl.type))) return marks(describe, path, decl, by);
        return repeat(describe, path, decl, container);
    }
    if (isValue(decl.type) && !hasParts(decl.type)) return leaf(describe, path, decl);
    const nodes = partsOf(describe, path, decl);
    return {
        kind: 'group',
        path,
        label: labelOf(describe, path, decl),
        help: helpOf(describe, path, decl),
        nodes,
        person: Boolean(decl.type.person),
        type: decl.type,
    };
}

/* ---- sections -------------------------------------------------------------------------------------- */

/* The declarations on the way to a path: the last is its own. */
function declAt(describe, path) {
    let decl = { ...describe.root, most: 1 };
    let container = null;
    for (const name of path.split('/')) {
        const list = name.startsWith('@') ? decl.type.attributes : decl.type.elements;
        container = decl;
        decl = (list || []).find((it) => it.name === name.replace('@', ''));
        if (!decl) return null;
    }
    return { decl, container: container.name === describe.root.name ? null : container };
}

function nodeAt(describe, path) {
    const found = declAt(describe, path);
    if (!found) return null;
    const { decl, container } = found;
    if (!path.split('/').pop().startsWith('@')) return planOf(describe, path, decl, container);
    const node = leaf(describe, path, decl);
    if (container && container.part && decl.part) {
        node.label = { ru: `${capital(container.label.ru)}: ${decl.label.ru}`, en: `${capital(container.label.en)}: ${decl.label.en}` };
    }
    return node;
}

/* Fields that belong to one option are shown inside of it, and nowhere else. */
function putInside(nodes) {
    const inside = new Map(nodes.filter((it) => it.kind === 'marks').flatMap((it) => it.options).filter((it) => it.inside).map((it) => [it.inside, it]));
    return nodes.filter((node) => {
        const option = inside.get(node.path);
        if (option) option.node = node;
        return !option;
    });
}

/* «5.3, строка {n}» in the section of 5.3: what stands above need not be said again. */
function withoutForm(node, form) {
    const strip = (text) => capital(text.startsWith(`${form}, `) ? text.slice(form.length + 2) : text);
    for (const key of ['label', 'item']) {
        if (node[key]) node[key] = both(node[key], strip);
    }
    (node.nodes || []).forEach((it) => withoutForm(it, form));
    (node.options || []).filter((it) => it.node).forEach((it) => withoutForm(it.node, form));
    return node;
}

/* Of what no form prints: an edition is chosen once, and lists few cases have stand behind «Ещё». */
function markRare(nodes) {
    if (!nodes.some((it) => it.kind === 'leaf')) return nodes;
    nodes.forEach((it) => {
        it.rare = it.kind !== 'leaf' || isEdition(it.path, it.type);
    });
    return nodes;
}

/* Sections as described; of a description without any, one with everything. */
export function planFields(describe) {
    const { root, forms } = describe;
    const all = [...(root.type.attributes || []).map((it) => `@${it.name}`), ...(root.type.elements || []).map((it) => it.name)];
    const sections = describe.sections || [{ id: root.name, label: both(root.label, capital), paths: all }];
    const ofForms = sections.some((it) => it.form);
    return sections.map((section) => {
        const form = forms.find((it) => it.id === section.form) || null;
        const nodes = putInside(section.paths.map((path) => nodeAt(describe, path)).filter(Boolean)).map((it) => withoutForm(it, section.form));
        return {
            id: section.id,
            label: section.label,
            form: section.form || null,
            statuses: form ? form.statuses : null,
            nodes: form || !ofForms ? nodes : markRare(nodes),
        };
    });
}
