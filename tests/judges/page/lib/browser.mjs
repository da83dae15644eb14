// browser.mjs - Debian's Chromium through playwright-core, and what is watched while a page is open: requests, what its
// Content-Security-Policy refused, errors of its scripts, dialogs.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { listen } from "./listener.mjs";

const judges = process.env.JUDGES ?? "build/judges";
const fetched = createRequire(path.resolve(judges, "page/package.json"));
const { chromium } = fetched("playwright-core");
export const axeSource = fetched("axe-core").source;

export const build = process.env.BUILD ?? "build";
export const pageFile = path.resolve(process.env.PAGE ?? `${build}/formulyar.html`);
export const pageAddress = pathToFileURL(pageFile).href;
export const formulyar = path.resolve(build, "formulyar");

const executable = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

/** start({...}): {browser, ears}.  All that the browser sends goes to the ears. */
export async function start(options = {}) {
    const ears = await listen();
    const browser = await chromium.launch({
        executablePath: executable,
        args: [
            ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
            `--proxy-server=http://127.0.0.1:${ears.port}`,
            "--proxy-bypass-list=<-loopback>",
            "--force-color-profile=srgb",
            ...(options.args ?? []),
        ],
    });
    return { browser, ears };
}

const local = /^(file|blob|data|about):/;

/**
 * context(BROWSER, {...}): a context of its own store.  `picker`: false (the default) takes the file pickers away, so that
 * files are saved as downloads and opened by an <input>; true leaves those that the judge puts there.
 */
export async function context(browser, { viewport = { width: 1366, height: 768 }, picker = false, ...rest } = {}) {
    const made = await browser.newContext({ viewport, locale: "ru-RU", acceptDownloads: true, ...rest });
    made.setDefaultTimeout(10000);
    if (!picker) {
        await made.addInitScript(() => {
            for (const name of ["showSaveFilePicker", "showOpenFilePicker", "showDirectoryPicker"]) delete globalThis[name];
        });
    }
    return made;
}

/** watch(PAGE): {requests, refused, errors, dialogs}, lists that grow; canary: true once window.canary was set. */
export async function watch(page) {
    const seen = { requests: [], refused: [], errors: [], dialogs: [] };
    await page.exposeFunction("judgeRefused", (text) => seen.refused.push(text));
    await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) =>
            globalThis.judgeRefused(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
        );
    });
    page.on("request", (request) => {
        if (!local.test(request.url())) seen.requests.push(request.url());
    });
    page.on("pageerror", (error) => seen.errors.push(String(error?.stack ?? error)));
    page.on("console", (message) => {
        if (message.type() === "error") seen.errors.push(message.text());
    });
    page.on("crash", () => seen.errors.push("the tab crashed"));
    return seen;
}

/** opened(CONTEXT, ADDRESS): {page, seen} of a new tab with the page in it. */
export async function opened(made, address = pageAddress) {
    const page = await made.newPage();
    const seen = await watch(page);
    await page.goto(address);
    return { page, seen };
}

/** faults(SEEN, EARS): what was seen that must not be, as text; empty when all is well. */
export function faults(seen, ears) {
    return [
        ...seen.requests.map((text) => `request: ${text}`),
        ...seen.refused.map((text) => `refused by the policy: ${text}`),
        ...seen.errors.map((text) => `error: ${text}`),
        ...(ears?.heard ?? []).map((text) => `heard: ${text}`),
    ].join("\n");
}
