/*
 * fields_change.js - what the fields do to the text of a case: edits of xmledit.js by paths, each one step back.
 *
 * createChanges(shape, {document, commit}): document() is the open one (model/cases.js), commit(text, {group, focus}) takes a
 * new text.  Whoever edits several places at once commits once, so that one «Отменить» takes all of it back.
 */
import { fullName, personOf } from '../model/people.js';
import { addItem, moveItem, removeItem, setMark, setValue, valueAt } from '../model/xmledit.js';
import { attributeOf, childrenOf, elementAt, joinPath, shownOf, splitPath, textOf } from '../model/xmltext.js';

const TARGETS = 40; /* that a reference offers at once */

export function createChanges(shape, { document: current, commit }) {
    const text = () => current().text;
    const context = () => current().context;

    /* ---- reading ------------------------------------------------------------------------------------ */

    const elementOf = (path) => {
        const place = splitPath(path);
        return place ? elementAt(current().tree, place.steps) : null;
    };

    const listOf = (path) => {
        const { steps } = splitPath(path);
        const parent = elementAt(current().tree, steps.slice(0, -1));
        return parent ? childrenOf(parent, steps[steps.length - 1].name) : [];
    };

    const value = (path) => valueAt(current().tree, shape, path);

    /* All elements at a path of names without numbers, with their paths. */
    function everyAt(names) {
        const places = [{ element: current().tree.root, steps: [{ name: shape.name, index: 1 }] }];
        return names.reduce((found, name) => found.flatMap(({ element, steps }) =>
            childrenOf(element, name).map((it, i) => ({ element: it, steps: [...steps, { name, index: i + 1 }] }))), places);
    }

    const hasContent = (element) => /\S/.test(textOf(element)) || element.attributes.some((it) => it.prefix !== 'xmlns' && it.name !== 'xmlns') ||
        childrenOf(element).some(hasContent);

    function isFilled(path) {
        const { attribute } = splitPath(path);
        const element = elementOf(path);
        return attribute ? Boolean(value(path)) : Boolean(element) && hasContent(element);
    }

    /* ---- one value, or several ------------------------------------------------------------------------ */

    function set(path, typed, { typing = false } = {}) {
        const made = setValue(text(), shape, path, typed, context());
        commit(made.text, { group: typing ? path : '', focus: path });
        return made.dropped;
    }

    /* [[path, value]], in one step. */
    function setAll(pairs, focus) {
        commit(pairs.reduce((so, [path, typed]) => setValue(so, shape, path, typed, context()).text, text()), { focus });
    }

    /* ---- references ------------------------------------------------------------------------------------- */

    const short = (words) => (words.length > 90 ? `${words.slice(0, 88).trim()}…` : words);
    const wordsOf = (element) => (childrenOf(element, 'surname').length ? fullName(personOf(element)) : short(shownOf(element, false)));

    /*
     * What a reference may lead to (refers: paths of ids, with spaces between): {id, key, number, text}.  Who has no id yet
     * is called by the path, which refer() makes an id of.
     */
    function targets(refers) {
        const { tree } = current();
        if (known.tree !== tree) known = { tree, lists: new Map() };
        if (!known.lists.has(refers)) known.lists.set(refers, findTargets(refers));
        return known.lists.get(refers);
    }

    let known = { tree: null, lists: new Map() }; /* the same for all fields that refer, until the text changes */

    function findTargets(refers) {
        const found = refers.split(' ').flatMap((one) => {
            const [path, name] = one.split('/@');
            return everyAt(path.split('/')).map(({ element, steps }) => ({ id: (attributeOf(element, name) || { value: '' }).value.trim(), path: joinPath(steps, name), text: wordsOf(element) }));
        });
        return found.filter((it) => it.id || it.text).map((it, i) => ({ ...it, key: it.id || it.path, number: i + 1 }));
    }

    /* Tells whether those that are shown are the same as before. */
    function targetsKey(refers) {
        const list = targets(refers);
        if (list.key === undefined) Object.defineProperty(list, 'key', { value: JSON.stringify(list.slice(0, TARGETS)) });
        return list.key;
    }

    /* The first of them, and those that a value refers to. */
    function someTargets(refers, value) {
        const list = targets(refers);
        if (list.length <= TARGETS) return list;
        if (!list.byKey) Object.defineProperty(list, 'byKey', { value: new Map(list.map((it) => [it.key, it])) });
        const marked = value.split(/\s+/).map((key) => list.byKey.get(key)).filter((it) => it && it.number > TARGETS);
        return [...list.slice(0, TARGETS), ...marked];
    }

    /* Puts ids into a reference; a target without one gets it, in the same step. */
    function refer(path, keys) {
        let made = text();
        const ids = keys.map((key) => {
            if (!key.startsWith('/')) return key;
            const id = freshKey('u', made);
            made = setValue(made, shape, key, id, context()).text;
            return id;
        });
        commit(setValue(made, shape, path, ids.join(' '), context()).text, { focus: path });
    }

    function referencesIn(leaf) {
        const [path, name] = leaf.path.split('/@');
        return everyAt(path.split('/')).map(({ element, steps }) => ({
            path: joinPath(steps, name), ids: ((attributeOf(element, name) || { value: '' }).value.trim().split(/\s+/)).filter(Boolean),
        }));
    }

    function unlinked(leaf) {
        const linked = new Set(referencesIn(leaf).flatMap((it) => it.ids));
        return targets(leaf.refers).filter((it) => !linked.has(it.id));
    }

    function addLinked(path, leaf) {
        const name = leaf.path.split('/@')[1];
        const made = unlinked(leaf).reduce((so, it) => addItem(so, shape, path, { attributes: [[name, it.id]] }, context()).text, text());
        commit(made, { focus: path });
    }

    /* ---- rows ---------------------------------------------------------------------------------------------- */

    /* An id that nothing has and nothing refers to. */
    function freshKey(prefix, within = text()) {
        const numbers = [...within.matchAll(new RegExp(`["'\\s]${prefix}([0-9]{1,6})(?=["'\\s])`, 'g'))].map((it) => Number(it[1]));
        return `${prefix}${Math.max(0, ...numbers) + 1}`;
    }

    function add(node, path) {
        const attributes = node.ids ? [['id', freshKey(node.ids)]] : [];
        const made = addItem(text(), shape, path, { attributes }, context());
        commit(made.text, { focus: made.path });
    }

    /* Takes a row out, and what refers to it with it (leaves: nodes of the plan that refer to such rows). */
    function remove(path, leaves) {
        const element = elementOf(path);
        const id = ['id', 'person'].map((name) => attributeOf(element, name)).find(Boolean);
        const lost = id ? id.value.trim() : '';
        let made = text();
        for (const leaf of lost ? leaves : []) {
            for (const it of referencesIn(leaf).filter((one) => one.ids.includes(lost)))
                made = setValue(made, shape, it.path, it.ids.filter((one) => one !== lost).join(' '), context()).text;
        }
        commit(removeItem(made, shape, path, context()).text, { focus: path });
    }

    function move(path, by) {
        commit(moveItem(text(), shape, path, by, context()).text, { focus: path });
    }

    /* ---- marks ------------------------------------------------------------------------------------------------ */

    const codeOf = (element, by) => (by ? (attributeOf(element, by) || { value: '' }).value : shownOf(element, false)).trim();

    /* Where the mark of a code stands; '' when it is not marked. */
    function markPath(node, path, code) {
        const index = listOf(path).findIndex((it) => codeOf(it, node.by) === code) + 1;
        const { steps } = splitPath(path);
        return index ? joinPath([...steps.slice(0, -1), { name: steps[steps.length - 1].name, index }]) : '';
    }

    function mark(node, path, code, marked, only, words) {
        const codes = node.options.map((it) => it.value);
        const put = (so, one, on) => setMark(so, shape, path, node.by, one, on, codes, context());
        let made = only ? codes.filter((it) => it !== code).reduce((so, it) => put(so, it, false).text, text()) : text();
        const last = put(made, code, marked);
        made = words ? setValue(last.text, shape, last.path, words, context()).text : last.text;
        commit(made, { focus: path });
    }

    function unmark(path) {
        const made = listOf(path).reduce((so) => removeItem(so, shape, path, context()).text, text());
        commit(made, { focus: path });
    }

    return { value, refer, isFilled, count: (path) => listOf(path).length, set, setAll, targets, targetsKey, someTargets, unlinked, addLinked, add, remove, move, markPath, mark, unmark };
}
