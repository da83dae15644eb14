/*
 * live.js - what happened, for eyes and for screen readers: a line at the bottom that goes away, and a region that is read
 * aloud.  What a user must not miss stands in a dialog or on the screen itself.
 */

import { el } from './dom.js';

let polite = null;
let line = null;
let timer = 0;

/* Puts the regions into the page, empty, so that what comes into them later is read. */
export function makeLive() {
    polite = el('div', { class: 'only-heard', role: 'status', 'aria-live': 'polite' });
    line = el('div', { class: 'toast', hidden: true, 'aria-hidden': 'true' });
    document.body.append(polite, line);
}

/* Says it aloud only. */
export function announce(text) {
    if (!polite) return;
    polite.textContent = '';
    setTimeout(() => {
        polite.textContent = text;
    }, 50);
}

/* Says it aloud and shows it for as long as reading takes. */
export function tell(text) {
    announce(text);
    if (!line) return;
    line.textContent = text;
    line.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
        line.hidden = true;
    }, 4000 + text.length * 60);
}
