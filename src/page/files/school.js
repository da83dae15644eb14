/*
 * school.js - organization.xml read and changed, one place at a time; all else of its text stays.
 *
 * No page in it, so that node tests it.
 */

import { addItem, removeItem, setValue, valueAt } from '../model/xmledit.js';
import { parse } from '../model/xmlparse.js';
import { attributeOf, childrenOf, elementAt } from '../model/xmltext.js';

const text = (name, required = false) => ({ name, required, most: 1, type: { kind: 'text' } });
const attribute = (name, required = false) => ({ name, required, type: { kind: 'text' } });

/* What form.xsd says of organization, as far as the page edits it: order of elements and attributes. */
const PERSON = {
    kind: 'none',
    attributes: [attribute('role', true), attribute('person'), attribute('from'), attribute('to')],
    elements: [
        text('surname', true),
        text('given', true),
        text('patronymic'),
        text('initials'),
        text('genitive'),
        text('dative'),
        text('position'),
    ],
};
const SHAPE = {
    name: 'organization',
    type: {
        kind: 'none',
        attributes: [],
        elements: [
            text('full-name', true),
            text('short-name', true),
            text('address'),
            text('phone'),
            text('email'),
            { name: 'letterhead', required: true, most: 1, type: { kind: 'none', elements: [] } },
            {
                name: 'people',
                required: false,
                most: 1,
                type: { kind: 'none', attributes: [], elements: [{ name: 'person', required: false, most: 0, type: PERSON }] },
            },
        ],
    },
};

const personPath = (index) => `/organization/people/person[${index}]`;

/* A requisite ("full-name"), "" when it is not there. */
export function requisite(organization, name) {
    return valueAt(parse(organization), SHAPE, `/organization/${name}`) || '';
}

/* The text with another value of a requisite. */
export function setRequisite(organization, name, value) {
    return setValue(organization, SHAPE, `/organization/${name}`, value).text;
}

/* The school's people: [{role, person, from, to, surname, given, patronymic, position}]. */
export function people(organization) {
    const doc = parse(organization);
    const holder = elementAt(doc, [{ name: 'organization', index: 1 }, { name: 'people', index: 1 }]);
    if (!holder) return [];
    return childrenOf(holder, 'person').map((element, at) => {
        const one = {};
        for (const name of ['role', 'person', 'from', 'to']) {
            const found = attributeOf(element, name);
            one[name] = found ? found.value.trim() : '';
        }
        for (const name of ['surname', 'given', 'patronymic', 'position'])
            one[name] = valueAt(doc, SHAPE, `${personPath(at + 1)}/${name}`) || '';
        return one;
    });
}

/* part: "surname", or "@role". */
export function setPerson(organization, index, part, value) {
    return setValue(organization, SHAPE, `${personPath(index)}/${part}`, value).text;
}

/* A new person at the end, who has no role yet: the engine asks for what is missing. */
export function addPerson(organization) {
    const item = { attributes: [['role', '']], children: [{ name: 'surname' }, { name: 'given' }] };
    return addItem(organization, SHAPE, personPath(people(organization).length + 1), item).text;
}

export function removePerson(organization, index) {
    return removeItem(organization, SHAPE, personPath(index)).text;
}

/* Whether a text is an organization at all. */
export function isOrganization(organization) {
    try {
        return parse(organization).root.local === 'organization';
    } catch {
        return false;
    }
}
