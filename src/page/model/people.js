/*
 * people.js - people whom files name, so that nobody is typed twice.
 *
 * A person is an element with a surname in it, wherever it stands: in a case, a council file, or the
 * school's own list (organization.xml), which is why no schema is asked.
 */
import { attributeText, childrenOf, shownOf } from './xmltext.js';

const PARTS = ['surname', 'given', 'patronymic', 'position'];

const fold = (text) => text.toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();

/* 'Савельева Дарья Игоревна' */
export const fullName = (person) => [person.surname, person.given, person.patronymic].filter(Boolean).join(' ');

/* What an element of a person says: strings, empty where nothing stands. */
export function personOf(element) {
    const person = { role: attributeText(element, 'role'), person: attributeText(element, 'person'), from: attributeText(element, 'from'), to: attributeText(element, 'to') };
    for (const name of PARTS) {
        const [child] = childrenOf(element, name);
        person[name] = child ? shownOf(child, false) : attributeText(element, name);
    }
    return person;
}

const named = new WeakMap(); /* the people of each tree, which never changes */

/* Everybody whom a tree (xmlparse.js) names with a surname and a given name; former names are nobody.  Not to be changed. */
export function peopleIn(tree) {
    if (!named.has(tree)) named.set(tree, namedIn(tree));
    return named.get(tree);
}

function namedIn(tree) {
    const found = [];
    const visit = (element) => {
        const children = childrenOf(element);
        if (children.some((it) => it.local === 'surname') && element.local !== 'former') found.push(personOf(element));
        children.forEach(visit);
    };
    visit(tree.root);
    return found.filter((it) => it.surname && it.given);
}

/*
 * One entry a person out of several lists, by alphabet.  The first list that names somebody wins (the school's own
 * comes first); what it does not say of them is taken from the others, but a role: that is of one case.
 */
export function gatherPeople(...lists) {
    const known = new Map();
    lists.flat().forEach((person) => {
        const key = `${fold(fullName(person))}|${person.person}`;
        const plain = `${fold(fullName(person))}|`;
        const there = known.get(key) || known.get(plain);
        if (!there) {
            known.set(key, { ...person });
            return;
        }
        for (const name of ['position', 'person']) there[name] = there[name] || person[name];
    });
    return [...known.values()].sort((a, b) => fullName(a).localeCompare(fullName(b), 'ru'));
}

/* Those whose surname begins with what was typed, or any other word of the name does. */
export function matchPeople(people, typed, most = 8) {
    const wanted = fold(typed);
    if (!wanted) return people.slice(0, most);
    const starts = people.filter((it) => fold(fullName(it)).startsWith(wanted));
    const words = people.filter((it) => !starts.includes(it) && fold(fullName(it)).split(' ').some((word) => word.startsWith(wanted)));
    return [...starts, ...words].slice(0, most);
}

/* Cases to choose from: {id, text}, the text with whom the case is about; subjectOf(document): the name of that element. */
export function caseChoices(documents, subjectOf) {
    return documents.filter((it) => it.id).map((it) => {
        const [subject] = childrenOf(it.tree.root, subjectOf(it));
        const name = subject ? fullName(personOf(subject)) : '';
        return { id: it.id, text: name ? `${it.id}. ${name}` : it.id };
    });
}
