/*
 * preview_dom.js - a picture of the engine as elements of the page: cut into its pages, of which only those are parsed that
 * changed, and only if they are written as the engine writes them.
 *
 * What is typed in a case is text in the picture, and stays text here.  But were the engine itself deceived, nothing else would
 * come in: markup with any other element, attribute or shape of a value (a script, a link, a style, another name space) is
 * refused as a whole, before a parser sees it.
 */

const SVG = 'http://www.w3.org/2000/svg';

/* The page has headings of its own above those of the form. */
const HEADINGS_ABOVE = 2;

const COLOUR = '(?:none|#[\\da-f]{3}|#[\\da-f]{6})';

/* Attributes, by the shape of their values. */
const ATTRIBUTE = [
    '(?:x|y|width|height|font-size|stroke-width)="-?[\\d.]+"',
    `(?:fill|stroke)="${COLOUR}"`,
    'd="[MLHV\\d. -]*"',
    'class="[bsh]"',
    'role="(?:paragraph|heading|img)"',
    'aria-level="[12]"',
    'aria-hidden="true"',
    '(?:aria-label|data-path)="[^"<]*"',
    'lang="[A-Za-z\\d-]+"',
].join('|');

const TOKEN = new RegExp(`[^<]+|<(?:g|text|tspan|rect|path)(?: (?:${ATTRIBUTE}))*/?>|</(?:g|text|tspan)>`, 'y');

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

/* The form that a picture is of, as its root says. */
export function formOf(text) {
    const found = /<svg [^>]*\bdata-form="([^"]*)"/.exec(text.slice(0, 1000));
    return found ? found[1] : '';
}

/* True for markup that holds nothing but what is known. */
export function isKnown(body) {
    TOKEN.lastIndex = 0;
    for (let at = 0; at < body.length; at = TOKEN.lastIndex) {
        TOKEN.lastIndex = at;
        if (!TOKEN.test(body)) return false;
    }
    return true;
}

/* The body of a page as elements for this document; null when it holds something else or is not well-formed. */
export function parseBody(body) {
    if (!isKnown(body)) return null;
    const parsed = new DOMParser().parseFromString(`<svg xmlns="${SVG}"><g>${body}</g></svg>`, 'image/svg+xml');
    const group = parsed.documentElement.firstElementChild;
    if (parsed.getElementsByTagName('parsererror').length || !group || group.nextElementSibling) return null;
    for (const heading of group.querySelectorAll('[aria-level]'))
        heading.setAttribute('aria-level', Number(heading.getAttribute('aria-level')) + HEADINGS_ABOVE);
    return document.adoptNode(group);
}

/* An element of SVG with attributes. */
export function svgElement(name, attributes = {}) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
}
