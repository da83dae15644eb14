/*
 * fields_sections.js - the parts of a file, one for each form: those that the case needs now are open, the others folded.
 */
import { half, t } from '../words.js';
import { el, freshId } from './dom.js';

/* The attribute of the root that says which forms are made: the one whose codes the forms name. */
function statusPath(plan, describe, root) {
    const named = plan.flatMap((it) => it.statuses || []);
    const attribute = (describe.root.type.attributes || []).find((it) => it.type.codes && it.type.codes.some((code) => named.includes(code.value)));
    return attribute ? `${root}/@${attribute.name}` : null;
}

function sectionOf(plan, fields) {
    const id = freshId('section');
    const note = el('span', { class: 'section-note', hidden: true }, t('fields.needless'));
    const errors = el('span', { class: 'section-count', hidden: true });
    const toggle = el('button', { type: 'button', class: 'section-toggle', 'aria-expanded': 'true', 'aria-controls': id },
        el('span', { class: 'section-name' }, half(plan.label)), ' ', note, errors);
    const body = el('div', { class: 'section-body', id }, fields(plan));
    const element = el('section', { class: 'section', 'data-section': plan.id, 'aria-label': half(plan.label) }, el('h2', { class: 'section-head' }, toggle), body);
    const goes = el('button', { type: 'button' }, half(plan.label));
    return { plan, element, toggle, body, note, errors, goes, chosen: null };
}

/* A way from any place of a long file to each of its sections, with the number of errors there. */
function navigation(sections, reveal) {
    if (sections.length < 2) return null;
    sections.forEach((it) => it.goes.addEventListener('click', () => {
        reveal(it.body);
        it.element.scrollIntoView({ block: 'start' });
        it.toggle.focus({ preventScroll: true });
    }));
    return el('nav', { class: 'section-nav', 'aria-label': t('fields.sections') }, sections.map((it) => it.goes));
}

/* One section alone needs no head to be folded by. */
export function createSections(plan, { value, root, describe, fields }) {
    const sections = plan.map((it) => sectionOf(it, fields));
    const status = statusPath(plan, describe, root);

    function show(section, open) {
        section.toggle.setAttribute('aria-expanded', open ? 'true' : 'false');
        section.body.hidden = !open;
    }

    /* A section that somebody opened or folded stays so until the status changes. */
    let before = null;
    function refresh() {
        const now = status ? value(status) || '' : '';
        if (now !== before) sections.forEach((it) => {
            it.chosen = null;
        });
        before = now;
        sections.forEach((it) => {
            const needed = !it.plan.statuses || !now || it.plan.statuses.includes(now);
            it.note.hidden = needed;
            it.element.classList.toggle('needless', !needed);
            show(it, it.chosen === null ? needed : it.chosen);
        });
    }

    sections.forEach((it) => it.toggle.addEventListener('click', () => {
        it.chosen = it.body.hidden;
        show(it, it.chosen);
    }));

    /* Opens all that hides an element. */
    function reveal(element) {
        const section = sections.find((it) => it.element.contains(element));
        if (section && section.body.hidden) {
            section.chosen = true;
            show(section, true);
        }
        for (let around = element.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
    }

    /* How many errors each has, at its head. */
    function count(entries) {
        sections.forEach((it) => {
            const own = entries.filter((entry) => entry.record && it.element.contains(entry.record.wrapper));
            const errors = own.filter((entry) => entry.diagnostic.severity !== 'warning').length;
            it.errors.hidden = !own.length;
            it.errors.classList.toggle('bad', errors > 0);
            it.errors.textContent = errors ? t('errors.section', errors) : t('errors.section.warnings', own.length);
            it.goes.classList.toggle('bad', errors > 0);
            it.goes.textContent = errors ? `${half(it.plan.label)}: ${errors}` : half(it.plan.label);
        });
    }

    return { elements: sections.map((it) => it.element), nav: navigation(sections, reveal), refresh, reveal, count };
}
