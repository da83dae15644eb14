/*
 * fields_leaf.js - one value, one control: lines, texts that grow, dates, options, marks of a list of codes, references.
 *
 * Each makes an element and tells ctx.register() of it: {path, element, control, value(), show(value), messages}.  What is
 * typed goes out through ctx.set(path, value); a control never reads the text of the case itself.
 */
import { half, t } from '../words.js';
import { button, el, fill, freshId } from './dom.js';
import { dateField } from './fields_date.js';
import { personInput } from './fields_people.js';
import { announce } from './live.js';
import { dateFrom, shownDate } from './notation.js';

/* ---- what stands around every control ---------------------------------------------------------- */

export function hintOf(words, id) {
    const text = words ? half(words) : '';
    if (!text) return null;
    return el('div', { class: 'hint', id, lang: words.en && words.en === text ? null : 'ru' }, text);
}

const optionText = (option) => half(option);

/* The shell of a field with one control: label, explanation, messages, control. */
function shell(node, control, element, more = {}) {
    const hint = more.brief ? null : hintOf(node.help, `${control.id}-hint`);
    const messages = el('div', { class: 'field-messages', id: `${control.id}-messages` });
    const label = more.label || half(node.label);
    const short = node.type.kind === 'pattern' && /^\(?\[?[0-9]/.test(node.type.pattern) ? ' short' : ''; /* numbers, years */
    const wrapper = el('div', { class: `field field-${node.control}${short}` },
        el('label', { for: control.id, class: more.hidden ? 'only-heard' : '' }, label), hint, messages, element);
    if (hint) control.setAttribute('aria-describedby', hint.id);
    return { wrapper, hint, messages, label };
}

/* The same for several controls: a fieldset. */
export function groupShell(node, role, controls, { label = half(node.label), brief = false } = {}) {
    const id = freshId('field');
    const hint = brief ? null : hintOf(node.help, `${id}-hint`);
    const messages = el('div', { class: 'field-messages', id: `${id}-messages` });
    const wrapper = el('fieldset', { class: `field field-${node.control || node.kind}`, id, role },
        el('legend', {}, label), hint, messages, controls);
    if (hint) wrapper.setAttribute('aria-describedby', hint.id);
    return { wrapper, hint, messages, label };
}

/* ---- one line, or many --------------------------------------------------------------------------- */

const GROWS = typeof CSS !== 'undefined' && CSS.supports && CSS.supports('field-sizing', 'content');

/* A text field as high as its text; where the style cannot say that, by script. */
function growing(area) {
    if (GROWS) return;
    const grow = () => {
        area.style.height = 'auto';
        area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
    };
    for (const name of ['input', 'grow']) area.addEventListener(name, grow);
    /* Another width breaks the lines elsewhere; a height that somebody drew stays. */
    let width = 0;
    new ResizeObserver(() => {
        if (area.offsetWidth !== width) grow();
        width = area.offsetWidth;
    }).observe(area);
}

function lineOrArea(ctx, node, path, more) {
    const id = freshId('field');
    /* No maxlength: what is pasted would be cut without a word; the check says that it is too long. */
    const attributes = { id, autocomplete: 'off', 'data-path': path };
    const area = node.control === 'area';
    const control = area ? el('textarea', { ...attributes, rows: node.type.paragraphs ? 2 : 1, class: node.type.paragraphs ? null : 'one' })
        : el('input', { type: 'text', ...attributes, spellcheck: node.type.kind === 'pattern' ? 'false' : null });
    const element = node.names ? personInput(ctx, node, path, control) : control;
    const made = shell(node, control, element, more);
    if (area) growing(control);
    if (area && !node.type.paragraphs) control.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault()); /* one paragraph */
    control.addEventListener('input', () => ctx.set(path, control.value, { typing: true }));
    ctx.register({ path, ...made, control, describes: control, refresh: element.refresh, value: () => control.value, show: (value) => {
        control.value = value;
        if (area && !GROWS) control.dispatchEvent(new Event('grow'));
    } });
    return made.wrapper;
}

function dateLeaf(ctx, node, path, more) {
    const id = freshId('field');
    const { input, element } = dateField({ id, 'data-path': path }, half(node.label));
    const made = shell({ ...node, help: node.help || { ru: t('date.hint') } }, input, element, more);
    input.addEventListener('input', () => ctx.set(path, dateFrom(input.value), { typing: true }));
    ctx.register({ path, ...made, control: input, describes: input, date: true, value: () => input.value, show: (value) => {
        input.value = shownDate(value);
    } });
    return made.wrapper;
}

/* ---- options ----------------------------------------------------------------------------------------- */

function selectLeaf(ctx, node, path, more) {
    const id = freshId('field');
    const known = new Set(node.options.map((it) => it.value));
    const control = el('select', { id, 'data-path': path },
        el('option', { value: '' }, t('fields.choose')), node.options.map((it) => el('option', { value: it.value }, optionText(it))));
    const made = shell(node, control, control, more);
    control.addEventListener('change', () => ctx.set(path, control.value));
    ctx.register({ path, ...made, control, describes: control, value: () => control.value, show: (value) => {
        /* A code that is not offered stays what it is until another is chosen. */
        if (value && !known.has(value)) {
            known.add(value);
            control.append(el('option', { value }, value));
        }
        control.value = value;
    } });
    return made.wrapper;
}

function radioLeaf(ctx, node, path, more) {
    const name = freshId('radios');
    const clear = button(t('fields.unmark'), () => {
        inputs.forEach((it) => {
            it.checked = false;
        });
        ctx.set(path, '');
        announce(t('fields.unmarked'));
        clear.hidden = true;
        inputs[0].focus();
    }, { class: 'plain unmark', hidden: true });
    const inputs = node.options.map((it) => el('input', { type: 'radio', name, id: freshId('radio'), value: it.value, 'data-path': path,
        onchange: () => {
            ctx.set(path, it.value);
            clear.hidden = node.required;
        } }));
    const rows = node.options.map((it, i) => el('div', { class: 'tick' }, inputs[i], el('label', { for: inputs[i].id }, optionText(it))));
    const made = groupShell(node, 'radiogroup', [rows, clear], { brief: more.brief });
    const chosen = () => inputs.find((it) => it.checked);
    ctx.register({ path, ...made, control: inputs[0], describes: made.wrapper, value: () => (chosen() ? chosen().value : ''), show: (value) => {
        inputs.forEach((it) => {
            it.checked = it.value === value;
        });
        clear.hidden = node.required || !value;
    }, focus: () => (chosen() || inputs[0]).focus() });
    return made.wrapper;
}

/* The only option there is, marked or not. */
function tickLeaf(ctx, node, path, more) {
    const [option] = node.options;
    const control = el('input', { type: 'checkbox', id: freshId('tick'), 'data-path': path, onchange: () => ctx.set(path, control.checked ? option.value : '') });
    const hint = more.brief ? null : hintOf(node.help, `${control.id}-hint`);
    const messages = el('div', { class: 'field-messages', id: `${control.id}-messages` });
    const wrapper = el('div', { class: 'field field-tick' }, messages,
        el('div', { class: 'tick' }, control, el('label', { for: control.id }, half(node.label))), hint);
    if (hint) control.setAttribute('aria-describedby', hint.id);
    ctx.register({ path, wrapper, hint, messages, label: half(node.label), control, describes: control,
        value: () => (control.checked ? option.value : ''), show: (value) => {
            control.checked = value === option.value;
        } });
    return wrapper;
}

/* Several codes in one value, white space between them. */
function ticksOf(ctx, node, path, choices, write = (codes) => ctx.set(path, codes.join(' '))) {
    const boxes = choices.map((it) => el('input', { type: 'checkbox', id: freshId('tick'), value: it.value, 'data-path': path, onchange: () => commit() }));
    const unknown = new Set();
    const codes = () => [...boxes.filter((it) => it.checked).map((it) => it.value), ...unknown];
    const value = () => codes().join(' ');
    const commit = () => write(codes());
    const rows = choices.map((it, i) => el('div', { class: 'tick' }, boxes[i], el('label', { for: boxes[i].id }, it.text)));
    const show = (text) => {
        const told = text.split(/\s+/).filter(Boolean);
        unknown.clear();
        told.filter((code) => !boxes.some((it) => it.value === code)).forEach((code) => unknown.add(code));
        boxes.forEach((it) => {
            it.checked = told.includes(it.value);
        });
    };
    return { boxes, rows, value, show, unknown, commit };
}

function ticksLeaf(ctx, node, path, more) {
    const ticks = ticksOf(ctx, node, path, node.options.map((it) => ({ value: it.value, text: optionText(it) })));
    const made = groupShell(node, 'group', el('div', { class: 'ticks' }, ticks.rows), { brief: more.brief });
    ctx.register({ path, ...made, control: ticks.boxes[0], describes: made.wrapper, value: ticks.value, show: ticks.show });
    return made.wrapper;
}

/* ---- references: by the words of what is referred to, never by its id ---------------------------------- */

function referenceRows(ctx, node, path, body) {
    const targets = ctx.someTargets(node.refers, ctx.valueAt(path) || '');
    const ticks = ticksOf(ctx, node, path, targets.map((it) => ({ value: it.key, text: node.cases ? it.text : `${it.number}. ${it.text || t('fields.untitled')}` })), (keys) => ctx.refer(path, keys));
    const value = ctx.valueAt(path) || '';
    ticks.show(value);
    const lost = [...ticks.unknown].map((id) => {
        const box = el('input', { type: 'checkbox', checked: true, id: freshId('tick'), 'data-path': path, onchange: () => {
            ticks.unknown.delete(id);
            ticks.commit();
            render(ctx, node, path, body);
        } });
        return el('div', { class: 'tick' }, box, el('label', { for: box.id }, t(node.cases ? 'fields.case.closed' : 'fields.links.lost', id)));
    });
    const none = targets.length ? null : el('p', { class: 'soft' }, t('fields.links.none', ctx.labelOfTarget(node.refers)));
    return { ticks, rows: [none, ticks.rows, lost] };
}

function render(ctx, node, path, body) {
    const { ticks, rows } = referenceRows(ctx, node, path, body);
    body.replaceChildren(...rows.flat(2).filter(Boolean));
    return ticks;
}

function referencesLeaf(ctx, node, path, more) {
    const body = el('div', { class: 'ticks references' });
    const made = groupShell(node, 'group', body, node.cases ? { brief: more.brief } : { label: t('fields.links'), brief: true });
    let ticks = render(ctx, node, path, body);
    let shown = '';
    const refresh = () => {
        const now = ctx.keyOf(node.refers) + ctx.valueAt(path);
        if (now === shown || body.contains(document.activeElement)) return;
        shown = now;
        ticks = render(ctx, node, path, body);
    };
    refresh();
    ctx.register({ path, ...made, get control() { return body.querySelector('input'); }, describes: made.wrapper,
        value: () => ticks.value(), show: refresh, later: refresh, weight: ticks.boxes.length });
    return made.wrapper;
}

/* One of them, or none. */
function referenceLeaf(ctx, node, path, more) {
    const control = el('select', { id: freshId('field'), 'data-path': path, onchange: () => ctx.refer(path, control.value ? [control.value] : []) });
    const made = shell(node, control, control, more);
    let shown = '';
    const refresh = () => {
        const targets = ctx.targets(node.refers);
        const value = ctx.valueAt(path) || '';
        const now = ctx.keyOf(node.refers) + value;
        if (now === shown) return;
        shown = now;
        const lost = value && !targets.some((it) => it.id === value) ? el('option', { value }, t(node.cases ? 'fields.case.closed' : 'fields.links.lost', value)) : null;
        fill(control, el('option', { value: '' }, t('fields.choose')), targets.map((it) => el('option', { value: it.key }, it.text || it.id)), lost);
        control.value = value;
    };
    refresh();
    ctx.register({ path, ...made, control, describes: control, value: () => control.value, show: refresh, later: refresh });
    return made.wrapper;
}

/* The control of a leaf; path: where its value stands in the case; more: {label, hidden}. */
export function leafField(ctx, node, path, more = {}) {
    const known = node.cases && ctx.targets('cases').length > 0; /* open cases are chosen, the id of another is typed */
    const makers = { line: lineOrArea, area: lineOrArea, date: dateLeaf, select: selectLeaf, radios: radioLeaf, tick: tickLeaf, ticks: ticksLeaf,
        references: node.type.list ? referencesLeaf : referenceLeaf };
    return known ? makers.references(ctx, { ...node, control: 'references', refers: 'cases' }, path, more) : makers[node.control](ctx, node, path, more);
}
