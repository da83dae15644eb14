/*
 * case_live.js - what follows each keystroke: the engine checks the case and lays the form out; only the newest text
 * matters, so that while one is worked on all later changes become one request.
 */

/* What the check says of this file, which is kept and returned; what it says of others (a council's cases) is theirs. */
function take(state, checked, name) {
    const own = checked.diagnostics.filter((one) => one.file === name);
    const errors = own.filter((one) => one.severity !== 'warning');
    const known = (checked.cases || []).find((one) => one.file === name);
    state.errors = errors.length;
    state.first = errors[0] || null;
    state.due = !known || !known.forms || known.forms.split(',').includes(state.form);
    return own;
}

/* What was drawn, as handlers.sheet() takes it. */
function sheetOf(state, drawn) {
    const file = drawn.files.find((one) => one.kind === 'svg');
    const { form, due } = state;
    return { form, draft: state.errors > 0, due, pages: file ? file.pages : 0, svg: file ? new TextDecoder().decode(file.bytes) : '' };
}

/*
 * handlers: messages(diagnostics), sheet({form, svg, pages, draft, due, before}), failed(error).
 * Returns {request(), setForm(id), errors, first (the first error), stop()}.
 */
export function createLive(app, document, handlers) {
    const state = { form: '', errors: 0, first: null, due: true, running: false, again: false, stopped: false };

    /* One turn of the worker checks and draws: so that the picture is a draft just when the check finds errors. */
    async function round() {
        const inputs = app.formInputs(document);
        const { form } = state;
        const answer = await ask(form, inputs);
        if (!answer || state.stopped) return;
        handlers.messages(take(state, answer.checked, inputs[0].name));
        if (answer.drawn && form === state.form) handlers.sheet({ ...sheetOf(state, answer.drawn), before: app.isBefore(document, form) });
    }

    /* A form that fails the engine leaves what the check says. */
    async function ask(form, inputs) {
        const { verb, options } = form ? app.formCall(document, form) : {};
        const call = form ? { verb, options: { ...options, kinds: 'svg', svg_bare: '1' } } : null;
        try {
            return await app.follow(call, inputs);
        } catch (error) {
            if (!state.stopped) handlers.failed(error);
            const checked = form ? await app.live('check', {}, inputs) : null;
            return checked && { checked, drawn: null };
        }
    }

    async function run() {
        if (state.running) {
            state.again = true;
            return;
        }
        state.running = true;
        do {
            state.again = false;
            try {
                await round();
            } catch (error) {
                if (!state.stopped) handlers.failed(error);
            }
        } while (state.again && !state.stopped);
        state.running = false;
    }

    return {
        request: run,
        setForm(form) {
            if (form === state.form) return;
            state.form = form;
            run();
        },
        get errors() {
            return state.errors;
        },
        get first() {
            return state.first;
        },
        stop() {
            state.stopped = true;
        },
    };
}
