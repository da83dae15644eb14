/*
 * school.js - the school: what its letterhead prints, the people who sign dozens of cases, the editions of forms; saved
 * as organization.xml, as a ZIP with the editions, or inside a copy of this page.
 *
 * What is edited is the text of organization.xml (files/school.js); each change is tried by the engine at once.
 */

import { half, t } from '../words.js';
import { addPerson, people, removePerson, requisite, setPerson, setRequisite } from '../files/school.js';
import { button, choice, el, fill, freshId, labelled, settled } from './dom.js';
import { editionLine } from './help.js';
import { isoDate, shownDate } from './notation.js';
import { announce } from './live.js';

const REQUISITES = [
    ['full-name', 'school.full'],
    ['short-name', 'school.short'],
    ['address', 'school.address'],
    ['phone', 'school.phone'],
    ['email', 'school.email'],
];
const PARTS = [
    ['surname', 'school.surname'],
    ['given', 'school.given'],
    ['patronymic', 'school.patronymic'],
    ['position', 'school.position'],
];

/* The screen; app tells: school {text, editions}, roles(), and does: setSchool(text), saveSchool(zip), saveCopy(), open(). */
export function schoolScreen(app) {
    const state = { app, text: app.school.text, left: false };
    state.verdict = el('div', { role: 'status' });
    state.peopleBox = el('div');
    state.apply = settled(() => apply(state), 600);
    drawPeople(state);
    return {
        element: el(
            'div',
            { class: 'narrow' },
            el('h1', { tabindex: -1 }, t('school.title')),
            el('p', {}, t('school.lead')),
            state.verdict,
            requisitesBox(state),
            box(t('school.people'), el('p', {}, t('school.people.lead')), state.peopleBox),
            editionsBox(app),
            saveBox(app),
        ),
        leave: () => {
            state.left = true;
            state.apply.cancel();
            if (state.text !== app.school.text) app.setSchool(state.text);
        },
    };
}

function box(title, ...content) {
    const id = freshId('box');
    return el('section', { class: 'box', 'aria-labelledby': id }, el('h2', { id }, title), content);
}

function edit(state, text) {
    state.text = text;
    state.apply();
}

/* The engine says whether it takes them; what it refuses stays in the fields. */
async function apply(state) {
    const text = state.text;
    const faults = await state.app.setSchool(text);
    if (state.left || text !== state.text) return;
    if (faults.length === 0) {
        fill(state.verdict, el('p', { class: 'good' }, t('school.applied')));
        return;
    }
    const lines = faults.map((one) => el('li', {}, half(one)));
    fill(state.verdict, el('div', { class: 'box bad' }, el('p', { class: 'error' }, t('school.refused')), el('ul', {}, lines)));
}

function requisitesBox(state) {
    const field = ([name, word]) => {
        const input = el(name === 'full-name' ? 'textarea' : 'input', {
            rows: name === 'full-name' ? 3 : null,
            type: name === 'full-name' ? null : 'text',
            value: requisite(state.text, name),
            autocomplete: 'off',
            oninput: () => edit(state, setRequisite(state.text, name, input.value)),
        });
        return labelled(t(word), input);
    };
    return box(t('school.letterhead'), REQUISITES.map(field));
}

function drawPeople(state, focus = null) {
    const all = people(state.text);
    const rows = all.map((one, at) => personView(state, one, at + 1));
    const add = button(t('school.person.add'), () => {
        edit(state, addPerson(state.text));
        drawPeople(state, all.length + 1);
    });
    fill(state.peopleBox, rows, el('div', { class: 'row' }, add));
    if (focus) (state.peopleBox.querySelector(`fieldset:nth-of-type(${focus}) select`) || add).focus();
}

function personView(state, one, index) {
    const change = (part) => (value) => edit(state, setPerson(state.text, index, part, value));
    const roles = state.app.roles().map((role) => [role.code, half(role)]);
    const options = roles.some(([code]) => code === one.role) ? roles : [[one.role, one.role || '—'], ...roles];
    const remove = button(t('school.person.remove', index), () => {
        edit(state, removePerson(state.text, index));
        announce(t('school.person.remove', index));
        drawPeople(state, Math.max(1, index - 1));
    });
    return el(
        'fieldset',
        {},
        el('legend', {}, t('school.person', index)),
        el(
            'div',
            { class: 'grid low' },
            labelled(t('school.role'), choice(options, one.role, change('@role'))),
            PARTS.map(([part, word]) => labelled(t(word), textField(one[part], change(part)))),
            labelled(t('school.from'), dateField(one.from, change('@from')), t('council.date.form')),
            labelled(t('school.to'), dateField(one.to, change('@to')), t('council.date.form')),
        ),
        remove,
    );
}

function textField(value, change) {
    const input = el('input', { type: 'text', value, autocomplete: 'off', oninput: () => change(input.value) });
    return input;
}

/* A date as people write it; what is no date goes in as it is, and the engine names it. */
function dateField(value, change) {
    const input = el('input', {
        type: 'text',
        value: shownDate(value),
        inputmode: 'numeric',
        autocomplete: 'off',
        onchange: () => change(isoDate(input.value) || input.value.trim()),
    });
    return input;
}

function editionsBox(app) {
    return box(
        t('school.edition'),
        el('p', {}, t('school.edition.lead')),
        el('ul', {}, app.editions().map((one) => el('li', {}, editionLine(one)))),
        el('div', { class: 'row' }, button(t('school.edition.open'), () => app.open())),
    );
}

function saveBox(app) {
    return box(
        t('bar.save'),
        el(
            'div',
            { class: 'row' },
            button(t('school.save'), () => app.saveSchool(false), { class: 'main' }),
            button(t('school.save.zip'), () => app.saveSchool(true)),
        ),
        el('p', {}, t('school.copy.lead')),
        el('div', { class: 'row' }, button(t('school.copy'), () => app.saveCopy())),
    );
}
