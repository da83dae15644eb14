/*
 * assemble.js - the HTML file out of its parts, by the build and by the page that writes a copy of itself: so that
 * a copy, and a copy of the copy, differ from the page in the school alone.
 */

/*
 * parts: {csp, boot, school, scripts, scriptsCrc, engine, engineCrc}, texts without «<» where they stand in a script element.
 * skeleton: src/page/page.html.
 */
export function assemble(skeleton, parts) {
    return skeleton.replace(/\{\{(\w+)\}\}/g, (_, name) => {
        if (typeof parts[name] !== 'string') throw new Error(`no ${name}`);
        return parts[name];
    });
}

/* JSON for a script element: no «<» can end it or begin a comment. */
export function scriptJson(value) {
    return JSON.stringify(value).replace(/</g, '\\u003c');
}
