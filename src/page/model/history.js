/*
 * history.js - undo and redo over whole texts.
 *
 * A step is a text with the place where the cursor was.  Typing in one field is one step until
 * the field is left, the pause is long, or the run has become a sentence: nobody wants to
 * take back letters, nor a paragraph at once.
 */
const PAUSE = 2000; /* milliseconds */
const RUN = 60; /* changes that are taken back at once */

/* limit: how many steps; room: how many characters of all of them together are kept. */
export function createHistory(text, { limit = 500, room = 32 * 1024 * 1024, now = Date.now } = {}) {
    let steps = [{ text, focus: '' }];
    let at = 0;
    let run = { group: '', since: 0, count: 0 };

    const stop = () => {
        run = { group: '', since: 0, count: 0 };
    };

    function trim() {
        let kept = steps.reduce((sum, it) => sum + it.text.length, 0);
        while (steps.length > 2 && at > 1 && (steps.length > limit || kept > room)) {
            kept -= steps.shift().text.length;
            at--;
        }
    }

    /* A new text; group: changes of the same group are typing in one field, '' is a step of its own. */
    function push(next, { group = '', focus = '' } = {}) {
        if (next === steps[at].text)
            return;
        const time = now();
        const joins = group && group === run.group && time - run.since < PAUSE && run.count < RUN && at === steps.length - 1;
        steps.length = at + 1;
        if (joins)
            steps[at] = { ...steps[at], text: next };
        else
            steps.push({ text: next, focus });
        at = steps.length - 1;
        run = group ? { group, since: time, count: joins ? run.count + 1 : 1 } : { group: '', since: 0, count: 0 };
        trim();
    }

    /* The text before and where the taken-back change was made; null when there is none. */
    function undo() {
        stop();
        if (at === 0)
            return null;
        const { focus } = steps[at--];
        return { text: steps[at].text, focus };
    }

    function redo() {
        stop();
        return at + 1 < steps.length ? { ...steps[++at] } : null;
    }

    return {
        push, undo, redo, stop,
        get text() { return steps[at].text; },
        get canUndo() { return at > 0; },
        get canRedo() { return at + 1 < steps.length; },
        get count() { return steps.length; },
    };
}
