/*
 * fields_groups.js - what holds other fields: elements, people, options to mark.
 */
import { half, t } from '../words.js';
import { button, el, freshId } from './dom.js';
import { groupShell, hintOf, leafField } from './fields_leaf.js';
import { repeatField } from './fields_repeat.js';
import { announce } from './live.js';

/* The path of a node below an element: base '/case/lead', parent 'lead', node 'lead/@role' -> '/case/lead/@role'. */
function pathBelow(base, parent, node) {
    if (node.path === parent) return base;
    return `${base}/${node.path.slice(parent ? parent.length + 1 : 0)}`;
}

/* Any node of the plan, below an element of the case. */
export function nodeField(ctx, node, base, parent, more) {
    const path = pathBelow(base, parent, node);
    if (node.kind === 'leaf') return leafField(ctx, node, path, more);
    if (node.kind === 'repeat') return repeatField(ctx, node, path, more);
    if (node.kind === 'marks') return marksField(ctx, node, path);
    return groupField(ctx, node, path, more);
}

/* ---- parts of an element ------------------------------------------------------------------------------ */

/* How a text of its own is called inside of an element: what stands above has named the element. */
function labelOfOwn(node, owner) {
    if (!node.own) return {};
    return node.behind ? { label: t('fields.own') } : { label: owner, hidden: true };
}

/* A label inside of a sentence: «инициалы», but «ФИО». */
const inside = (label) => (/^.[А-ЯA-Z]/.test(label) ? label : label[0].toLowerCase() + label.slice(1));

/* Nobody needs them but few: behind one line, open when something stands there. */
function rareFields(ctx, nodes, path, parent, more) {
    if (!nodes.length) return null;
    const names = nodes.map((it) => inside(half(it.label))).join(', ');
    const fields = nodes.map((it) => nodeField(ctx, it, path, parent, more));
    const filled = nodes.filter((it) => ctx.isFilled(pathBelow(path, parent, it))).length;
    const summary = t('fields.more', names) + (filled ? ` (${t('fields.more.filled', filled)})` : '');
    return el('details', { class: 'rare' }, el('summary', {}, summary), fields);
}

/* The fields of what is in an element; owner: what it is called; more.brief: without explanations, which a row above gave. */
export function partFields(ctx, node, path, owner, more = {}) {
    const usual = node.nodes.filter((it) => !it.rare);
    const made = usual.map((it) => nodeField(ctx, it, path, node.path, { ...labelOfOwn(it, owner), ...more }));
    const names = node.person ? el('div', { class: 'person-fields' }, made) : made;
    return [names, rareFields(ctx, node.nodes.filter((it) => it.rare), path, node.path, more)];
}

/* The fields of a section: short ones side by side, what few cases need behind one line. */
export function sectionFields(ctx, section) {
    const usual = section.nodes.filter((it) => !it.rare);
    return [
        el('div', { class: section.form ? null : 'section-fields' }, usual.map((it) => nodeField(ctx, it, ctx.root, ''))),
        rareFields(ctx, section.nodes.filter((it) => it.rare), ctx.root, '', {}),
    ];
}

function groupField(ctx, node, path, more = {}) {
    const id = freshId('group');
    const hint = more.brief || ctx.saysFirst(node) ? null : hintOf(node.help, `${id}-hint`);
    const messages = el('div', { class: 'field-messages', id: `${id}-messages` });
    const wrapper = el('fieldset', { class: `group${node.person ? ' person' : ''}`, id }, el('legend', {}, half(node.label)),
        hint, messages, partFields(ctx, node, path, half(node.label), { brief: more.brief }));
    if (hint) wrapper.setAttribute('aria-describedby', hint.id);
    ctx.register({ path, wrapper, hint, messages, label: half(node.label), describes: wrapper, group: true,
        get control() { return wrapper.querySelector('input,select,textarea'); } });
    return wrapper;
}

/* ---- options to mark -------------------------------------------------------------------------------------- */

/* Words of one mark, which stand in its element. */
function wordsField(ctx, node, path, option) {
    const id = freshId('field');
    const area = el('textarea', { id, rows: 2, class: 'mark-words' });
    const messages = el('div', { class: 'field-messages', id: `${id}-messages` });
    const wrapper = el('div', { class: 'field field-area mark-field', hidden: true },
        el('label', { for: id }, t(option.asked ? 'fields.words.asked' : 'fields.words')), messages, area);
    const place = () => ctx.markPath(node, path, option.value);
    area.addEventListener('input', () => ctx.set(place(), area.value, { typing: true }));
    const record = { get path() { return place() || `${path}[none ${option.value}]`; }, wrapper, messages, label: half(option), control: area, describes: area,
        value: () => area.value, show: (value) => {
            area.value = value;
        }, code: option.value };
    return { record, wrapper, area };
}

function markRow(ctx, node, path, option, name, isSingle) {
    const input = el('input', { type: isSingle() ? 'radio' : 'checkbox', name, id: freshId('mark'), value: option.value, 'data-path': path });
    const words = node.words ? wordsField(ctx, node, path, option) : null;
    const inner = option.node ? el('div', { class: 'mark-inside', hidden: true }, nodeField(ctx, option.node, ctx.root, '', { inside: true })) : null;
    const element = el('div', { class: 'mark' },
        el('div', { class: 'tick' }, input, el('label', { for: input.id }, half(option))), words ? words.wrapper : null, inner);
    let kept = ''; /* words of a mark that was taken back: they return with it */
    const refresh = () => {
        const place = ctx.markPath(node, path, option.value);
        input.checked = Boolean(place);
        if (words) {
            words.wrapper.hidden = !place;
            if (place && words.area !== document.activeElement) words.area.value = ctx.valueAt(place) || '';
        }
        if (inner) inner.hidden = !place && !ctx.isFilled(`${ctx.root}/${option.node.path}`);
    };
    input.addEventListener('change', () => {
        if (words && !input.checked) kept = words.area.value;
        ctx.mark(node, path, option.value, input.checked, isSingle(), input.checked ? kept : '');
    });
    return { element, input, words, refresh };
}

function marksField(ctx, node, path) {
    const name = freshId('marks');
    /* Two marks where one is right are shown as they are, so that one of them can be taken back. */
    const isSingle = () => node.single && ctx.countAt(path) < 2;
    const rows = node.options.map((it) => markRow(ctx, node, path, it, name, isSingle));
    const clear = button(t('fields.unmark'), () => {
        ctx.unmark(path);
        announce(t('fields.unmarked'));
        rows[0].input.focus();
    }, { class: 'plain unmark', hidden: true });
    const made = groupShell(node, isSingle() ? 'radiogroup' : 'group', [rows.map((it) => it.element), node.single ? clear : null]);
    const refresh = () => {
        const single = isSingle();
        rows.forEach((it) => {
            it.input.type = single ? 'radio' : 'checkbox';
            it.refresh();
        });
        made.wrapper.setAttribute('role', single ? 'radiogroup' : 'group');
        clear.hidden = !rows.some((it) => it.input.checked);
    };
    rows.filter((it) => it.words).forEach((it) => ctx.register(it.words.record));
    ctx.register({ path, ...made, describes: made.wrapper, marks: true, refresh, show: refresh,
        get control() { return (rows.find((it) => it.input.checked) || rows[0]).input; }, value: () => rows.filter((it) => it.input.checked).map((it) => it.input.value).join(' ') });
    return made.wrapper;
}
