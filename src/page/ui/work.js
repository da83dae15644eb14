/*
 * work.js - long work: a panel at the foot with progress, time left and «Остановить»; at the end one file to save and a
 * list of what failed.  One work at a time; the page stays alive meanwhile.
 */

import { count, half, t } from '../words.js';
import { button, el, fill, focusOn } from './dom.js';
import { announce, tell } from './live.js';

let panel = null;
let running = null; /* {stopped} of the work that goes on */

/* Where the panel lives; hidden until there is work. */
export function makeWorkPanel() {
    panel = el('section', { class: 'work', hidden: true, 'aria-labelledby': 'work-title' });
    document.body.append(panel);
    return panel;
}

/* "about 2 minutes", in words that do not jump: seconds up to a minute, then minutes. */
function timeWords(seconds) {
    if (seconds < 60) return count(Math.max(1, Math.ceil(seconds)), 'second');
    return count(Math.round(seconds / 60), 'minute');
}

function progressView(title, total, stop) {
    const bar = el('progress', { max: Math.max(total, 1), value: 0, 'aria-labelledby': 'work-title' });
    const text = el('span', { class: 'soft' });
    const started = performance.now();
    fill(
        panel,
        el('h2', { id: 'work-title', tabindex: -1 }, title),
        el('div', { class: 'row' }, bar, text, button(t('job.stop'), stop)),
    );
    panel.hidden = false;
    return (made) => {
        bar.value = made;
        const spent = (performance.now() - started) / 1000;
        const left = made > 0 ? (spent / made) * (total - made) : 0;
        text.textContent = t('job.progress', made, total) + (left > 1.5 ? `, ${t('job.left', timeWords(left))}` : '');
    };
}

/*
 * Runs work(context).  title: its name; total: how many steps it has.  context: {progress(done), stopped(), whenStopped(action):
 * what is done when the user stops}.  The work resolves with what endView() shows, or null for nothing.
 */
export async function runWork(title, total, work) {
    if (running) {
        tell(t('job.busy'));
        return null;
    }
    const state = { stopped: false, onstop: null };
    running = state;
    const stop = () => {
        state.stopped = true;
        if (state.onstop) state.onstop();
    };
    const progress = progressView(title, total, stop);
    announce(title);
    try {
        const outcome = await work({
            progress,
            stopped: () => state.stopped,
            whenStopped: (action) => {
                state.onstop = action;
            },
        });
        if (outcome) endView(outcome, state.stopped);
        else hideWork();
        return outcome;
    } catch (error) {
        hideWork();
        throw error;
    } finally {
        running = null;
    }
}

/* Takes the end of a work away, not one that goes on: when the screen changes. */
export function hideFinishedWork() {
    if (!running) hideWork();
}

function hideWork() {
    if (!panel) return;
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    panel.replaceChildren();
    if (inside) document.getElementById('main')?.focus();
}

/*
 * The end: outcome {made: number of documents, failed: [{who, text: {ru, en}}], remarks: same, offers: [{text, action, main}],
 * partial: true when the end was not reached}.
 */
function endView(outcome, stopped) {
    const made = count(outcome.made, 'document');
    const line = outcome.made === 0 ? t('job.none') : stopped || outcome.partial ? t('job.stopped', made) : t('job.done', made);
    fill(
        panel,
        el('h2', { id: 'work-title', tabindex: -1 }, line),
        el(
            'div',
            { class: 'row' },
            (outcome.offers || []).map((one) => button(one.text, one.action, { class: one.main ? 'main' : '' })),
            button(t('job.dismiss'), hideWork),
        ),
        listOf('job.failed', outcome.failed, true),
        listOf('job.remarks', outcome.remarks, false),
    );
    panel.hidden = false;
    announce(line);
    focusOn(panel.querySelector('button.main') || panel.querySelector('h2'));
}

function listOf(name, items, open) {
    if (!items || items.length === 0) return null;
    const shown = items.slice(0, 200);
    return el(
        'details',
        { open },
        el('summary', { class: open ? 'error' : 'warning' }, t(name, items.length)),
        el(
            'ul',
            {},
            shown.map((one) => el('li', {}, one.who ? `${one.who}: ${half(one.text)}` : half(one.text))),
            items.length > shown.length ? el('li', {}, '…') : null,
        ),
    );
}
