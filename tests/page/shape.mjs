/*
 * shape.mjs - a small schema of the kinds of places that cases have, in the shape that verb describe
 * answers; tests of edits need no more, and a new field of the real one changes none of them.
 */
const type = (kind, more = {}) => ({ kind, person: false, list: false, max: 0, attributes: [], elements: [], ...more });
const element = (name, of, most = 1, required = false) => ({ name, required, most, label: { ru: name, en: name }, type: of });
const attribute = (name, of, required = false) => ({ name, required, label: { ru: name, en: name }, type: of });

const id = type('pattern', { pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]*' });
const codes = (...values) => type('code', { codes: values.map((value) => ({ value, ru: value, en: value })) });
const words = type('text');
const text = (attributes = []) => type('text', { attributes, paragraphs: 'p' });
const person = (attributes = []) => type('none', {
    person: true, attributes: [attribute('person', id), ...attributes],
    elements: ['surname', 'given', 'patronymic', 'initials', 'position'].map((name) => element(name, words)),
});
const group = (name, of) => type('none', { elements: [element(name, of, 0)] });
const role = codes('deputy-uvr', 'mentor', 'psychologist');

export const shape = {
    name: 'case', label: { ru: 'дело', en: 'case' },
    type: type('none', {
        attributes: [attribute('id', id, true), attribute('school-year', words), attribute('status', codes('registered', 'completed'), true)],
        elements: [
            element('teacher', person()),
            element('decision', type('none', { attributes: [attribute('date', type('date'))], elements: [element('basis', text())] })),
            element('lead', person([attribute('role', role, true)])),
            element('participants', group('participant', person([attribute('role', role, true)]))),
            element('problems', group('problem', text([attribute('id', id, true), attribute('kind', codes('method', 'org'))]))),
            element('help', group('measure', text([attribute('kind', codes('visit', 'consult'))]))),
            element('results', group('result', type('none', {
                attributes: [attribute('problem', { ...id, list: true })],
                elements: ['before', 'after', 'finding'].map((name) => element(name, text())),
            }))),
            element('conclusion', type('none', {
                attributes: [attribute('date', type('date'))],
                elements: [
                    element('assessment', codes('success', 'partial'), 3), element('problem-status', codes('all', 'some', 'listed', 'none'), 2),
                    element('unresolved', text(), 0), element('reasons', text()),
                    element('recommendation', text([attribute('kind', codes('further', 'support', 'ways'), true)]), 6),
                ],
            })),
            element('signers', group('signer', person([attribute('role', role, true)]))),
        ],
    }),
};
