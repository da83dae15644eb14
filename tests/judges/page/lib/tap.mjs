// tap.mjs - TAP for the judges of the page.  A check that throws is a check that failed, and the next one is made.
let count = 0;
let failed = 0;

function comment(text) {
    for (const line of String(text).split("\n")) console.log(`# ${line}`);
}

/** ok(PASSED, NAME, DETAIL): DETAIL is shown when it did not pass. */
export function ok(passed, name, detail = "") {
    count++;
    if (!passed) failed++;
    console.log(`${passed ? "ok" : "not ok"} ${count} - ${name}`);
    if (!passed && detail !== "") comment(detail);
    return Boolean(passed);
}

export function is(got, wanted, name) {
    return ok(got === wanted, name, `got    ${JSON.stringify(got)}\nwanted ${JSON.stringify(wanted)}`);
}

export function skip(name, reason) {
    count++;
    console.log(`ok ${count} - ${name} # SKIP ${reason}`);
}

export function note(text) {
    comment(text);
}

/** check(NAME, ASYNC FUNCTION): passes when the function returns; what it throws is shown. */
export async function check(name, work) {
    const start = performance.now();
    try {
        await work();
        ok(true, name);
    } catch (error) {
        ok(false, name, String(error?.message ?? error).split("\n").slice(0, 14).join("\n"));
    }
    if (process.env.TIMES) comment(`${Math.round(performance.now() - start)} ms`);
}

/** assert(VALUE, WORDS): throws WORDS, for use inside of check(). */
export function assert(value, words) {
    if (!value) throw new Error(words);
}

/** done(): the plan; ends the process, since a browser that does not go away must not hold the judge. */
export function done() {
    console.log(`1..${count}`);
    process.exit(failed ? 1 : 0);
}
