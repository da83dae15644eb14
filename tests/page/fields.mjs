/* fields.mjs - which fields are made of a description, dates as they are typed, people who are known. */
import { readFileSync } from 'node:fs';
import { createChanges } from '../../src/page/ui/fields_change.js';
import { errorTitle } from '../../src/page/ui/errors.js';
import { dateFrom, isDate, shownDate } from '../../src/page/ui/notation.js';
import { planFields } from '../../src/page/ui/fields_plan.js';
import { caseChoices, gatherPeople, matchPeople, peopleIn } from '../../src/page/model/people.js';
import { newFile } from '../../src/page/model/cases.js';
import { parse } from '../../src/page/model/xmlparse.js';
import { done, is, ok } from './tap.mjs';

const described = (root) => JSON.parse(readFileSync(new URL(`../library/describe-${root}.json`, import.meta.url)));

/* ---- the plan ----------------------------------------------------------------------------------- */

const insides = (node) => [...(node.nodes || []), ...(node.options || []).map((it) => it.node).filter(Boolean)];
const everything = (nodes) => nodes.flatMap((it) => [it, ...everything(insides(it))]);

/* Every place of the schema that can hold a value. */
function valuePaths(decl, path) {
    const { type } = decl;
    const own = type.kind !== 'none' && path && !(type.elements || []).length ? [path] : [];
    return [...own, ...(type.attributes || []).map((it) => `${path ? `${path}/` : ''}@${it.name}`),
        ...(type.elements || []).flatMap((it) => valuePaths(it, path ? `${path}/${it.name}` : it.name))];
}

for (const root of ['case', 'minutes', 'example', 'organization']) {
    const describe = described(root);
    const plan = planFields(describe);
    const nodes = everything(plan.flatMap((it) => it.nodes));
    const leaves = nodes.filter((it) => it.kind === 'leaf').map((it) => it.path);
    const marked = nodes.filter((it) => it.kind === 'marks').flatMap((it) => (it.by ? [it.path, `${it.path}/@${it.by}`] : [it.path]));
    const shown = [...leaves, ...marked];
    is(shown.filter((it, i) => shown.indexOf(it) !== i), [], `${root}: no field twice`);
    const left = valuePaths(describe.root, '').filter((it) => !shown.includes(it));
    const made = nodes.filter((it) => it.ids).map((it) => `${it.path}/@id`);
    const named = left.filter((it) => shown.includes(it.replace(/([^/]+)$/, '@$1')));
    is(left.filter((it) => !made.includes(it) && !named.includes(it)), [], `${root}: all of the schema, but ids that are made and what an attribute says too`);
    is(nodes.filter((it) => !it.label || !it.label.ru || !it.label.en || /\{n\}/.test(it.label.ru)).map((it) => it.path), [], `${root}: each has a label`);
}

const plan = planFields(described('case'));
const nodes = everything(plan.flatMap((it) => it.nodes));
const at = (path, kind) => nodes.find((it) => it.path === path && (!kind || it.kind === kind));
is(plan.map((it) => it.label.ru), ['Дело', 'Оформление (5.1)', 'Итоги (5.3)', 'Заключение (5.4)', 'Подписи'], 'sections');
is(plan.map((it) => (it.statuses || ['always']).length), [1, 4, 1, 2, 1], 'and when they are needed');
is([at('conclusion/assessment').kind, at('conclusion/assessment').single, at('conclusion/problem-status').single], ['marks', true, false], 'one mark, or several');
is([at('conclusion/recommendation').by, at('conclusion/recommendation').options.filter((it) => it.asked).map((it) => it.value)], ['kind', ['other-route', 'ways']], 'marks with words');
is(at('conclusion/problem-status').options.filter((it) => it.node).map((it) => [it.value, it.node.path]), [['listed', 'conclusion/unresolved']], 'a list that belongs to one option');
is(at('results/result/@problem').control, 'references', 'references are no text');
is(at('help/measure', 'repeat').nodes.map((it) => it.path), ['help/measure/@kind', 'help/measure'], 'in the order of the form');
is(at('lead').nodes.filter((it) => !it.rare).map((it) => it.path.slice(5)), ['surname', 'given', 'patronymic', '@role', 'position'], 'a person: name, role, position');
is([at('@status').control, at('lead/@role').control, at('decision/@date').control, at('problems/problem', 'leaf').control, at('problems/problem/@kind').control, at('teacher/surname').control],
    ['radios', 'select', 'date', 'area', 'ticks', 'line'], 'controls');

/* ---- dates ------------------------------------------------------------------------------------------ */

const dates = [['30.09.2026', '2026-09-30'], [' 1.9.2026 ', '2026-09-01'], ['1 сентября 2026 г.', '2026-09-01'], ['«05» мая 2027 года', '2027-05-05'], ['30092026', '2026-09-30'],
    ['30/09/2026', '2026-09-30'], ['2026-09-30', '2026-09-30'], ['29.02.2028', '2028-02-29'], ['29.02.2027', '29.02.2027'], ['31.09.2026', '31.09.2026'], ['1.2.26', '1.2.26'],
    ['30.09.', '30.09.'], ['', ''], ['завтра', 'завтра'], ['32 мая 2027', '32 мая 2027']];
is(dates.map(([typed]) => dateFrom(typed)), dates.map((it) => it[1]), 'dates as they are typed');
is([shownDate('2026-09-30'), shownDate('30.09'), isDate('2026-13-01'), isDate('0000-01-01')], ['30.09.2026', '30.09', false, false], 'and as they are shown');

/* ---- people -------------------------------------------------------------------------------------------- */

const CASE = `<case xmlns="urn:formulyar:case:1" id="1"><lead role="mentor" person="t1"><surname>Ёлкина</surname><given>Анна</given><position>учитель</position></lead>
  <participants><participant role="psychologist"><surname>Белая</surname><given>Ия</given><former until="2026-01-01"><surname>Чёрная</surname></former></participant></participants>
  <problems><problem id="p1">Одна</problem><problem id="p4">Вторая</problem></problems>
  <results><result problem="p1 p4"/><result problem="p4"/></results></case>`;
const school = [{ surname: 'Ёлкина', given: 'Анна', patronymic: '', position: '', role: 'deputy-uvr', person: '' }];
const people = gatherPeople(school, peopleIn(parse(CASE)));
is(people.map((it) => [it.surname, it.position, it.role, it.person]), [['Белая', '', 'psychologist', ''], ['Ёлкина', 'учитель', 'deputy-uvr', 't1']], 'everybody once, as the school says first');
is([matchPeople(people, 'елк'), matchPeople(people, 'ия'), matchPeople(people, 'чёр'), matchPeople(people, '')].map((it) => it.length), [1, 1, 0, 2], 'found by any word of the name, former names aside');

is(['lead', 'teacher'].map((name) => caseChoices(newFile('a.xml', CASE).documents, () => name)[0].text), ['1. Ёлкина Анна', '1'], 'cases by whom they are about');

/* ---- what fields do to the text ---------------------------------------------------------------------------- */

const file = newFile('a.xml', CASE);
const [document] = file.documents;
const steps = [];
const changes = createChanges(described('case').root, { document: () => document, commit: (text, how) => {
    document.text = text;
    steps.push(how.focus);
} });
const link = at('results/result/@problem');
is(changes.targets(link.refers).map((it) => [it.id, it.number, it.text]), [['p1', 1, 'Одна'], ['p4', 2, 'Вторая']], 'what a reference may lead to, by its words');
changes.add(at('problems/problem', 'repeat'), '/case/problems/problem');
ok(/<problem id="p5"\/>/.test(document.text), 'a new row has an id that nothing had');
is(changes.unlinked(link).map((it) => it.id), ['p5'], 'what no row refers to');
changes.remove('/case/problems/problem[2]', [link]);
ok(!document.text.includes('p4') && /<result problem="p1"\/><result\/>/.test(document.text), 'a row is removed with the references to it');
is(steps.length, 2, 'each in one step');
const status = at('conclusion/problem-status');
changes.mark(status, '/case/conclusion/problem-status', 'some', true, false, '');
changes.mark(status, '/case/conclusion/problem-status', 'all', true, true, '');
ok(/<problem-status>all<\/problem-status>/.test(document.text) && !/some/.test(document.text), 'one mark takes the place of the others');
const ways = at('conclusion/recommendation');
changes.mark(ways, '/case/conclusion/recommendation', 'ways', true, false, 'вот какие');
is(changes.value(changes.markPath(ways, '/case/conclusion/recommendation', 'ways')), 'вот какие', 'a mark with its words');

const council = newFile('m.xml', '<minutes xmlns="urn:formulyar:minutes:1"><chair><surname>Петрова</surname><given>Светлана</given></chair><agenda><item><heard><speech/></heard></item></agenda></minutes>');
const described2 = described('minutes');
const by = everything(planFields(described2).flatMap((it) => it.nodes)).find((it) => it.refers);
const speech = '/minutes/agenda/item/heard/speech/@by';
const other = createChanges(described2.root, { document: () => council.documents[0], commit: (text) => {
    council.documents[0].text = text;
} });
is(other.targets(by.refers).map((it) => it.text), ['Петрова Светлана'], 'people whom a speech may be by');
other.refer(speech, [other.targets(by.refers)[0].key]);
ok(/<chair person="u1">/.test(council.documents[0].text) && /<speech by="u1"\/>/.test(council.documents[0].text), 'who is referred to gets an id');

is([errorTitle('Дело', { errors: 0 }), errorTitle('Дело', { errors: 3, asked: false }), errorTitle('Дело', { errors: 3, asked: true })], ['Дело', '(3) Дело', '(3) Ошибка: Дело'], 'errors in the title');
done();
