/*
 * preview.js - the page beside the fields: all pages of a form as they will be printed, drawn again at each keystroke.
 *
 * A page whose markup did not change is not touched, in one that did only what differs is, in one go: nothing flickers.
 * The place of the field that is being typed is kept in view and marked.  Paper is white in any light.
 */

import { t } from '../words.js';
import { button, el } from './dom.js';
import { become } from './preview_change.js';
import { formOf, parseBody, splitPages, svgElement } from './preview_dom.js';
import { loadFonts } from './preview_fonts.js';
import { bestPlaces } from './preview_place.js';

const SIZES = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const MARGIN = 40; /* pixels between the place in view and the edge */
const WRITING = 15; /* points above a rule */
const NEAR = 14; /* pixels from a click to the place that is meant */

/* What somebody has chosen holds for the next case too, while the page is open. */
const chosen = { size: 'width', marks: true };

/*
 * Puts a preview into an element.  engine: gives the typefaces (none: whatever serif there is); onpath(path) is told
 * the path of what was clicked.  Returns
 *
 *     show(text, {focusPath})   draws a picture (SVG of the engine, svg_bare); false: it could not, and the last one stays
 *     follow(path)              keeps the place of a field in view; null: no more
 *     stale()                   what is shown is no longer what was typed
 *     clear()                   shows nothing
 *     destroy()
 */
export function createPreview(container, { engine = null, onpath = null } = {}) {
    const state = { container, onpath, pages: [], path: null, waiting: 0 };
    state.counter = el('span', { class: 'preview-counter' });
    state.note = el('p', { class: 'preview-note' });
    state.sheets = el('div', { class: 'preview-pages', role: 'region', tabindex: 0, 'aria-label': t('preview.name') });
    state.root = el('div', { class: onpath ? 'preview preview-leads' : 'preview' }, makeBar(state), state.sheets);
    container.append(state.root);
    state.scroller = scrollerOf(container);
    state.onscroll = () => later(state);
    state.scroller.addEventListener('scroll', state.onscroll, { passive: true });
    state.root.addEventListener('keydown', (event) => keys(state, event));
    state.sheets.addEventListener('click', (event) => clicked(state, event));
    setNote(state, t('preview.empty'));
    resize(state, chosen.size);
    if (engine) loadFonts(engine);
    return {
        show: (text, options = {}) => show(state, text, options),
        follow: (path) => follow(state, path),
        stale: () => setNote(state, state.pages.length ? t('preview.stale') : t('preview.empty')),
        clear: () => clear(state),
        destroy: () => destroy(state),
    };
}

/* ---- tools ----------------------------------------------------------------------- */

function makeBar(state) {
    state.shownSize = el('span', { class: 'preview-size' });
    state.fit = button(t('preview.width'), () => resize(state, 'width'), { 'aria-keyshortcuts': '0' });
    const mark = button(t('preview.mark'), () => toggleMarks(state, mark), { 'aria-pressed': String(chosen.marks) });
    return el(
        'div',
        { class: 'preview-bar', role: 'group', 'aria-label': t('preview.tools') },
        state.counter,
        button('−', () => step(state, -1), { 'aria-label': t('preview.smaller'), 'aria-keyshortcuts': '-' }),
        state.shownSize,
        button('+', () => step(state, 1), { 'aria-label': t('preview.larger'), 'aria-keyshortcuts': '+' }),
        state.fit,
        mark,
        state.note,
    );
}

function toggleMarks(state, mark) {
    chosen.marks = !chosen.marks;
    mark.setAttribute('aria-pressed', String(chosen.marks));
    markPlaces(state, false);
}

function setNote(state, text) {
    if (state.note.textContent !== text) state.note.textContent = text;
    state.note.hidden = !text;
}

/* While the preview has the focus: + and - and 0. */
function keys(state, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = { '+': () => step(state, 1), '=': () => step(state, 1), '-': () => step(state, -1), 0: () => resize(state, 'width') };
    if (!Object.hasOwn(actions, event.key)) return;
    actions[event.key]();
    event.preventDefault();
}

/* ---- size -------------------------------------------------------------------------- */

/* How large the first page is now, as a share of its natural size. */
function measured(state) {
    const page = state.pages[0];
    const pixels = page ? page.element.getBoundingClientRect().width : 0;
    return pixels ? pixels / ((page.width * 4) / 3) : 1;
}

function step(state, by) {
    const now = measured(state);
    const next = by > 0 ? SIZES.find((size) => size > now + 0.01) : SIZES.findLast((size) => size < now - 0.01);
    if (next) resize(state, next);
}

/* What stands at the upper edge stays there. */
function resize(state, size) {
    const [before, top] = [state.scroller.scrollHeight || 1, state.scroller.scrollTop];
    chosen.size = size;
    for (const page of state.pages) setWidth(state, page);
    state.fit.setAttribute('aria-pressed', String(size === 'width'));
    state.root.classList.toggle('preview-fits', size === 'width');
    if (top) state.scroller.scrollTop = (top * state.scroller.scrollHeight) / before;
    later(state);
}

function setWidth(state, page) {
    page.element.style.width = chosen.size === 'width' ? '100%' : `${page.width * chosen.size}pt`;
}

/* ---- pages ---------------------------------------------------------------------------- */

function show(state, text, { focusPath } = {}) {
    if (focusPath !== undefined) state.path = focusPath;
    const wanted = splitPages(text);
    const bodies = wanted.map((page, at) => (isSame(state.pages[at], page) ? null : parseBody(page.body)));
    if (!wanted.length || bodies.some((body, at) => !body && !isSame(state.pages[at], wanted[at]))) {
        setNote(state, state.pages.length ? t('preview.stale') : t('preview.empty'));
        return false;
    }
    setNote(state, '');
    beginForm(state, formOf(text));
    let changed = wanted.length !== state.pages.length;
    for (const page of state.pages.splice(wanted.length)) page.element.remove();
    wanted.forEach((page, at) => {
        if (!bodies[at]) return;
        changed = true;
        put(state, at, page, bodies[at]);
    });
    if (changed) namePages(state);
    markPlaces(state, true);
    return true;
}

/* Another form is read from its top. */
function beginForm(state, form) {
    if (state.form === form) return;
    state.form = form;
    state.scroller.scrollTop = 0;
}

function isSame(page, wanted) {
    return Boolean(page) && page.body === wanted.body && page.width === wanted.width && page.height === wanted.height;
}

function put(state, at, { width, height, body }, content) {
    let page = state.pages[at];
    if (!page) {
        page = { element: svgElement('svg', { class: 'preview-page', role: 'group' }) };
        state.pages[at] = page;
        state.sheets.append(page.element);
    }
    Object.assign(page, { width, height, body });
    page.element.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (page.content) become(page.content, content);
    else {
        page.content = content;
        page.marks = svgElement('g', { class: 'preview-marks', 'aria-hidden': 'true' });
        page.element.replaceChildren(page.marks, content);
    }
    page.places = [...page.content.querySelectorAll('[data-path]')].map((element) => ({
        element,
        path: element.getAttribute('data-path'),
        isLabel: element.localName === 'g',
    }));
    setWidth(state, page);
}

function namePages(state) {
    const count = state.pages.length;
    state.pages.forEach((page, at) => page.element.setAttribute('aria-label', t('preview.page', at + 1, count)));
}

function clear(state) {
    for (const page of state.pages.splice(0)) page.element.remove();
    setNote(state, t('preview.empty'));
    later(state);
}

function destroy(state) {
    cancelAnimationFrame(state.waiting);
    state.scroller.removeEventListener('scroll', state.onscroll);
    state.root.remove();
}

/* ---- the place that is typed ------------------------------------------------------------- */

function follow(state, path) {
    state.path = path;
    markPlaces(state, true);
}

/* Marks are drawn with the next frame, when it is known where the words are. */
function markPlaces(state, bringsIntoView) {
    state.brings = state.brings || bringsIntoView;
    later(state);
}

function later(state) {
    if (state.waiting) return;
    state.waiting = requestAnimationFrame(() => {
        state.waiting = 0;
        drawMarks(state);
        countPages(state);
        const share = state.pages.length ? Math.round(measured(state) * 100) : 100;
        state.shownSize.textContent = t('preview.size', share);
    });
}

function drawMarks(state) {
    const places = state.pages.flatMap((page) => page.places.map((place) => ({ ...place, page })));
    const { found, isField } = state.path ? bestPlaces(state.path, places) : { found: [], isField: false };
    const shown = found.map((at) => places[at]);
    for (const page of state.pages) {
        const own = chosen.marks && isField ? shown.filter((place) => place.page === page) : [];
        drawPageMarks(page, own);
    }
    if (state.brings && shown.length) bringIntoView(state, shown);
    state.brings = false;
}

/* Rules to write on are marked with the room above the first of them. */
function markOf({ element }) {
    const box = element.getBBox();
    if (!box.width && !box.height) return null;
    const above = element.querySelector('path') && !element.querySelector('text') ? WRITING : 1;
    return svgElement('rect', { x: box.x - 2, y: box.y - above, width: box.width + 4, height: box.height + above + 1, rx: 2 });
}

function drawPageMarks(page, own) {
    const rects = own.map(markOf).filter(Boolean);
    if (rects.length || page.marks.firstChild) page.marks.replaceChildren(...rects);
}

/* ---- scrolling ------------------------------------------------------------------------------ */

/* What scrolls the preview: the nearest element around it that does, never the page, whose fields are being typed in. */
function scrollerOf(element) {
    for (let node = element; node && node !== document.body; node = node.parentElement)
        if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
    return element;
}

function bringIntoView(state, places) {
    const view = state.scroller.getBoundingClientRect();
    const top = view.top + state.root.firstChild.offsetHeight;
    const boxes = places.map((place) => place.element.getBoundingClientRect());
    const seen = boxes.find((box) => box.top >= top && box.bottom <= view.bottom);
    const box = seen || boxes[0];
    if (box.left < view.left) state.scroller.scrollLeft -= view.left + MARGIN - box.left;
    else if (box.right > view.right) state.scroller.scrollLeft += Math.min(box.right - view.right + MARGIN, box.left - view.left - MARGIN);
    if (seen) return;
    if (box.top < top) state.scroller.scrollTop -= top + MARGIN - box.top;
    else state.scroller.scrollTop += Math.min(box.bottom - view.bottom + MARGIN, box.top - top - MARGIN);
}

/* The page that has the middle of what is seen. */
function countPages(state) {
    const view = state.scroller.getBoundingClientRect();
    const middle = (view.top + view.bottom) / 2;
    const at = state.pages.findIndex((page) => page.element.getBoundingClientRect().bottom >= middle);
    const count = state.pages.length;
    const text = count ? t('preview.page', at < 0 ? count : at + 1, count) : '';
    if (state.counter.textContent !== text) state.counter.textContent = text;
}

/* ---- clicks ---------------------------------------------------------------------------------- */

function distance(box, x, y) {
    const across = Math.max(box.left - x, 0, x - box.right);
    const down = Math.max(box.top - y, 0, y - box.bottom);
    return Math.hypot(across, down);
}

/* What was clicked, or else what is nearest: the data rather than the label around them. */
function pathAt(page, x, y) {
    let best = null;
    for (const place of page.places) {
        const away = distance(place.element.getBoundingClientRect(), x, y) + (place.isLabel ? 0.5 : 0);
        if (away <= NEAR && (!best || away < best.away)) best = { away, path: place.path };
    }
    return best && best.path;
}

function clicked(state, event) {
    const page = state.pages.find((one) => one.element.contains(event.target));
    const selected = String(getSelection() || '');
    const path = page && !selected ? pathAt(page, event.clientX, event.clientY) : null;
    if (path && state.onpath) state.onpath(path);
}
