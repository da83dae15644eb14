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

/* The list below the field. */
class PeopleList {
    constructor(ctx, node, path, input) {
        Object.assign(this, { ctx, node, path, input, offered: [], active: -1, told: 0 });
        this.list = el('ul', { class: 'people-list', role: 'listbox', id: freshId('people'), hidden: true, 'aria-label': t('fields.person.list') });
        const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.list.id };
        for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
        input.addEventListener('input', () => this.typed());
        input.addEventListener('keydown', (event) => this.key(event));
        input.addEventListener('blur', () => this.close());
    }

    close() {
        this.list.hidden = true;
        this.active = -1;
        this.input.setAttribute('aria-expanded', 'false');
        this.input.removeAttribute('aria-activedescendant');
    }

    take(person) {
        this.close();
        this.ctx.takePerson(this.node, this.path, person);
        announce(t('fields.person.taken', describePerson(person)));
    }

    choose(index) {
        this.active = index;
        [...this.list.children].forEach((it, i) => it.setAttribute('aria-selected', i === index ? 'true' : 'false'));
        const chosen = this.list.children[index];
        this.input.setAttribute('aria-activedescendant', chosen.id);
        chosen.scrollIntoView({ block: 'nearest' });
    }

    row(person) {
        return el('li', { role: 'option', id: freshId('person'), 'aria-selected': 'false', onmousedown: (event) => {
            event.preventDefault(); /* the focus stays in the field */
            this.take(person);
        } }, describePerson(person));
    }

    /* Who stands in the fields already is not offered again, but for a namesake's sake. */
    offer(typed) {
        const all = this.ctx.people();
        const isSettled = this.ctx.hasGiven(this.path) && all.filter((it) => it.surname === typed).length < 2;
        this.offered = matchPeople(all, typed).filter((it) => it.surname !== typed || !isSettled);
        this.list.replaceChildren(...this.offered.map((person) => this.row(person)));
        this.close();
        if (!this.offered.length) return;
        this.list.hidden = false;
        this.input.setAttribute('aria-expanded', 'true');
    }

    typed() {
        const before = this.told;
        this.told = 0;
        if (!this.input.value) return this.close();
        this.offer(this.input.value);
        this.told = this.offered.length;
        if (this.told && this.told !== before) announce(t('fields.person.found', this.told));
        return undefined;
    }

    key(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.altKey && event.shiftKey) return; /* moves the row (fields_repeat.js) */
        if (step) {
            if (this.list.hidden) this.offer(this.input.value);
            const { length } = this.offered;
            if (length) this.choose(this.active < 0 && step < 0 ? length - 1 : (this.active + step + length) % length);
            event.preventDefault();
        } else if (event.key === 'Enter' && this.active >= 0) {
            this.take(this.offered[this.active]);
            event.preventDefault();
        } else if (event.key === 'Escape' && !this.list.hidden) {
            this.close();
            event.stopPropagation();
        }
    }
}

/* The field with its list, and whom the school's own list would name if it stays empty (refresh()). */
export function personInput(ctx, node, path, input) {
    const people = new PeopleList(ctx, node, path, input);
    const note = el('div', { class: 'hint known' });
    const element = el('div', { class: 'people' }, input, people.list, note);
    element.refresh = () => {
        const person = ctx.schoolPerson(node, path);
        note.textContent = person ? t('fields.person.known', describePerson(person)) : '';
    };
    return element;
}
