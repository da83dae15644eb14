/*
 * preview_dom.js - a picture of the engine as elements of the page: cut into its pages, of which only those are parsed that
 * changed, and taken over only as far as it is known what it means.
 *
 * What is typed in a case is text in the picture, and stays text here; but were the engine itself deceived, no script, link,
 * style or foreign element would come in: names and the shape of values are those below or they are left out.
 */

const SVG = 'http://www.w3.org/2000/svg';

const NUMBER = /^-?[\d.]+$/;
const COLOUR = /^(none|#[\da-f]{3}|#[\da-f]{6})$/;
const ANY = /^/;

/* Elements, their attributes, and what those may hold. */
const KNOWN = {
    g: { role: /^(paragraph|heading|img)$/, 'aria-level': /^[12]$/, 'aria-label': ANY, 'aria-hidden': /^true$/, 'data-path': ANY },
    text: { class: /^[bs]$/, x: NUMBER, y: NUMBER, 'font-size': NUMBER, 'data-path': ANY, lang: /^[A-Za-z\d-]+$/ },
    tspan: { class: /^h$/, x: NUMBER, 'aria-hidden': /^true$/ },
    rect: { x: NUMBER, y: NUMBER, width: NUMBER, height: NUMBER, fill: COLOUR },
    path: { d: /^[MLHV\d. -]*$/, fill: COLOUR, stroke: COLOUR, 'stroke-width': NUMBER },
};

/* The page has headings of its own above those of the form. */
const HEADINGS_ABOVE = 2;

const PAGE = /<g class="page" data-page="\d+"[^>]*>\n<rect width="([\d.]+)" height="([\d.]+)" fill="#fff"\/>\n/g;

/* The pages of a picture as [{width, height, body}], in points; body is markup.  None: it is no picture of ours. */
export function splitPages(text) {
    const heads = [...text.matchAll(PAGE)];
    return heads.map((head, at) => {
        const start = head.index + head[0].length;
        const next = at + 1 < heads.length ? heads[at + 1].index : text.length;
        const end = text.lastIndexOf('</g>', next - 1);
        return { width: Number(head[1]), height: Number(head[2]), body: text.slice(start, Math.max(start, end)) };
    });
}

/* Leaves of an element what is known; false: nothing of it. */
function keep(element) {
    const known = element.namespaceURI === SVG && Object.hasOwn(KNOWN, element.localName) ? KNOWN[element.localName] : null;
    if (!known) return false;
    for (const { name, value } of [...element.attributes])
        if (!Object.hasOwn(known, name) || !known[name].test(value)) element.removeAttribute(name);
    return true;
}

function shiftHeading(element) {
    const level = element.getAttribute('aria-level');
    if (level) element.setAttribute('aria-level', Number(level) + HEADINGS_ABOVE);
}

/* Elements and text alone; text only where letters belong. */
function clean(parent) {
    const holdsText = parent.localName === 'text' || parent.localName === 'tspan';
    for (let node = parent.firstChild; node; ) {
        const next = node.nextSibling;
        const isElement = node.nodeType === Node.ELEMENT_NODE;
        if (isElement && keep(node)) {
            shiftHeading(node);
            clean(node);
        } else if (!(node.nodeType === Node.TEXT_NODE && holdsText)) {
            node.remove();
        }
        node = next;
    }
}

/* The body of a page as elements for this document, or null when it is not well-formed. */
export function parseBody(body) {
    const parsed = new DOMParser().parseFromString(`<svg xmlns="${SVG}"><g>${body}</g></svg>`, 'image/svg+xml');
    const group = parsed.documentElement.firstElementChild;
    if (parsed.getElementsByTagName('parsererror').length || !group || group.nextElementSibling) return null;
    clean(group);
    for (const { name } of [...group.attributes]) group.removeAttribute(name);
    return document.adoptNode(group);
}

/* An element of SVG with attributes. */
export function svgElement(name, attributes = {}) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
}
