/*
 * fields_people.js - the surname's field, which offers the people who are known already.
 *
 * A combobox as ARIA 1.2 describes it (an editable one with a list): typing filters, the arrows walk, Enter or a click
 * takes somebody with given name, patronymic and position; Escape closes.  Whoever is new is simply typed.
 */
import { t } from '../words.js';
import { fullName, matchPeople } from '../model/people.js';
import { el, freshId } from './dom.js';
import { announce } from './live.js';

const describePerson = (person) => [fullName(person), person.position].filter(Boolean).join(', ');

export function personInput(ctx, node, path, input) {
    const list = el('ul', { class: 'people-list', role: 'listbox', id: freshId('people'), hidden: true, 'aria-label': t('fields.person.list') });
    let offered = [];
    let active = -1;

    function close() {
        list.hidden = true;
        active = -1;
        input.setAttribute('aria-expanded', 'false');
        input.removeAttribute('aria-activedescendant');
    }

    function take(person) {
        close();
        ctx.takePerson(node, path, person);
        announce(t('fields.person.taken', describePerson(person)));
    }

    function choose(index) {
        active = index;
        [...list.children].forEach((it, i) => it.setAttribute('aria-selected', i === index ? 'true' : 'false'));
        const chosen = list.children[index];
        input.setAttribute('aria-activedescendant', chosen.id);
        chosen.scrollIntoView({ block: 'nearest' });
    }

    function offer(typed) {
        const whole = ctx.people();
        offered = matchPeople(whole, typed).filter((it) => it.surname !== typed || whole.filter((one) => one.surname === typed).length > 1 || !ctx.hasGiven(path));
        list.replaceChildren(...offered.map((person) => el('li', { role: 'option', id: freshId('person'), 'aria-selected': 'false',
            onmousedown: (event) => {
                event.preventDefault(); /* the focus stays in the field */
                take(person);
            } }, describePerson(person))));
        if (!offered.length) return close();
        active = -1;
        list.hidden = false;
        input.setAttribute('aria-expanded', 'true');
        input.removeAttribute('aria-activedescendant');
        return undefined;
    }

    function onKey(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.altKey && event.shiftKey) return; /* moves the row (fields_repeat.js) */
        if (step) {
            if (list.hidden) offer(input.value);
            if (offered.length) choose((active + step + offered.length + (active < 0 && step < 0 ? 1 : 0)) % offered.length);
            event.preventDefault();
        } else if (event.key === 'Enter' && active >= 0) {
            take(offered[active]);
            event.preventDefault();
        } else if (event.key === 'Escape' && !list.hidden) {
            close();
            event.stopPropagation();
        }
    }

    let told = 0;
    input.addEventListener('input', () => {
        const before = told;
        told = 0;
        if (!input.value) return close();
        offer(input.value);
        told = offered.length;
        if (told && told !== before) announce(t('fields.person.found', told));
        return undefined;
    });
    input.addEventListener('keydown', onKey);
    input.addEventListener('blur', close);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }))
        input.setAttribute(name, value);
    const note = el('div', { class: 'hint known' });
    const element = el('div', { class: 'people' }, input, list, note);
    element.refresh = () => {
        const person = ctx.schoolPerson(node, path);
        note.textContent = person ? t('fields.person.known', describePerson(person)) : '';
    };
    return element;
}
