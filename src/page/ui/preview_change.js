/*
 * preview_change.js - a drawn page becomes the one that was drawn now: elements that are the same stay, so that a browser works out
 * places and letters of those alone that a keystroke has changed.
 */

function takeAttributes(element, wanted) {
    for (const { name } of [...element.attributes]) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
    for (const { name, value } of wanted.attributes) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/* How many are the same from one end: of(list, i) is the i-th from there. */
function countSame(old, wanted, most, of) {
    let count = 0;
    while (count < most && of(old, count).isEqualNode(of(wanted, count))) count++;
    return count;
}

/* An element or a text becomes another of the same name; what is taken from the other is lost to it. */
export function become(node, other) {
    if (node.nodeType !== 1) {
        if (node.data !== other.data) node.data = other.data;
        return;
    }
    takeAttributes(node, other);
    const [old, wanted] = [[...node.childNodes], [...other.childNodes]];
    const most = Math.min(old.length, wanted.length);
    const start = countSame(old, wanted, most, (list, i) => list[i]);
    const end = countSame(old, wanted, most - start, (list, i) => list[list.length - 1 - i]);
    const before = old.slice(start, old.length - end);
    const after = wanted.slice(start, wanted.length - end);
    if (before.length === after.length && before.every((one, i) => one.nodeName === after[i].nodeName)) {
        before.forEach((one, i) => become(one, after[i]));
        return;
    }
    for (const one of before) one.remove();
    for (const one of after) node.insertBefore(one, old[old.length - end] || null);
}
