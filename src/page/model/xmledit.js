/*
 * xmledit.js - edits by places of the schema: what is missing on the way is written, in the
 * order that the schema wants, and what became empty goes where the schema lets it.
 *
 * A shape is what verb describe answers as its root: {name, type}, type = {kind, attributes:
 * [{name, required, type}], elements: [{name, required, most, type}], paragraphs: 'p'}.  Every function takes the
 * text of one case (with its context: xmlparse.js) and returns {text, path, dropped}: the new text,
 * where the edited thing now is, how many characters XML could not hold.  A place that is not
 * there or not in the schema gives the old text.
 */
import { isDeclaration, parseKept as parse } from './xmlparse.js';
import {
    attributeOf, attributeText, childrenOf, clean, elementAt, insertChild, joinPath, removeAttribute, removeElement,
    setAttribute, setText, shownOf, splitPath, swapElements,
} from './xmltext.js';

/* ---- shapes ------------------------------------------------------------------------------ */

/* What the schema says of the elements on a way: [{name, required, most, type}], the root first; null when it knows no such. */
function declsOf(shape, steps) {
    const decls = [];
    let decl = steps[0].name === shape.name ? { name: shape.name, required: true, most: 1, type: shape.type } : null;
    for (let i = 0; decl; i++) {
        decls.push(decl);
        if (i + 1 === steps.length)
            return decls;
        decl = (decl.type.elements || []).find((it) => it.name === steps[i + 1].name) || null;
    }
    return null;
}

const orderOf = (type) => (type.elements || []).map((it) => it.name);
const attributesOf = (type) => (type.attributes || []).map((it) => it.name);

/* True when the text of a field may be cut into paragraphs. */
const hasParagraphs = (type) => Boolean(type.paragraphs);

/* ---- reading ----------------------------------------------------------------------------- */

/* The value at a place as a field shows it; null when nothing is there. */
export function valueAt(doc, shape, path) {
    const place = splitPath(path);
    const element = place && elementAt(doc, place.steps);
    if (!element)
        return null;
    if (place.attribute) {
        const attribute = attributeOf(element, place.attribute);
        return attribute ? attribute.value.trim() : null;
    }
    const decls = declsOf(shape, place.steps);
    return shownOf(element, Boolean(decls) && hasParagraphs(decls[decls.length - 1].type));
}

/* ---- the ways ---------------------------------------------------------------------------- */

/* True when all of a way is there or can be written: one more of a kind at most, nothing left out between. */
function isReachable(doc, steps) {
    for (let length = 2; length <= steps.length; length++) {
        if (elementAt(doc, steps.slice(0, length)))
            continue;
        const parent = elementAt(doc, steps.slice(0, length - 1));
        const { name, index } = steps[length - 1];
        return Boolean(parent) && index === childrenOf(parent, name).length + 1 && steps.slice(length).every((it) => it.index === 1);
    }
    return Boolean(elementAt(doc, steps.slice(0, 1)));
}

/* Writes the elements that are missing on the way to a place. */
function ensure(doc, shape, steps) {
    const decls = declsOf(shape, steps);
    for (let length = 2; length <= steps.length; length++) {
        if (elementAt(doc, steps.slice(0, length)))
            continue;
        const parent = elementAt(doc, steps.slice(0, length - 1));
        const item = { name: steps[length - 1].name };
        doc = parse(insertChild(doc, parent, item, orderOf(decls[length - 2].type)), doc);
    }
    return doc;
}

/* Nothing is in it that somebody typed. */
function isBare(doc, element) {
    return element.attributes.every(isDeclaration) &&
        element.children.every((it) => it.kind === 'text' && !/[^ \t\r\n]/.test(it.value));
}

/* Takes out what became empty on the way up: only what the schema allows to be missing, once. */
function prune(doc, shape, steps) {
    const decls = declsOf(shape, steps);
    for (let length = steps.length; length > 1; length--) {
        const element = elementAt(doc, steps.slice(0, length));
        const { required, most } = decls[length - 1];
        if (element && (required || most !== 1 || !isBare(doc, element)))
            break;
        if (element)
            doc = parse(removeElement(doc, element), doc);
    }
    return doc;
}

/* ---- edits ------------------------------------------------------------------------------- */

function open(text, shape, path, context) {
    const place = splitPath(path);
    const decls = place && declsOf(shape, place.steps);
    return decls ? { doc: parse(text, { context }), ...place, decls } : null;
}

function setAttributeAt(doc, shape, steps, name, value) {
    const type = declsOf(shape, steps).pop().type;
    if (!value) {
        const element = elementAt(doc, steps);
        return element ? prune(parse(removeAttribute(doc, element, name), doc), shape, steps) : doc;
    }
    doc = ensure(doc, shape, steps);
    return parse(setAttribute(doc, elementAt(doc, steps), name, value, attributesOf(type)), doc);
}

function setTextAt(doc, shape, steps, value) {
    const type = declsOf(shape, steps).pop().type;
    const there = elementAt(doc, steps);
    if ((!value && !there) || (type.elements || []).length) /* words between elements are nobody's field */
        return doc;
    doc = ensure(doc, shape, steps);
    doc = parse(setText(doc, elementAt(doc, steps), value, hasParagraphs(type)), doc);
    return value ? doc : prune(doc, shape, steps);
}

/*
 * Puts a value where it belongs, an attribute's or an element's text; an empty one takes it
 * away.  The same value as is shown changes nothing, however it is written in the text.
 */
export function setValue(text, shape, path, typed, context) {
    const { text: value, dropped } = clean(typed);
    const at = open(text, shape, path, context);
    if (!at || !isReachable(at.doc, at.steps) || (valueAt(at.doc, shape, path) || '') === value.trim())
        return { text, path, dropped };
    const { doc, steps, attribute } = at;
    const changed = attribute
        ? setAttributeAt(doc, shape, steps, attribute, value.replace(/\s+/g, ' ').trim())
        : setTextAt(doc, shape, steps, value.trim());
    return { text: changed.text, path, dropped };
}

/* Adds one more of a repeated element at the end of its kind; item as in writeElement(), its path: of any of its kind. */
export function addItem(text, shape, path, item = {}, context) {
    const at = open(text, shape, path, context);
    const steps = at ? at.steps.slice(0, -1) : [];
    if (!steps.length || !isReachable(at.doc, steps))
        return { text, path, dropped: 0 };
    const { name } = at.steps[at.steps.length - 1];
    const doc = ensure(at.doc, shape, steps);
    const parent = elementAt(doc, steps);
    const count = childrenOf(parent, name).length;
    const order = orderOf(at.decls[at.decls.length - 2].type);
    return { text: insertChild(doc, parent, { ...item, name }, order), path: joinPath([...steps, { name, index: count + 1 }]), dropped: 0 };
}

/* Takes an element out, and what is empty without it. */
export function removeItem(text, shape, path, context) {
    const at = open(text, shape, path, context);
    const element = at && elementAt(at.doc, at.steps);
    if (!element || !element.parent)
        return { text, path, dropped: 0 };
    const doc = parse(removeElement(at.doc, element), at.doc);
    return { text: prune(doc, shape, at.steps.slice(0, -1)).text, path, dropped: 0 };
}

/* Moves one of a repeated element up (-1) or down (1) among its kind. */
export function moveItem(text, shape, path, by, context) {
    const at = open(text, shape, path, context);
    const element = at && elementAt(at.doc, at.steps);
    const last = at && at.steps[at.steps.length - 1];
    const other = element && element.parent && childrenOf(element.parent, last.name)[last.index - 1 + by];
    if (!other)
        return { text, path, dropped: 0 };
    const pair = by < 0 ? [other, element] : [element, other];
    const steps = [...at.steps.slice(0, -1), { name: last.name, index: last.index + by }];
    return { text: swapElements(at.doc, ...pair), path: joinPath(steps), dropped: 0 };
}

/* The code of a marked option; by: as in setMark(). */
export const codeOf = (element, by) => (by ? attributeText(element, by) : shownOf(element, false).trim());

/*
 * Marks or unmarks one code of a repeated element that holds nothing but a code (by: '') or has
 * it in an attribute (by: its name).  Marks stand in the order of codes; words of a mark go with it.
 */
export function setMark(text, shape, path, by, code, marked, codes, context) {
    const at = open(text, shape, path, context);
    if (!at)
        return { text, path, dropped: 0 };
    const steps = at.steps.slice(0, -1);
    const { name } = at.steps[at.steps.length - 1];
    const parent = elementAt(at.doc, steps);
    const there = parent ? childrenOf(parent, name) : [];
    const indexes = there.map((it, i) => (codeOf(it, by) === code ? i + 1 : 0)).filter(Boolean);
    if (marked === indexes.length > 0)
        return { text, path, dropped: 0 };
    const placeOf = (index) => joinPath([...steps, { name, index }]);
    if (!marked)
        return indexes.reverse().reduce((so, index) => removeItem(so.text, shape, placeOf(index), context), { text, path, dropped: 0 });
    const item = by ? { attributes: [[by, code]] } : { text: code };
    let made = addItem(text, shape, path, item, context);
    const later = there.filter((it) => codes.indexOf(codeOf(it, by)) > codes.indexOf(code)).length;
    for (let i = 0; i < later; i++)
        made = moveItem(made.text, shape, made.path, -1, context);
    return made;
}
