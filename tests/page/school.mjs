/* school.mjs - the school's requisites read and changed (src/page/files/school.js), under node; speaks TAP. */

import { readFileSync } from 'node:fs';
import { addPerson, isOrganization, people, removePerson, requisite, setPerson, setRequisite } from '../../src/page/files/school.js';
import { done, is, ok } from './tap.mjs';

const text = readFileSync(new URL('../../forms/organization.xml', import.meta.url), 'utf8');

is(requisite(text, 'short-name'), 'МБОУ «СОШ №2»', 'a requisite');
is(requisite(text, 'nothing'), '', 'one that is not there');
is(people(text).length, 0, 'people in a comment are no people');
is(setRequisite(text, 'phone', requisite(text, 'phone')), text, 'the same value changes no byte');

const renamed = setRequisite(text, 'short-name', 'МАОУ "Лицей & <1>"');
is(requisite(renamed, 'short-name'), 'МАОУ "Лицей & <1>"', 'signs of markup are kept as text');
is(renamed.replace('МАОУ "Лицей &amp; &lt;1>"', 'МБОУ «СОШ №2»'), text, 'all else stays');
is(requisite(setRequisite(text, 'email', ''), 'email'), '', 'what may be missing can be taken out');
ok(isOrganization(setRequisite(text, 'full-name', '')), 'and what may not stays, empty');

const one = addPerson(text);
is(people(one).length, 1, 'a person is added');
const filled = [['@role', 'director'], ['surname', 'Седых'], ['given', 'Ольга'], ['position', 'директор'], ['@from', '2020-08-20']]
    .reduce((so, [part, value]) => setPerson(so, 1, part, value), one);
const [person] = people(filled);
is([person.role, person.surname, person.given, person.patronymic, person.position, person.from, person.to].join('|'),
    'director|Седых|Ольга||директор|2020-08-20|', 'with all that was typed');
ok(/<person role="director" from="2020-08-20">\s*<surname>Седых<\/surname>\s*<given>Ольга<\/given>\s*<position>/.test(filled),
    'in the order of the schema');
const two = setPerson(addPerson(filled), 2, 'surname', 'Новикова');
is(people(two).map((it) => it.surname).join(), 'Седых,Новикова', 'a second one behind the first');
is(people(removePerson(two, 1)).map((it) => it.surname).join(), 'Новикова', 'the first is taken out');
is(people(removePerson(filled, 1)).length, 0, 'the last one too');
ok(!isOrganization('<case/>') && !isOrganization('text') && isOrganization(two), 'what is an organization');
done();
