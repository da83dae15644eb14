/* list.mjs - the list of all cases as data, words and numbers (src/page/ui/year_list.js, words.js), under node; speaks TAP. */

import { readFileSync, readdirSync } from 'node:fs';
import { count, setLanguage, t, wordNames } from '../../src/page/words.js';
import { countMessages, filterRows, formOfPath, plain, slices, sortRows, twice } from '../../src/page/ui/year_list.js';
import { withFileNames } from '../../src/page/ui/year_check.js';
import { columnName, isoDate, shownDate } from '../../src/page/ui/notation.js';
import { done, is, ok } from './tap.mjs';

const rows = [
    { id: '10', person: 'Яковлева А. А.', status: 'completed', rank: 2, edition: 'old', regulation: '', file: 'a.xml', errors: 0, warnings: 2, first: null },
    { id: '9', person: 'Ёлкина Б. Б.', status: 'registered', rank: 0, edition: 'old', regulation: '', file: 'a.xml', errors: 3, warnings: 0, first: null, changed: true },
    { id: '2', person: 'Елисеев В. В.', status: 'not-held', rank: 3, edition: 'old', regulation: '', file: 'b.xml', errors: 0, warnings: 0, first: null },
    { id: '2', person: 'Жукова Г. Г.', status: 'active', rank: 1, edition: 'new', regulation: 'Посещение урока', file: 'b.xml', errors: 3, warnings: 1, first: null },
];
const ids = (list) => list.map((row) => row.person[0]).join('');

is(ids(sortRows(rows, 'person', false)), 'ЕЁЖЯ', 'by surname, ё beside е');
is(ids(sortRows(rows, 'person', true)), 'ЯЖЁЕ', 'and back');
is(sortRows(rows, 'id', false).map((row) => row.id).join(), '2,2,9,10', 'numbers by their value');
is(ids(sortRows(rows, 'errors', true)), 'ЁЖЕЯ', 'most errors first, then by surname');
is(ids(sortRows(rows, 'status', false)), 'ЁЖЯЕ', 'states in the order of a case’s life');
is(ids(rows), 'ЯЁЕЖ', 'the list that was given is left as it was');
is(ids(filterRows(rows, { filter: 'errors' })), 'ЁЖ', 'with errors');
is(ids(filterRows(rows, { filter: 'good' })), 'ЯЕ', 'without');
is(ids(filterRows(rows, { filter: 'changed' })), 'Ё', 'not saved');
is(ids(filterRows(rows, { search: 'ЕЛКИНА' })), 'Ё', 'е finds ё, capitals do not matter');
is(ids(filterRows(rows, { search: 'b.xml жук' })), 'Ж', 'several words, in any column');
is(ids(filterRows(rows, { search: 'заверш' }, (row) => (row.status === 'completed' ? 'завершено' : ''))), 'Я', 'by state');
is(filterRows(rows, { filter: 'nonsense' }).length, 4, 'an unknown filter keeps all');
is(ids(filterRows(rows, { edition: 'new' })) + ids(filterRows(rows, { search: 'посещ' })), 'ЖЖ', 'those of one edition, by what it is called');
is(ids(filterRows(rows, { edition: 'old', filter: 'errors' })), 'Ё', 'both at once');
is(plain('Ёж'), 'еж', 'plain letters');
is([...twice(rows)].join(), '2', 'an id that comes twice');
is(slices([1, 2, 3, 4, 5], 2).map((s) => s.length).join(), '2,2,1', 'slices');

const counted = countMessages([
    { case: '1', severity: 'warning', ru: 'п', en: 'w' },
    { case: '1', severity: 'error', ru: 'о', en: 'e' },
    { case: '1', severity: 'error', ru: 'о2', en: 'e2' },
    { severity: 'system', ru: 'с', en: 's' },
]);
is(`${counted.get('1').errors} ${counted.get('1').warnings} ${counted.get('1').first.ru}`, '2 1 о', 'the first error is what a case needs');
is(counted.get('').errors, 1, 'what is of no case');

const sections = { sections: [{ paths: ['@id', 'materials'] }, { form: '5.1', paths: ['teacher', 'problems/problem'] },
    { form: '5.4', paths: ['conclusion/@date', 'conclusion/assessment'] }] };
is(formOfPath(sections, '/case/problems/problem[2]/@kind'), '5.1', 'the form of a field inside of a section');
is(formOfPath(sections, '/case/problems'), '5.1', 'of the list around it');
is(formOfPath(sections, '/case/conclusion/@date'), '5.4', 'of an attribute');
is(formOfPath(sections, '/case/@id') + formOfPath(sections, '/case/signers') + formOfPath({}, '/case/x'), '', 'of none');

setLanguage('ru');
is([0, 1, 2, 5, 11, 12, 21, 22, 111].map((n) => count(n, 'case').replace(/\u00a0/, ' ')).join(),
    '0 дел,1 дело,2 дела,5 дел,11 дел,12 дел,21 дело,22 дела,111 дел', 'Russian numbers');
is(t('save.done', 'a{1}b'), 'Сохранено: a{1}b', 'arguments are put in once');
setLanguage('en');
is(count(1, 'case') + count(2, 'case'), '1\u00a0case2\u00a0cases', 'English numbers');

is(isoDate(' 8.5.2027 '), '2027-05-08', 'a date as people write it');
is(isoDate('2027-05-08'), '2027-05-08', 'and as programs do');
is(isoDate('8.5.27') + isoDate('май') + isoDate('') + isoDate('31.02.2027'), '', 'what is no date');
is(shownDate('2027-05-08') + shownDate('май'), '08.05.2027май', 'and back');
is([1, 26, 27, 52, 53, 703].map(columnName).join(), 'A,Z,AA,AZ,BA,AAA', 'columns of a sheet');

/* Every name that a module asks for has words, and every name is asked for. */
const folder = new URL('../../src/page/', import.meta.url);
const modules = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js') && !/words/.test(name));
const source = modules.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
const known = new Set(wordNames());
const asked = [...source.matchAll(/\bt\(\s*'([a-z][a-z.-]*\.[a-z0-9.-]*)'/g)].map((match) => match[1]);
const strange = asked.filter((name) => !known.has(name));
is(strange.join(), '', 'every name has words');
ok(asked.length > 20, 'names are found at all');
const unused = [...known].filter((name) => !source.includes(`'${name}'`) && !source.includes(`\`${name.replace(/[^.]*$/, '')}$`));
is(unused.join(), '', 'no words that nobody uses');
const batch = [{ file: { name: 'Савельева.xml' } }, { file: { name: 'b.xml' } }];
const said = withFileNames(batch, { code: 'X', ru: 'такой же в файле case-0.xml', en: 'the same in case-1.xml, not case-7.xml' });
is([said.code, said.ru, said.en].join(), 'X,такой же в файле Савельева.xml,the same in b.xml, not case-7.xml', 'messages name the files that the user knows');

done();
