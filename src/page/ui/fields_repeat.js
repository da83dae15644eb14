/*
 * fields_repeat.js - rows of a kind: added, moved, removed, each with the way back in sight.
 */
import { half, t } from '../words.js';
import { button, el, fill, freshId } from './dom.js';
import { hintOf } from './fields_leaf.js';
import { announce } from './live.js';

const ROWS = 100; /* of a list at first, and more when asked: nobody has that many, and a page of thousands would stand still */

const numbered = (words, number) => words.replace(/\{n\}/, String(number));
const unnumbered = (words) => words.replace(/\s*\{n\}\s*/, ' ').trim();

function nameOf(node, number) {
    return node.item && half(node.item) ? numbered(half(node.item), number) : t('fields.line', number);
}

function addWords(node) {
    const item = node.item ? unnumbered(half(node.item)) : '';
    return item ? t('fields.add', item[0].toLowerCase() + item.slice(1)) : t('fields.add.line');
}

const at = (path, number) => (number > 1 ? `${path}[${number}]` : path);

/* ---- a row -------------------------------------------------------------------------------------------- */

function rowButtons(list, number, count, name) {
    const { move, remove } = list;
    const make = (key, action, disabled) => button(t(key), action, { 'aria-label': t('fields.of', t(key), name), disabled, class: 'small', 'data-act': key, title: key === 'fields.remove' ? null : t('fields.move.how') });
    return el('div', { class: 'row-buttons' },
        count > 1 ? [make('fields.up', () => move(number, -1), number === 1), make('fields.down', () => move(number, 1), number === count)] : null,
        make('fields.remove', () => remove(number), false));
}

/* A row of one field needs no frame: its label is the row's name. */
function simpleRow(ctx, node, list, number, count) {
    const name = nameOf(node, number);
    const [leaf] = node.nodes;
    const field = ctx.nodeField({ ...leaf, help: null }, at(list.path, number), node.path, { label: name });
    return el('div', { class: 'row simple-row', 'data-row': number }, field, count ? rowButtons(list, number, count, name) : null);
}

function wholeRow(ctx, node, list, number, count) {
    const name = nameOf(node, number);
    const path = at(list.path, number);
    const id = freshId('row');
    const messages = el('div', { class: 'field-messages', id: `${id}-messages` });
    const wrapper = el('fieldset', { class: `row whole-row${node.person ? ' person' : ''}`, 'data-row': number, id },
        el('legend', {}, name), messages, ctx.partFields(node, path, name, { brief: number > 1 }), rowButtons(list, number, count, name));
    ctx.register({ path, wrapper, messages, label: name, describes: wrapper, group: true,
        get control() { return wrapper.querySelector('input,select,textarea'); } });
    return wrapper;
}

/* ---- the list -------------------------------------------------------------------------------------------- */

const firstField = (row) => row && row.querySelector('input:not([tabindex="-1"]),select,textarea');

/* Where the focus goes behind a removed row: to the one that took its place, the last, or the button. */
function focusBehind(list, number) {
    const rows = list.rows();
    const row = list.row(number) || rows[rows.length - 1];
    const target = row ? row.querySelector('[data-act="fields.remove"]') || firstField(row) : list.add;
    target.focus();
}

function removedNotice(ctx, name, done) {
    return el('p', { class: 'removed' }, t('fields.removed', name), ' ', button(t('bar.undo'), () => {
        ctx.undo();
        done();
    }, { class: 'plain' }));
}

/* Buttons that write a row for each thing that has none yet. */
function fillButton(ctx, node, list) {
    const leaf = node.nodes.find((it) => it.refers);
    if (!leaf) return { element: null, refresh() {} };
    const made = button('', () => {
        ctx.addLinked(node, list.path, leaf);
        list.render();
        const first = firstField(list.rows()[0]);
        if (first) first.focus();
    }, { class: 'small' });
    const refresh = () => {
        const missing = ctx.unlinked(list.path, leaf).length;
        made.hidden = missing < 1;
        made.textContent = t('fields.fill.links', missing);
    };
    refresh();
    return { element: made, refresh };
}

function keysOf(list, event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest('[data-row]');
    if (!step || !event.altKey || !event.shiftKey || !row || row.parentElement !== list.body) return;
    event.preventDefault();
    event.stopPropagation();
    const number = Number(row.dataset.row);
    const fields = [...row.querySelectorAll('input,select,textarea,button')];
    list.move(number, step, fields.indexOf(event.target));
}

function actionsOf(ctx, node, list) {
    const count = () => ctx.countAt(list.path);
    list.move = (number, by, field = -1) => {
        if (number + by < 1 || number + by > count()) return;
        ctx.move(at(list.path, number), by, list.path, number);
        list.render();
        const row = list.row(number + by) || list.rows()[0];
        const act = `[data-act="${by < 0 ? 'fields.up' : 'fields.down'}"]`;
        const same = field >= 0 ? row.querySelectorAll('input,select,textarea,button')[field] : row.querySelector(`${act}:not([disabled])`);
        (same && !same.disabled ? same : row.querySelector('[data-act]:not([disabled])')).focus();
        announce(t('fields.moved', nameOf(node, number), number + by, count()));
    };
    list.remove = (number) => {
        const name = nameOf(node, number);
        ctx.remove(node, at(list.path, number), list.path, number);
        list.render();
        const notice = removedNotice(ctx, name, () => firstField(list.row(number))?.focus());
        list.note.replaceChildren(notice);
        ctx.onNextChange(() => notice.remove());
        focusBehind(list, number);
        announce(t('fields.removed', name));
    };
    list.append = () => {
        ctx.add(node, list.path);
        list.tail++;
        list.render();
        const rows = list.rows();
        const field = firstField(rows[rows.length - 1]);
        if (field) field.focus();
        announce(t('fields.added', nameOf(node, ctx.countAt(list.path))));
    };
}

/* path: that of the element without a number, '/case/problems/problem'. */
export function repeatField(ctx, node, path, more = {}) {
    const id = freshId('list');
    const hint = more.brief || (ctx.saysFirst(node) && !node.simple) ? null : hintOf(node.help, `${id}-hint`);
    const messages = el('div', { class: 'field-messages', id: `${id}-messages` });
    const list = { path, body: el('div', { class: 'rows' }), note: el('div', { class: 'removed-place' }), rows: () => [...list.body.children], row: (number) => list.body.querySelector(`:scope > [data-row="${number}"]`) };
    const make = node.simple ? simpleRow : wholeRow;
    Object.assign(list, { limit: ROWS, forced: 0, tail: 0, built: 0, more: button('', () => moreRows(list), { class: 'small', hidden: true }) });
    actionsOf(ctx, node, list);
    list.add = button(addWords(node), list.append, { class: 'small add' });
    list.render = () => {
        ctx.forget(path);
        const count = ctx.countAt(path);
        const rows = [];
        while (rows.length < Math.min(count, list.limit) && (ctx.hasRoom() || rows.length < list.forced)) rows.push(make(ctx, node, list, rows.length + 1, count));
        /* Those that were added behind what is not shown. */
        for (let number = Math.max(rows.length, count - list.tail) + 1; number <= count; number++) rows.push(make(ctx, node, list, number, count));
        list.built = count;
        list.more.hidden = rows.length === count;
        list.more.textContent = t('fields.rows.more', count - rows.length);
        /* A list of bare lines begins with one, which is written once something stands in it. */
        fill(list.body, rows.length || !node.simple ? rows : simpleRow(ctx, node, list, 1, 0));
        list.add.hidden = node.simple && !rows.length;
        ctx.showValues(path);
        ctx.showMessages();
    };
    const links = fillButton(ctx, node, list);
    /* A list that is called as its rows are needs no head of its own to be seen. */
    const plain = more.inside || (node.item && unnumbered(half(node.item)) === half(node.label));
    const wrapper = el('fieldset', { class: plain ? 'list inside' : 'list', id, 'data-list': path, onkeydown: (event) => keysOf(list, event) },
        el('legend', { class: plain ? 'only-heard' : null }, half(node.label)), hint, messages, list.body, list.more, list.note,
        el('div', { class: 'list-buttons' }, list.add, links.element));
    if (hint) wrapper.setAttribute('aria-describedby', hint.id);
    ctx.register({ path: `${path}[]`, list, wrapper, hint, messages, label: half(node.label), describes: wrapper, group: true, lists: path,
        refresh: () => {
            links.refresh();
            if (ctx.countAt(path) !== list.built) refreshRows(list);
        },
        get control() { return firstField(list.rows()[0]) || list.add; } });
    list.render();
    return wrapper;
}

/* As many rows again; the focus goes to the first of them. */
function moreRows(list) {
    const before = list.rows().length;
    list.tail = 0;
    list.forced = before + ROWS;
    list.limit = Math.max(list.limit, list.forced);
    list.render();
    const field = firstField(list.rows()[before]);
    if (field) field.focus();
}

/* Rows appeared by typing (the first line) or went by an undo: the focus stays in the row that it is in. */
function refreshRows(list) {
    const row = document.activeElement && document.activeElement.closest('[data-row]');
    const inside = row && row.parentElement === list.body;
    const number = inside ? Number(row.dataset.row) : 0;
    const { selectionStart } = inside ? document.activeElement : {};
    list.render();
    const field = number ? firstField(list.row(number)) : null;
    if (!field) return;
    field.focus();
    if (selectionStart !== undefined && selectionStart !== null && field.setSelectionRange) field.setSelectionRange(selectionStart, selectionStart);
}
