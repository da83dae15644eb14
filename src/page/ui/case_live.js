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

/* The form that is shown, as handlers.sheet() takes it. */
async function draw(app, document, state, draft) {
    const { form } = state;
    const { verb, options } = app.formCall(document, form);
    const wanted = { ...options, kinds: 'svg', svg_bare: '1', draft: draft ? '1' : '0' };
    const made = await app.live(verb, wanted, app.formInputs(document));
    const file = made && made.files.find((one) => one.kind === 'svg');
    return { form, draft, due: state.due, pages: file ? file.pages : 0, svg: file ? new TextDecoder().decode(file.bytes) : '' };
}

/*
 * handlers: messages(diagnostics), sheet({form, svg, pages, draft, due}), failed(error).
 * Returns {request(), setForm(id), form, errors, first (the first error), stop()}.
 */
export function createLive(app, document, handlers) {
    const state = { form: '', errors: 0, first: null, due: true, running: false, again: false, stopped: false };

    /*
     * Both are asked at once, the picture first, as a draft or not by what the last check said; when this one says otherwise,
     * or there is no picture, the form is drawn again.
     */
    async function round() {
        const inputs = app.formInputs(document);
        const draft = state.errors > 0;
        const drawing = state.form ? draw(app, document, state, draft) : null;
        const checking = app.live('check', {}, inputs);
        checking.catch(() => {}); /* told below, unless drawing fails before */
        const sheet = await drawing;
        if (state.stopped) return;
        if (sheet && sheet.svg) handlers.sheet(sheet);
        const checked = await checking;
        if (!checked || state.stopped) return;
        const wasDue = state.due;
        handlers.messages(take(state, checked, inputs[0].name));
        if (!sheet || state.again) return;
        if (!sheet.svg || draft !== state.errors > 0) handlers.sheet(await draw(app, document, state, state.errors > 0));
        else if (wasDue !== state.due) handlers.sheet({ ...sheet, due: state.due });
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
