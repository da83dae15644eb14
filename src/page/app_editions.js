/*
 * app_editions.js - of which edition each case is, and what follows from that: its fields, forms, states, words.  An edition is
 * described by the engine when the first case of it is looked at.
 */

import { describeEdition } from './facts.js';
import { inputOf } from './files/documents.js';
import { choicesOf, paperGroups, stateRank, stateWords } from './model/regulation.js';
import { ask } from './ui/dialog.js';
import { choice, labelled } from './ui/dom.js';
import { half, t } from './words.js';

const isCouncil = (document) => Boolean(document) && document.file.root === 'minutes';

export function editionActions(app) {
    return { ...knownActions(app), ...wordActions(app), ...formActions(app), ...choiceActions(app) };
}

/* ---- which edition -------------------------------------------------------------------- */

function knownActions(app) {
    const known = (id) => app.facts.editions.some((one) => one.id === id);
    return {
        editions: () => app.facts.editions,

        /* The edition that a case names; '' when it is none that is here. */
        namedEdition(document) {
            const id = document.rootValue('edition');
            return known(id) ? id : '';
        },

        /* The same; of a case that names none, the newest. */
        editionOf: (document) => app.namedEdition(document) || app.facts.edition,

        /* null when the editions of these documents are described, else what waits for that. */
        ready(documents) {
            const cases = documents.filter((document) => !isCouncil(document));
            const missing = [...new Set(cases.map(app.editionOf))].filter((id) => !app.facts.described.has(id));
            return missing.length ? Promise.all(missing.map((id) => app.describeEdition(id))) : null;
        },

        async describeEdition(id) {
            try {
                return await describeEdition(app.engine, app.facts, id);
            } catch (error) {
                app.facts.described.set(id, app.facts.describe);
                await app.engineFailed(error);
                return app.facts.describe;
            }
        },

        describeOf: (document) => app.facts.described.get(app.editionOf(document)) || app.facts.describe,

        describeFor: (document) => (isCouncil(document) ? app.facts.describeMinutes : app.describeOf(document)),

        /* The cases about which the methodical council has minutes: those of the schema that editions share. */
        councilCases() {
            const own = new Set(app.facts.editions.filter((one) => one.own).map((one) => one.id));
            return app.documents.cases().filter((document) => !own.has(app.editionOf(document)));
        },
    };
}

/* ---- words ----------------------------------------------------------------------------- */

const capital = (text) => (text ? text[0].toUpperCase() + text.slice(1) : text);

function wordActions(app) {
    return {
        titleOf: (id) => (app.facts.editions.find((one) => one.id === id) || { title: id }).title,

        /* Of a row of the list, or of a document with the state that it has. */
        stateOf(document, status) {
            const words = stateWords(app.describeOf(document), status);
            return words ? half(words) : status || t('status.none');
        },

        stateRank: (document, status) => stateRank(app.describeOf(document), status),

        /* Whom these cases are about, where that is the same for all: «Учитель». */
        subjectOf(documents) {
            const subjects = documents.map((document) => app.describeOf(document).subject);
            const [first] = subjects;
            return first && subjects.every((one) => one && one.name === first.name) ? capital(half(first)) : t('year.col.person');
        },

        /* «Дело 2026-14», «Посещение v-2». */
        caseTitle: (document) => `${capital(half(app.describeOf(document).root.label))} ${document.id || t('case.unnamed')}`,
    };
}

/* ---- forms ------------------------------------------------------------------------------- */

function formActions(app) {
    const isJournal = (form) => Boolean(form.over);
    const formsOf = (document) => app.describeOf(document).forms.filter((form) => !isJournal(form));
    const journalsOf = (document) => app.describeOf(document).forms.filter(isJournal);
    return {
        /* Ids of the forms that a document can have, in their order. */
        formIds: (document) => (isCouncil(document) ? ['minutes'] : formsOf(document).map((form) => form.id)),

        /* A form that is signed at the beginning too, while it is too early for the whole of it and its first part is begun. */
        isBefore(document, id) {
            const form = isCouncil(document) ? null : formsOf(document).find((one) => one.id === id);
            if (!form || !form.before || form.statuses.includes(document.rootValue('status'))) return false;
            return form.paths.some((path) => document.has(path.split('/')[0]));
        },

        /* How the engine is asked for a form of a document: {verb, options}. */
        formCall(document, form) {
            if (isCouncil(document)) return { verb: 'minutes', options: {} };
            return { verb: 'render', options: { forms: form, ...(app.isBefore(document, form) ? { stage: 'before' } : {}) } };
        },

        /* Its inputs: the document, and for a council file the cases that it cites. */
        formInputs: (document) => (isCouncil(document) ? [inputOf(document), ...app.councilInputs()] : [inputOf(document)]),

        /*
         * The documents by their editions, as these follow in the list of editions: [{edition, title, forms, journals, documents}];
         * journals are the forms that are each of many cases.
         */
        byEdition(documents) {
            const used = app.facts.editions.map((one) => ({ ...one, documents: documents.filter((it) => app.editionOf(it) === one.id) }));
            return used
                .filter((one) => one.documents.length)
                .map((one) => ({ edition: one.id, title: one.title, documents: one.documents, forms: app.formIds(one.documents[0]), journals: journalsOf(one.documents[0]) }));
        },

        paperGroups: (paper, documents) => paperGroups(paper, documents, app.describeOf),
    };
}

/* ---- choosing ------------------------------------------------------------------------------ */

function choiceActions(app) {
    const choices = () => choicesOf(app.facts);
    /* Who works with one regulation is not asked which. */
    const isClear = () => {
        const used = new Set([...app.documents.cases().map(app.editionOf), ...app.school.editions.map((file) => file.name.split('/')[0])]);
        return choices().filter((one) => one.approved || used.has(one.id)).length < 2;
    };
    return {
        newestTitle: () => app.titleOf(app.facts.edition),

        /* Editions beside the newest of which a case can be begun. */
        otherEditions: () => choices().filter((one) => one.id !== app.facts.edition),

        /* The edition of a new case; null when whoever was asked thought better of it. */
        async chooseEdition() {
            if (isClear()) return app.facts.edition;
            const all = choices();
            const [here] = app.documents.current ? [app.editionOf(app.documents.current)] : [];
            let chosen = all.some((one) => one.id === here) ? here : app.facts.edition;
            const pick = choice(all.map((one) => [one.id, one.title]), chosen, (value) => (chosen = value));
            const answer = await ask(t('bar.new'), [labelled(t('start.regulation'), pick)], [
                { value: 'new', text: t('start.begin'), main: true },
                { value: null, text: t('dialog.cancel') },
            ]);
            return answer && chosen;
        },
    };
}
