/*
 * fields_change.js - what the fields do to the text of a case: edits of xmledit.js by paths, each one step back.
 *
 * createChanges(shape, {document, commit}): document() is the open one (model/cases.js), commit(text, {group, focus}) takes a
 * new text.  Whoever edits several places at once commits once, so that one «Отменить» takes all of it back.
 */
import { fullName, personOf } from '../model/people.js';
import { addItem, codeOf, moveItem, removeItem, setMark, setValue, valueAt } from '../model/xmledit.js';
import { isDeclaration } from '../model/xmlparse.js';
import { attributeText, childrenOf, elementAt, joinPath, shownOf, splitPath, textOf } from '../model/xmltext.js';

const TARGETS = 40; /* that a reference offers at once */

/* Something that a person typed is in it. */
const hasContent = (element) => /\S/.test(textOf(element)) || !element.attributes.every(isDeclaration) ||
    childrenOf(element).some(hasContent);

const short = (words) => (words.length > 90 ? `${words.slice(0, 88).trim()}…` : words);
const wordsOf = (element) => (childrenOf(element, 'surname').length ? fullName(personOf(element)) : short(shownOf(element, false)));

class Changes {
    constructor(shape, { document: current, commit }) {
        Object.assign(this, { shape, current, commit });
        this.known = { tree: null, lists: new Map() }; /* targets: the same for all fields that refer, until the text changes */
    }

    get text() {
        return this.current().text;
    }

    get context() {
        return this.current().context;
    }

    /* ---- reading ------------------------------------------------------------------------------------ */

    elementOf(path) {
        const place = splitPath(path);
        return place ? elementAt(this.current().tree, place.steps) : null;
    }

    listOf(path) {
        const { steps } = splitPath(path);
        const parent = elementAt(this.current().tree, steps.slice(0, -1));
        return parent ? childrenOf(parent, steps[steps.length - 1].name) : [];
    }

    /* How many of a repeated element there are. */
    count(path) {
        return this.listOf(path).length;
    }

    /* The value at a place as a field shows it; null when nothing is there. */
    value(path) {
        return valueAt(this.current().tree, this.shape, path);
    }

    /* All elements at a path of names without numbers, with their paths. */
    everyAt(names) {
        const places = [{ element: this.current().tree.root, steps: [{ name: this.shape.name, index: 1 }] }];
        return names.reduce((found, name) => found.flatMap(({ element, steps }) =>
            childrenOf(element, name).map((it, i) => ({ element: it, steps: [...steps, { name, index: i + 1 }] }))), places);
    }

    isFilled(path) {
        const { attribute } = splitPath(path);
        const element = this.elementOf(path);
        return attribute ? Boolean(this.value(path)) : Boolean(element) && hasContent(element);
    }

    /* ---- one value, or several ------------------------------------------------------------------------ */

    set(path, typed, { typing = false } = {}) {
        const made = setValue(this.text, this.shape, path, typed, this.context);
        this.commit(made.text, { group: typing ? path : '', focus: path });
        return made.dropped;
    }

    /* [[path, value]], in one step. */
    setAll(pairs, focus) {
        this.commit(pairs.reduce((so, [path, typed]) => setValue(so, this.shape, path, typed, this.context).text, this.text), { focus });
    }

    /* ---- references ------------------------------------------------------------------------------------- */

    /*
     * What a reference may lead to (refers: paths of ids, with spaces between): {id, key, number, text}.  Who has no id yet
     * is called by the path, which refer() makes an id of.
     */
    targets(refers) {
        const { tree } = this.current();
        if (this.known.tree !== tree) this.known = { tree, lists: new Map() };
        if (!this.known.lists.has(refers)) this.known.lists.set(refers, this.findTargets(refers));
        return this.known.lists.get(refers);
    }

    findTargets(refers) {
        const found = refers.split(' ').flatMap((one) => {
            const [path, name] = one.split('/@');
            return this.everyAt(path.split('/')).map(({ element, steps }) => ({ id: attributeText(element, name), path: joinPath(steps, name), text: wordsOf(element) }));
        });
        return found.filter((it) => it.id || it.text).map((it, i) => ({ ...it, key: it.id || it.path, number: i + 1 }));
    }

    /* Tells whether those that are shown are the same as before. */
    targetsKey(refers) {
        const list = this.targets(refers);
        if (list.key === undefined) Object.defineProperty(list, 'key', { value: JSON.stringify(list.slice(0, TARGETS)) });
        return list.key;
    }

    /* The first of them, and those that a value refers to. */
    someTargets(refers, value) {
        const list = this.targets(refers);
        if (list.length <= TARGETS) return list;
        if (!list.byKey) Object.defineProperty(list, 'byKey', { value: new Map(list.map((it) => [it.key, it])) });
        const marked = value.split(/\s+/).map((key) => list.byKey.get(key)).filter((it) => it && it.number > TARGETS);
        return [...list.slice(0, TARGETS), ...marked];
    }

    /* Puts ids into a reference; a target without one gets it, in the same step. */
    refer(path, keys) {
        let made = this.text;
        const ids = keys.map((key) => {
            if (!key.startsWith('/')) return key;
            const id = this.freshKey('u', made);
            made = setValue(made, this.shape, key, id, this.context).text;
            return id;
        });
        this.commit(setValue(made, this.shape, path, ids.join(' '), this.context).text, { focus: path });
    }

    referencesIn(leaf) {
        const [path, name] = leaf.path.split('/@');
        return this.everyAt(path.split('/')).map(({ element, steps }) => ({
            path: joinPath(steps, name), ids: attributeText(element, name).split(/\s+/).filter(Boolean),
        }));
    }

    unlinked(leaf) {
        const linked = new Set(this.referencesIn(leaf).flatMap((it) => it.ids));
        return this.targets(leaf.refers).filter((it) => !linked.has(it.id));
    }

    addLinked(path, leaf) {
        const name = leaf.path.split('/@')[1];
        const made = this.unlinked(leaf).reduce((so, it) => addItem(so, this.shape, path, { attributes: [[name, it.id]] }, this.context).text, this.text);
        this.commit(made, { focus: path });
    }

    /* ---- rows ---------------------------------------------------------------------------------------------- */

    /* An id that nothing has and nothing refers to. */
    freshKey(prefix, within = this.text) {
        const numbers = [...within.matchAll(new RegExp(`["'\\s]${prefix}([0-9]{1,6})(?=["'\\s])`, 'g'))].map((it) => Number(it[1]));
        return `${prefix}${numbers.reduce((most, it) => Math.max(most, it), 0) + 1}`;
    }

    add(node, path) {
        const attributes = node.ids ? [['id', this.freshKey(node.ids)]] : [];
        const made = addItem(this.text, this.shape, path, { attributes }, this.context);
        this.commit(made.text, { focus: made.path });
    }

    /* Takes a row out, and what refers to it with it (leaves: nodes of the plan that refer to such rows). */
    remove(path, leaves) {
        const element = this.elementOf(path);
        const lost = attributeText(element, 'id') || attributeText(element, 'person');
        let made = this.text;
        for (const leaf of lost ? leaves : []) {
            for (const it of this.referencesIn(leaf).filter((one) => one.ids.includes(lost)))
                made = setValue(made, this.shape, it.path, it.ids.filter((one) => one !== lost).join(' '), this.context).text;
        }
        this.commit(removeItem(made, this.shape, path, this.context).text, { focus: path });
    }

    move(path, by) {
        this.commit(moveItem(this.text, this.shape, path, by, this.context).text, { focus: path });
    }

    /* ---- marks ------------------------------------------------------------------------------------------------ */

    /* Where the mark of a code stands; '' when it is not marked. */
    markPath(node, path, code) {
        const index = this.listOf(path).findIndex((it) => codeOf(it, node.by) === code) + 1;
        const { steps } = splitPath(path);
        return index ? joinPath([...steps.slice(0, -1), { name: steps[steps.length - 1].name, index }]) : '';
    }

    mark(node, path, code, marked, only, words) {
        const codes = node.options.map((it) => it.value);
        const put = (so, one, on) => setMark(so, this.shape, path, node.by, one, on, codes, this.context);
        let made = only ? codes.filter((it) => it !== code).reduce((so, it) => put(so, it, false).text, this.text) : this.text;
        const last = put(made, code, marked);
        made = words ? setValue(last.text, this.shape, last.path, words, this.context).text : last.text;
        this.commit(made, { focus: path });
    }

    unmark(path) {
        const made = this.listOf(path).reduce((so) => removeItem(so, this.shape, path, this.context).text, this.text);
        this.commit(made, { focus: path });
    }
}

/* What fields are given: every method by itself. */
export function createChanges(shape, means) {
    const changes = new Changes(shape, means);
    const names = Object.getOwnPropertyNames(Changes.prototype).filter((it) => it !== 'constructor' && it !== 'text' && it !== 'context');
    return Object.fromEntries(names.map((name) => [name, changes[name].bind(changes)]));
}
