/*
 * fields.js - the editor of one file: fields made of what verb describe answers, errors at them, undo.
 *
 *   const editor = createEditor(container, {describe, people, cases, onChange, onFocusPath, onCounts});
 *   editor.open(document)        a document of model/cases.js
 *   editor.setDiagnostics(list)  of verb check: {code, severity, path, ru, en}
 *   editor.focusPath(path)       '/case/decision/@date', or the nearest field; false when there is none
 *   editor.check()               shows all errors, focus to the summary; the number of errors
 *   editor.undo(), redo(), canUndo, canRedo, destroy()
 *
 *   describe      the answer for root "case" or "minutes"; the editor knows no other name
 *   people        a list of {surname, given, patronymic, position, role, person}, or a function that gives one
 *   cases         a function that gives the cases that are open: {id, text}; a council file chooses from them
 *   onChange      (document, path): its text is another now
 *   onFocusPath   (path): where the cursor is
 *   onCounts      ({errors, warnings, missing, asked}): errors.js has errorTitle() for the title of the page
 *
 * Classes, for the style: editor, error-summary (bad), errors-missing, errors-warnings; section (needless), section-head,
 * section-toggle, section-note, section-count, section-body; group, list, rows, row (simple-row, whole-row), row-buttons,
 * list-buttons, removed, rare, person, person-fields; field (field-line, field-area, field-date, field-select, field-radios,
 * field-ticks, field-tick, field-references, field-marks; has-error, has-warning), field-messages, field-error,
 * field-warning, field-note, hint, tick, ticks, references, mark, mark-field, mark-inside, unmark, date, date-input, date-choose,
 * date-calendar, date-native, people, people-list, small, plain, only-heard.  What is laid out with them stands in editor.css.
 */
import { half, t } from '../words.js';
import { createHistory } from '../model/history.js';
import { gatherPeople, peopleIn } from '../model/people.js';
import { isWithin, plainPath } from '../model/xmltext.js';
import { button, el } from './dom.js';
import { createErrors } from './errors.js';
import { createChanges } from './fields_change.js';
import { nodeField, partFields, sectionFields } from './fields_groups.js';
import { planFields } from './fields_plan.js';
import { createSections } from './fields_sections.js';

const MOST_FIELDS = 3000;

const histories = new WeakMap(); /* of each document: it outlives the editor */

function historyOf(document) {
    if (!histories.has(document)) histories.set(document, createHistory(document.text));
    return histories.get(document);
}

/* Every node of a plan, those inside of options too. */
function everyNode(nodes) {
    return nodes.flatMap((it) => [it, ...everyNode(it.nodes || []), ...everyNode((it.options || []).map((one) => one.node).filter(Boolean))]);
}

/* ---- what fields ask of the editor ------------------------------------------------------------------------ */

function contextOf(editor) {
    const { changes, errors, describe } = editor;
    const referring = (node) => editor.nodes.filter((it) => it.refers && it.refers.split(' ').some((one) => one.startsWith(`${node.path}/@`)));
    return {
        root: `/${describe.root.name}`,
        register: (record) => editor.records.push(Object.assign(record, { isEmpty: () => isEmpty(editor, record) })),
        /* A page of many thousands of fields would stand still: lists then show fewer rows until somebody asks for more. */
        hasRoom: () => editor.records.reduce((sum, it) => sum + (it.weight || 1), 0) < MOST_FIELDS,
        forget: (path) => {
            editor.records = editor.records.filter((it) => it.lists === path || !isWithin(it.path, path));
        },
        showValues: (path) => editor.showValues((it) => isWithin(it.path, path)),
        showMessages: () => errors.refresh(),
        valueAt: changes.value,
        isFilled: changes.isFilled,
        countAt: changes.count,
        targets: (refers) => (refers === 'cases' ? editor.cases() : changes.targets(refers)),
        someTargets: (refers, value) => (refers === 'cases' ? editor.cases() : changes.someTargets(refers, value)),
        keyOf: (refers) => (refers === 'cases' ? JSON.stringify(editor.cases()) : changes.targetsKey(refers)),
        /* The first field of a row has the same explanation as the list. */
        saysFirst: (node) => node.nodes.some((it) => it.own && it.help && node.help && half(it.help) === half(node.help)),
        unlinked: (path, leaf) => changes.unlinked(leaf),
        addLinked: (node, path, leaf) => {
            errors.outdated(`${path}[]`);
            changes.addLinked(path, leaf);
        },
        refer: (path, targets) => changes.refer(path, targets),
        labelOfTarget: (refers) => {
            const node = editor.nodes.find((it) => it.path === refers.split(' ')[0].replace(/\/@.*/, ''));
            return node ? half(node.label) : '';
        },
        set: (path, value, how) => editor.set(path, value, how),
        add: (node, path) => {
            errors.outdated(`${path}[]`);
            changes.add(node, path);
        },
        remove: (node, path, list, number) => {
            changes.remove(path, referring(node));
            errors.renumber(list, (it) => (it === number ? 0 : it > number ? it - 1 : it));
        },
        move: (path, by, list, number) => {
            changes.move(path, by);
            errors.renumber(list, (it) => (it === number ? number + by : it === number + by ? number : it));
        },
        markPath: changes.markPath,
        mark: changes.mark,
        unmark: changes.unmark,
        people: () => editor.people(),
        schoolPerson: (node, path) => editor.schoolPerson(node, path),
        hasGiven: (path) => Boolean(changes.value(path.replace(/surname$/, 'given'))),
        takePerson: (node, path, person) => editor.takePerson(node, path, person),
        undo: () => editor.undo(),
        onNextChange: (action) => editor.once.push(action),
    };
}

/* Nothing is in the field: an error about it says that something is missing. */
function isEmpty(editor, record) {
    if (record.lists) return editor.changes.count(record.lists) === 0;
    if (record.group) return !editor.changes.isFilled(record.path);
    return !record.value().trim();
}

/* ---- the editor --------------------------------------------------------------------------------------------- */

function createState(container, options) {
    const { describe } = options;
    const editor = { describe, options, container, document: null, records: [], once: [], sections: null, pressed: null };
    editor.plan = planFields(describe);
    editor.nodes = everyNode(editor.plan.flatMap((it) => it.nodes));
    editor.changes = createChanges(describe.root, { document: () => editor.document, commit: (text, how) => commit(editor, text, how) });
    editor.errors = createErrors({
        records: () => editor.records,
        reveal: (record) => editor.sections.reveal(record.wrapper),
        onCounts: options.onCounts,
        onShown: (entries) => editor.sections && editor.sections.count(entries),
    });
    return editor;
}

function commit(editor, text, how) {
    if (text === editor.document.text) return;
    editor.document.text = text;
    historyOf(editor.document).push(text, how);
    editor.once.splice(0).forEach((it) => it());
    changed(editor, how.focus);
}

/* Options that are called by the words of other fields need not follow each letter. */
function refreshLater(editor) {
    clearTimeout(editor.later);
    editor.later = setTimeout(() => [...editor.records].forEach((it) => it.later && it.later()), 250);
}

/* The text is another: what depends on it is shown anew, and the owner is told. */
function changed(editor, path) {
    editor.errors.wait();
    [...editor.records].forEach((it) => it.refresh && editor.records.includes(it) && it.refresh());
    refreshLater(editor);
    editor.sections.refresh();
    if (editor.options.onChange) editor.options.onChange(editor.document, path);
}

const recordOf = (editor, target) => editor.records.find((it) => !it.group && it.control === target) ||
    editor.records.filter((it) => it.wrapper.contains(target)).sort((a, b) => (a.wrapper.contains(b.wrapper) ? 1 : -1))[0] || null;

/* Showing and taking values. */
function addValues(editor) {
    const { changes, errors } = editor;

    editor.showValues = (which) => editor.records.filter(which).forEach((record) => {
        if (record.group) return;
        const value = changes.value(record.path) || '';
        if (record.marks || record.control !== document.activeElement || record.value() !== value) record.show(value);
    });

    editor.set = (path, value, how = {}) => {
        if (!path) return;
        const record = editor.records.find((it) => !it.group && it.path === path);
        if (record && how.typing) errors.typing(record);
        const dropped = changes.set(path, value, how);
        if (record) record.note = dropped ? t('fields.dropped', dropped) : '';
        errors.refresh();
    };

}

/* People and cases that are known: what fields offer. */
function addKnown(editor) {
    const { changes, errors, options } = editor;
    const given = () => (typeof options.people === 'function' ? options.people() : options.people || []);
    editor.people = () => gatherPeople(given(), peopleIn(editor.document.tree));

    editor.cases = () => (options.cases ? options.cases() : []).filter((it) => it.id).map((it, i) => ({ ...it, key: it.id, number: i + 1 }));

    /* Whom the school's list names in the role that is chosen where no name is written; null: nobody, or several. */
    editor.schoolPerson = (node, path) => {
        const base = path.replace(/\/surname$/, '');
        const role = node.names.get('role') && changes.value(`${base}/${node.names.get('role')}`);
        if (!role || ['surname', 'given'].some((it) => changes.value(`${base}/${it}`))) return null;
        const found = given().filter((it) => it.role === role);
        return found.length === 1 ? found[0] : null;
    };

    editor.takePerson = (node, path, person) => {
        const base = path.replace(/\/surname$/, '');
        const places = (name) => `${base}/${node.names.get(name)}`;
        const role = node.names.get('role') && editor.nodes.find((it) => it.path === node.path.replace(/surname$/, '@role'));
        const wanted = ['surname', 'given', 'patronymic', 'position', 'person'].filter((it) => node.names.get(it));
        const pairs = wanted.map((name) => [places(name), person[name] || '']);
        if (role && person.role && !changes.value(places('role')) && role.options.some((it) => it.value === person.role)) pairs.push([places('role'), person.role]);
        changes.setAll(pairs, path);
        editor.showValues((it) => it.path.startsWith(`${base}/`));
        errors.refresh();
    };

}

/* Back and forth, and the way to a field. */
function addSteps(editor) {
    const { errors } = editor;
    const step = (made) => {
        if (!made) return false;
        editor.document.text = made.text;
        editor.once.splice(0).forEach((it) => it());
        changed(editor, made.focus);
        editor.showValues(() => true);
        errors.refresh();
        if (made.focus) editor.focusPath(made.focus);
        return true;
    };
    editor.undo = () => step(editor.document && historyOf(editor.document).undo());
    editor.redo = () => step(editor.document && historyOf(editor.document).redo());

    editor.focusPath = (path) => {
        const wanted = plainPath(path);
        const found = editor.records.find((it) => !it.group && it.path === wanted) ||
            editor.records.filter((it) => wanted.startsWith(it.lists || it.path)).sort((a, b) => (b.lists || b.path).length - (a.lists || a.path).length)[0];
        if (found) errors.goTo(found);
        return Boolean(found);
    };
}

/* ---- events ---------------------------------------------------------------------------------------------------- */

function onKey(editor, event) {
    const key = event.key.toLowerCase();
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    /* The key by its place, so that it is the same with Russian letters on. */
    const isZ = command && (event.code === 'KeyZ' || key === 'z');
    const isY = command && !event.shiftKey && (event.code === 'KeyY' || key === 'y');
    if (!isZ && !isY) return;
    event.preventDefault();
    event.stopPropagation();
    if (isY || event.shiftKey) editor.redo();
    else editor.undo();
}

/* The browser's own undo knows nothing of what was done beside the field. */
function onBeforeInput(editor, event) {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    if (event.inputType === 'historyUndo') editor.undo();
    else editor.redo();
}

function onFocusIn(editor, event) {
    const record = recordOf(editor, event.target);
    if (record && editor.options.onFocusPath) editor.options.onFocusPath(record.lists || record.path);
}

/* What was left, with all around it that was left too. */
function onFocusOut(editor, event) {
    if (!document.hasFocus() || !editor.document) return;
    historyOf(editor.document).stop();
    const next = event.relatedTarget;
    const own = recordOf(editor, event.target);
    if (own && !own.group && !own.date && own.control === event.target && own.describes === own.control) own.show(editor.changes.value(own.path) || '');
    const left = editor.records.filter((it) => it.wrapper.contains(event.target) && !(next && it.wrapper.contains(next)));
    afterPress(editor, () => editor.errors.left(left.filter((it) => editor.records.includes(it))));
}

/*
 * Messages that come or go move what is below them: while a button of the mouse is down, that would take the control away
 * from under it, and the click would be lost.
 */
function afterPress(editor, action) {
    if (editor.pressed) editor.pressed.push(action);
    else action();
}

function listenToPress(editor) {
    const down = () => {
        editor.pressed = editor.pressed || [];
    };
    const up = () => setTimeout(() => {
        const actions = editor.pressed || [];
        editor.pressed = null;
        if (editor.document) actions.forEach((it) => it());
    });
    document.addEventListener('pointerdown', down, true);
    for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, up, true);
    return () => {
        document.removeEventListener('pointerdown', down, true);
        for (const name of ['pointerup', 'pointercancel']) document.removeEventListener(name, up, true);
    };
}

function listen(editor, container) {
    const onF8 = (event) => {
        if (event.key !== 'F8' || event.ctrlKey || event.altKey || !container.isConnected || container.closest('[hidden]')) return;
        event.preventDefault();
        editor.errors.next(event.shiftKey ? -1 : 1);
    };
    const handlers = { keydown: (it) => onKey(editor, it), beforeinput: (it) => onBeforeInput(editor, it), focusin: (it) => onFocusIn(editor, it), focusout: (it) => onFocusOut(editor, it) };
    Object.entries(handlers).forEach(([name, handler]) => container.addEventListener(name, handler));
    document.addEventListener('keydown', onF8);
    const release = listenToPress(editor);
    return () => {
        release();
        Object.entries(handlers).forEach(([name, handler]) => container.removeEventListener(name, handler));
        document.removeEventListener('keydown', onF8);
    };
}

/* ---- made ---------------------------------------------------------------------------------------------------------- */

export function createEditor(container, options) {
    const editor = createState(container, options);
    addValues(editor);
    addKnown(editor);
    addSteps(editor);
    const ctx = contextOf(editor);
    ctx.nodeField = (...values) => nodeField(ctx, ...values);
    ctx.partFields = (...values) => partFields(ctx, ...values);
    const box = el('div', { class: 'editor' });
    const stop = listen(editor, box);
    container.replaceChildren(box);

    function build() {
        editor.records = [];
        editor.once = [];
        editor.sections = createSections(editor.plan, {
            value: editor.changes.value, root: ctx.root, describe: editor.describe,
            fields: (section) => sectionFields(ctx, section),
        });
        box.replaceChildren(...[editor.sections.nav, editor.errors.summary].filter(Boolean), ...editor.sections.elements,
            el('p', { class: 'editor-end' }, button(t('errors.check'), () => editor.errors.check(), { class: 'main' })));
        editor.showValues(() => true);
        changedView();
    }

    function changedView() {
        [...editor.records].forEach((it) => it.refresh && it.refresh());
        editor.sections.refresh();
        editor.errors.refresh();
    }

    return {
        open(next) {
            clearTimeout(editor.later);
            editor.errors.reset();
            editor.document = next;
            historyOf(next);
            build();
        },
        focusPath: editor.focusPath,
        setDiagnostics: (list) => editor.document && editor.errors.setList(list),
        check: () => editor.errors.check(),
        undo: editor.undo,
        redo: editor.redo,
        get canUndo() { return Boolean(editor.document) && historyOf(editor.document).canUndo; },
        get canRedo() { return Boolean(editor.document) && historyOf(editor.document).canRedo; },
        destroy() {
            stop();
            clearTimeout(editor.later);
            editor.errors.reset();
            container.replaceChildren();
        },
    };
}
