/*
 * dom.js - elements made by script.  Text goes in as text nodes and attributes only: nothing typed and no name of a
 * file ever becomes HTML.
 */

/* What may be set as a property rather than as an attribute. */
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'open', 'selected', 'multiple', 'indeterminate']);

/*
 * el('button', {type: 'button', onclick: f, class: 'main'}, 'Сохранить', otherElement): attributes whose value is null or
 * false are left out, true is an empty attribute, functions under "on…" are listeners; children that are null are left out.
 */
export function el(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
        if (value === null || value === undefined) continue;
        if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
        else if (PROPERTIES.has(key)) made[key] = value;
        else if (value !== false) made.setAttribute(key, value === true ? '' : String(value));
    }
    append(made, children);
    return made;
}

function append(parent, children) {
    for (const child of children.flat(Infinity)) {
        if (child === null || child === undefined || child === false) continue;
        parent.append(child instanceof Node ? child : String(child));
    }
}

/* Puts other children into an element. */
export function fill(parent, ...children) {
    parent.replaceChildren();
    append(parent, children);
    return parent;
}

/* A push button; the action may be asynchronous, what it throws goes to the page's own handler of errors. */
export function button(text, action, attributes = {}) {
    return el('button', { type: 'button', onclick: action, ...attributes }, text);
}

let numbers = 0;

/* An id that no other element of the page has. */
export const freshId = (stem = 'id') => `${stem}-${++numbers}`;

/* A field with its label before it; the control gets an id when it has none. */
export function labelled(text, control, hint = null) {
    control.id = control.id || freshId('field');
    const note = hint ? el('span', { class: 'hint', id: `${control.id}-hint` }, hint) : null;
    if (note) control.setAttribute('aria-describedby', note.id);
    return el('div', { class: 'labelled' }, el('label', { for: control.id }, text), note, control);
}

/* A box to tick with its label behind it. */
export function tick(text, checked, onchange, attributes = {}) {
    const id = freshId('tick');
    const box = el('input', { type: 'checkbox', id, checked, onchange: () => onchange(box.checked), ...attributes });
    return el('div', { class: 'tick' }, box, el('label', { for: id }, text));
}

/* A drop-down of [value, words] pairs. */
export function choice(options, value, onchange, attributes = {}) {
    const made = el(
        'select',
        { onchange: () => onchange(made.value), ...attributes },
        options.map(([code, words]) => el('option', { value: code, selected: code === value }, words)),
    );
    return made;
}

/* Makes the element able to take focus by script and gives it. */
export function focusOn(element, options = {}) {
    if (!element) return;
    if (!element.matches('a[href],button,input,select,textarea,summary,[tabindex]')) element.tabIndex = -1;
    element.focus(options);
}

/* Calls an action once nobody has asked for it for so many milliseconds. */
export function settled(action, milliseconds) {
    let timer = 0;
    const later = (...values) => {
        clearTimeout(timer);
        timer = setTimeout(() => action(...values), milliseconds);
    };
    later.cancel = () => clearTimeout(timer);
    return later;
}
