/*
 * case_live.js - what follows each keystroke: the engine checks the case and lays the form out; only the newest text
 * matters, so that while one is worked on all later changes become one request.
 *
 * Two calls: the check first, because it says whether the form can be a finished one or only a draft.
 */

/*
 * handlers: messages(diagnostics), sheet({form, svg, pages, draft, due}), failed(error).
 * Returns {request(), setForm(id), form, errors, first (the first error), stop()}.
 */
export function createLive(app, document, handlers) {
    const state = { form: '', errors: 0, first: null, running: false, again: false, stopped: false };

    async function round() {
        const inputs = app.formInputs(document);
        const checked = await app.live('check', {}, inputs);
        if (!checked || state.stopped) return;
        const own = checked.diagnostics.filter((one) => one.file === inputs[0].name);
        const errors = own.filter((one) => one.severity !== 'warning');
        state.errors = errors.length;
        state.first = errors[0] || null;
        handlers.messages(own);
        if (!state.form || state.again) return;
        const known = (checked.cases || []).find((one) => one.file === inputs[0].name);
        const due = !known || !known.forms || known.forms.split(',').includes(state.form);
        const sheet = await draw(inputs, due);
        if (!state.stopped) handlers.sheet(sheet);
    }

    async function draw(inputs, due) {
        const { form } = state;
        const draft = state.errors > 0;
        const { verb, options } = app.formCall(document, form);
        const made = await app.live(verb, { ...options, kinds: 'svg', svg_bare: '1', draft: draft ? '1' : '0' }, inputs);
        const file = made && made.files.find((one) => one.kind === 'svg');
        return { form, draft, due, pages: file ? file.pages : 0, svg: file ? new TextDecoder().decode(file.bytes) : '' };
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
        get form() {
            return state.form;
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
