/*
 * app.js - the page as a whole: which screen is shown, calls of the engine with their failures said in words, what a
 * screen may ask for.  What concerns files, the school, editions and drafts stands in app_files.js, app_school.js, app_editions.js, app_drafts.js.
 */

import { Documents } from './files/documents.js';
import { draftActions } from './app_drafts.js';
import { editionActions } from './app_editions.js';
import { fileActions } from './app_files.js';
import { schoolActions } from './app_school.js';
import { caseScreen } from './ui/case.js';
import { councilScreen } from './ui/council.js';
import { message } from './ui/dialog.js';
import { el, fill, focusOn } from './ui/dom.js';
import { makeFrame } from './ui/frame.js';
import { aboutScreen, helpScreen } from './ui/help.js';
import { announce, tell } from './ui/live.js';
import { schoolScreen } from './ui/school.js';
import { hideFinishedWork } from './ui/work.js';
import { startScreen } from './ui/start.js';
import { yearScreen } from './ui/year.js';
import { half, language, setLanguage, t } from './words.js';

const LANGUAGE = 'formulyar.language';

const SCREENS = {
    start: (app) => ({ element: startScreen(app) }),
    case: caseScreen,
    year: yearScreen,
    council: councilScreen,
    school: schoolScreen,
    help: () => ({ element: helpScreen() }),
    about: (app) => ({ element: aboutScreen(app.facts, app.engine.licences()) }),
};

/* The page's state and actions; engine: engine/engine.js, facts: facts.js, leftOut: editions that the page came with and the engine refused. */
export function createApp(engine, facts, leftOut = []) {
    const app = { engine, facts, leftOut, documents: new Documents(), screen: 'start', shown: null, generation: 0 };
    Object.assign(app, callActions(app), screenActions(app), textActions(app));
    Object.assign(app, fileActions(app), schoolActions(app), draftActions(app), editionActions(app));
    app.frame = makeFrame(app);
    return app;
}

/* ---- the engine --------------------------------------------------------------- */

function callActions(app) {
    return {
        /* For keystrokes: resolves with null when a newer request has overtaken this one. */
        live: (verb, options, inputs) => app.engine.call(verb, options, inputs, { worker: 'live' }),
        follow: (form, inputs) => app.engine.follow(form, inputs),

        /* For what a user asked for: says what failed and resolves with null then. */
        async job(verb, options, inputs) {
            try {
                return await app.engine.call(verb, options, inputs, { worker: 'job' });
            } catch (error) {
                if (error.word !== 'stopped') await app.engineFailed(error);
                return null;
            }
        },

        /* The same for work with a panel: what was stopped is no failure. */
        async jobOrStopped(verb, options, inputs, work) {
            const answer = await app.job(verb, options, inputs);
            return work.stopped() ? null : answer;
        },

        stopJob: () => app.engine.stop('job'),

        /* Failures of the engine (engine/failure.js) say themselves in both languages. */
        async engineFailed(error) {
            console.error(error);
            await message(t('error.title'), error.ru ? half(error) : t('error.page', error.message));
        },

        /* An answer without the file that was asked for: its messages are the reason, else what is known beforehand. */
        refused(answer, otherwise = '') {
            const lines = answer.diagnostics.filter((one) => one.severity !== 'warning').slice(0, 20);
            if (lines.length === 0 && otherwise) return message(t('error.title'), otherwise);
            const list = el('ul', {}, lines.map((one) => el('li', {}, one[language()])));
            return message(t('error.title'), list);
        },
    };
}

/* ---- screens ------------------------------------------------------------------- */

/* The documents whose editions a screen has to know. */
function looksAt(app, name) {
    if (name === 'case' && app.documents.current) return [app.documents.current, ...(app.documents.current.file.root === 'minutes' ? app.documents.cases() : [])];
    return name === 'year' || name === 'council' ? app.documents.cases() : [];
}

function screenActions(app) {
    let turn = 0; /* a screen that waits is of no use once another one is asked for */
    const show = (name, focus) => {
        const own = ++turn;
        const waits = app.ready(looksAt(app, name));
        if (waits) return waits.then(() => (own === turn ? show(name, focus) : null));
        if (app.shown && app.shown.leave) app.shown.leave();
        hideFinishedWork();
        app.screen = name;
        app.shown = null;
        app.shown = SCREENS[name](app);
        fill(app.frame.main, app.shown.element);
        app.frame.update();
        window.scrollTo(0, 0);
        if (focus) focusOn(app.frame.main.querySelector('h1') || app.frame.main);
        return null;
    };
    return {
        go: (name) => show(name, true),

        /* The same screen anew, as after a change of language or of what is open. */
        redraw: () => show(app.screen, false),

        update: () => app.frame.update(),

        openCase(document) {
            app.documents.current = document;
            return show('case', true);
        },

        switchLanguage() {
            setLanguage(language() === 'ru' ? 'en' : 'ru');
            try {
                localStorage.setItem(LANGUAGE, language());
            } catch {
                /* then it holds for this tab alone */
            }
            show(app.screen, false);
            announce(t('app.name'));
        },

        screenTitle() {
            return (app.shown && app.shown.title) || t(`nav.${app.screen}`);
        },

        focusFields: () => app.shown && app.shown.focusFields && app.shown.focusFields(),
    };
}

/* The language of the last visit, else Russian. */
export function firstLanguage() {
    try {
        return localStorage.getItem(LANGUAGE) || 'ru';
    } catch {
        /* no store */
        return 'ru';
    }
}

/* ---- the text that is shown ------------------------------------------------------ */

function textActions(app) {
    const current = () => app.documents.current;
    const editor = () => (app.shown && app.shown.editor) || null;
    const step = (way, said) => {
        if (editor() && editor()[way]()) tell(t(said));
    };
    return {
        undo: () => step('undo', 'bar.undone'),
        redo: () => step('redo', 'bar.redone'),
        canUndo: () => Boolean(editor()) && editor().canUndo,
        canRedo: () => Boolean(editor()) && editor().canRedo,
        caseCount: () => app.documents.cases().length,
        currentName() {
            if (app.shown && app.shown.fileName) return app.shown.fileName;
            const entry = app.documents.entryOf(current());
            return entry ? entry.file.name : '';
        },
        dirty() {
            if (app.shown && app.shown.isChanged) return app.shown.isChanged();
            const entry = app.documents.entryOf(current());
            return Boolean(entry) && app.documents.changed(entry);
        },

        /* After each change of a text: the header, the drafts. */
        textChanged() {
            app.frame.update();
            app.keepDrafts();
        },
    };
}
