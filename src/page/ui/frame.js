/*
 * frame.js - what stands around every screen: the header with sections and actions, main, the line of state at the foot.
 */

import { t } from '../words.js';
import { button, el, fill, focusOn } from './dom.js';

const SCREENS = ['start', 'case', 'year', 'council', 'school', 'help', 'about'];

/*
 * Puts the frame into the body.  app tells: screen, screenTitle(), currentName(), dirty(), canUndo(), canRedo(), caseCount(),
 * draftsOn(), and does: go(), undo(), redo(), save(), open(), switchLanguage(), eraseDrafts().  Returns {main, footer, update()}.
 */
export function makeFrame(app) {
    const main = el('main', { id: 'main', tabindex: -1 });
    const header = el('header', { class: 'frame' });
    const footer = el('footer', { class: 'status' });
    const skip = el('a', { class: 'skip', href: '#main', onclick: (event) => skipTo(event, main) });
    const parts = makeHeader(app, header);
    document.body.append(skip, header, main, footer);
    const update = () => {
        skip.textContent = t('app.skip');
        updateHeader(app, parts);
        updateTitle(app);
        fill(footer, footerLines(app));
    };
    return { main, update, footer };
}

function skipTo(event, main) {
    event.preventDefault();
    focusOn(main);
    main.scrollIntoView();
}

function makeHeader(app, header) {
    const parts = {
        brand: el('div', { class: 'brand' }),
        nav: el('nav'),
        bar: el('div', { class: 'bar', role: 'group' }),
        file: el('span', { class: 'file' }),
        language: button('', () => app.switchLanguage(), { class: 'plain' }),
        undo: button('', () => app.undo()),
        redo: button('', () => app.redo()),
        save: button('', () => app.save(), { class: 'main' }),
        open: button('', () => app.open()),
        items: new Map(),
    };
    for (const name of SCREENS) parts.items.set(name, button('', () => app.go(name)));
    fill(parts.nav, [...parts.items.values()]);
    fill(parts.bar, parts.file, parts.open, parts.undo, parts.redo, parts.save, parts.language);
    fill(header, el('div', { class: 'frame-top' }, parts.brand, parts.bar), parts.nav);
    return parts;
}

function updateHeader(app, parts) {
    fill(parts.brand, t('app.name'), el('small', {}, t('app.what')));
    parts.nav.setAttribute('aria-label', t('nav.label'));
    parts.bar.setAttribute('aria-label', t('bar.label'));
    for (const [name, item] of parts.items) {
        const cases = name === 'year' && app.caseCount() > 0 ? ` (${app.caseCount()})` : '';
        item.textContent = t(`nav.${name}`) + cases;
        if (app.screen === name) item.setAttribute('aria-current', 'page');
        else item.removeAttribute('aria-current');
    }
    const name = app.currentName();
    fill(parts.file, name ? (app.dirty() ? `${name} — ${t('app.unsaved')}` : name) : '');
    parts.file.title = name || '';
    setButton(parts.undo, t('bar.undo'), app.canUndo(), 'Control+Z');
    setButton(parts.redo, t('bar.redo'), app.canRedo(), 'Control+Y');
    setButton(parts.save, t('bar.save'), Boolean(name), 'Control+S');
    setButton(parts.open, t('bar.open'), true, 'Control+O');
    parts.language.textContent = t('app.language');
    parts.language.setAttribute('lang', t('app.language') === 'English' ? 'en' : 'ru');
}

/* A button that is not to be pressed now keeps the focus if it has it: aria-disabled would lie less, but greying is understood. */
function setButton(one, text, possible, keys) {
    if (one.textContent !== text) one.textContent = text;
    one.disabled = !possible;
    one.setAttribute('aria-keyshortcuts', keys);
}

/* Only what differs is set: a language set again, even the same one, makes the browser work out every element's style anew. */
function updateTitle(app) {
    const title = `${app.screenTitle()} — ${t('app.name')}`;
    const lang = t('app.language') === 'English' ? 'ru' : 'en';
    if (document.title !== title) document.title = title;
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
}

function footerLines(app) {
    const lines = [el('span', {}, t('start.private'))];
    if (app.draftsOn())
        lines.push(
            el('span', {}, `${t('drafts.on')}.`),
            button(t('drafts.erase'), () => app.eraseDrafts(), { class: 'plain' }),
        );
    return lines;
}
