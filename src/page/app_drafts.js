/*
 * app_drafts.js - drafts in the browser, for those who switched them on: written a second after the last change, gone when
 * all is saved, offered when the page opens again.
 */

import { fileText, newFile } from './model/cases.js';
import { draftsOn, draftsPossible, eraseDrafts, forgetDrafts, readDrafts, setDrafts, writeDrafts } from './files/drafts.js';
import { settled } from './ui/dom.js';
import { message } from './ui/dialog.js';
import { tell } from './ui/live.js';
import { count, language, t } from './words.js';

const DELAY = 1000; /* milliseconds after the last change */

export function draftActions(app) {
    const tab = `tab-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
    const write = settled(() => writeNow(app, tab), DELAY);
    app.draftsFound = null;
    app.draftsPossible = false;
    return {
        draftsOn: () => app.draftsPossible && draftsOn(),

        /* To be called after each change. */
        keepDrafts() {
            if (app.draftsOn()) write();
        },

        /* When the page opens: whether drafts can be kept, and whether there are some. */
        async findDrafts() {
            app.draftsPossible = await draftsPossible();
            const all = app.draftsPossible ? await readDrafts() : [];
            app.draftsFound = all.length ? { count: all.length, when: timeWords(all[0].time), all } : null;
        },

        async switchDrafts(on) {
            setDrafts(on);
            if (on) await writeNow(app, tab);
            else await eraseDrafts();
            app.update();
        },

        async restoreDrafts() {
            const restored = restore(app, app.draftsFound.all);
            if (app.draftsOn()) await writeNow(app, tab); /* before those that it replaces are gone */
            await forgetDrafts(restored.map((one) => one.key));
            app.draftsFound = null;
            tell(t('drafts.backed', count(restored.length, 'file')));
            app.go(app.documents.cases().length > 1 ? 'year' : 'case');
            app.keepDrafts();
        },

        /* The store is empty afterwards; the switch stays as it is, and what is open stays open. */
        async eraseDrafts() {
            write.cancel();
            await eraseDrafts();
            app.draftsFound = null;
            tell(t('drafts.erased'));
            app.redraw();
        },
    };
}

function timeWords(time) {
    const format = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' };
    return new Date(time).toLocaleString(language() === 'ru' ? 'ru-RU' : 'en-GB', format);
}

async function writeNow(app, tab) {
    const changed = app.documents.entries.filter((entry) => app.documents.changed(entry));
    const drafts = changed.map((entry) => ({ name: entry.file.name, text: fileText(entry.file) }));
    try {
        await writeDrafts(tab, drafts);
    } catch {
        setDrafts(false);
        app.update();
        await message(t('drafts.title'), t('drafts.unable'));
    }
}

/* Each draft is a file that was never saved; what cannot be taken apart any more stays in the store.  Returns the others. */
function restore(app, drafts) {
    const restored = [];
    for (const draft of drafts)
        try {
            const file = newFile(app.documents.freeName(draft.name), draft.text);
            file.savedText = null;
            const entry = app.documents.add(file);
            app.documents.current = entry.file.documents[0];
            restored.push(draft);
        } catch {
            /* a text of another version of the page */
        }
    return restored;
}
