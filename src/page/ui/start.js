/* start.js - the first screen: what to do first is three large buttons. */

import { count, half, t } from '../words.js';
import { button, el, tick } from './dom.js';
import { editionLine } from './help.js';

function card(title, why, action, kind = '') {
    return el('li', {}, button([el('strong', {}, title), el('span', {}, why)], action, { class: kind }));
}

/*
 * The screen.  app does: newCase(), open(), sample(name), openSampleOf(), blanks(), emptyWorkbook(), go(), and tells of other
 * editions and of drafts: found (null or {count, when}), draftsOn(), draftsPossible.
 */
export function startScreen(app) {
    return el(
        'div',
        { class: 'narrow' },
        draftsFound(app),
        el('h1', { tabindex: -1 }, t('start.title')),
        el('p', {}, t('start.lead')),
        el(
            'ul',
            { class: 'cards' },
            card(t('start.new'), t('start.new.why', half(app.facts.describe.forms[0].section)), () => app.newCase(app.facts.edition), 'main'),
            card(t('start.open'), t('start.open.why'), () => app.open()),
            card(t('start.sample'), t('start.sample.why'), () => app.sample('completed.xml')),
        ),
        el('p', {}, el('strong', {}, t('start.private'))),
        el('h2', {}, t('start.more')),
        el(
            'ul',
            { class: 'plain-list' },
            link(t('start.workbook'), () => app.emptyWorkbook()),
            link(t('start.blanks'), () => app.blanks()),
            app.hasSample('thirty.xml') ? link(t('start.thirty'), () => app.sample('thirty.xml')) : null,
            link(t('start.school'), () => app.go('school')),
        ),
        otherRegulations(app),
        draftsSwitch(app),
    );
}

/* What else cases can be begun of: each with what is offered above for the newest edition. */
function otherRegulations(app) {
    const others = app.otherEditions();
    if (others.length === 0) return null;
    return el('section', { class: 'box', 'aria-labelledby': 'start-others' }, el('h2', { id: 'start-others' }, t('start.others')), others.map((one) => regulation(app, one)));
}

function regulation(app, one) {
    const act = (text, action) => button(text, action, { class: 'plain', 'aria-label': `${text}: ${one.title}` });
    return el(
        'div',
        { class: 'regulation' },
        el('p', {}, editionLine(one)),
        el(
            'div',
            { class: 'row' },
            act(t('bar.new'), () => app.newCase(one.id)),
            app.sampleOf(one.id) ? act(t('start.sample'), () => app.openSampleOf(one.id)) : null,
            act(t('start.blanks.short'), () => app.blanks(one.id)),
            act(t('start.workbook.short'), () => app.emptyWorkbook(one.id)),
        ),
    );
}

function link(text, action) {
    return el('li', {}, button(text, action, { class: 'plain' }));
}

/* Drafts of a tab that was closed are offered before all else. */
function draftsFound(app) {
    const found = app.draftsFound;
    if (!found) return null;
    return el(
        'section',
        { class: 'box warn', 'aria-labelledby': 'drafts-found' },
        el('h2', { id: 'drafts-found' }, t('drafts.found')),
        el('p', {}, t('drafts.found.lead', count(found.count, 'file'), found.when)),
        el(
            'div',
            { class: 'row' },
            button(t('drafts.back'), () => app.restoreDrafts(), { class: 'main' }),
            button(t('drafts.erase'), () => app.eraseDrafts()),
        ),
    );
}

function draftsSwitch(app) {
    const content = app.draftsPossible
        ? [
              tick(t('drafts.switch'), app.draftsOn(), (on) => app.switchDrafts(on), { 'aria-describedby': 'drafts-warn' }),
              el('p', { class: 'hint', id: 'drafts-warn' }, t('drafts.warn')),
              button(t('drafts.erase'), () => app.eraseDrafts()),
          ]
        : el('p', { class: 'hint' }, t('drafts.unable'));
    return el('section', { class: 'box' }, el('h2', {}, t('drafts.title')), content);
}
