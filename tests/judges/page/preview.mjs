// preview.mjs - the sheet beside the fields: in a browser that cannot load typefaces the words are where they belong all the same;
// what grew key by key is what is drawn at once; a large paste leaves the page answering.
import { context, faults, opened, start } from "./lib/browser.mjs";
import { openFiles, started } from "./lib/page.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const { browser, ears } = await start();
const all = [];
const SAMPLE = "samples/completed.xml";

/** A tab in which `spoil` has run before the page, with the sample opened and drawn. */
async function drawn(spoil = () => {}) {
    const made = await context(browser);
    await made.addInitScript(spoil);
    const tab = await opened(made);
    all.push(tab.seen);
    await started(tab.page);
    await openFiles(tab.page, SAMPLE);
    await tab.page.locator(".preview-page text").first().waitFor();
    return { page: tab.page, made };
}

const problem = (page) => page.getByRole("textbox", { name: /^Проблема( \d+)?$/ }).first();
const words = (page) => page.evaluate(() => [...document.querySelectorAll(".preview-page text")].map((one) =>
    [one.textContent, one.getAttribute("x"), one.getAttribute("y"), ...[...one.children].map((word) => word.getAttribute("x"))].join("|")));

/** typed(PAGE): the sheet has what is typed. */
async function typed(page) {
    await problem(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Добавлено");
    await page.locator(".preview-page text", { hasText: "Добавлено" }).first().waitFor();
}

const whole = await drawn();
const wanted = await words(whole.page);
assert(wanted.length > 20, "the sheet is empty");

for (const [name, spoil] of [
    ["no FontFace", () => delete globalThis.FontFace],
    ["a FontFace that throws", () => (globalThis.FontFace = function () { throw new Error("no typefaces here"); })],
    ["typefaces that are none", () => (globalThis.FontFace = class extends FontFace { constructor(name, bytes, more) { super(name, new Uint8Array(99), more); } })],
    ["no list of typefaces", () => Object.defineProperty(Document.prototype, "fonts", { value: undefined })],
]) {
    await check(`${name}: all words are in their places, and follow what is typed`, async () => {
        const { page, made } = await drawn(spoil);
        is((await words(page)).join("\n"), wanted.join("\n"), "the sheet");
        const family = await page.evaluate(() => getComputedStyle(document.querySelector(".preview-page text")).fontFamily);
        assert(/serif$/.test(family), `a serif stands in: ${family}`);
        await typed(page);
        await made.close();
    });
}

await check("typed key by key, split and joined again, and undone: the sheet is the one that was opened", async () => {
    const { page } = whole;
    await typed(page);
    await page.keyboard.type(" слово".repeat(60));
    await page.keyboard.press("Enter");
    await page.keyboard.type("ещё строка");
    await page.locator(".preview-page text", { hasText: "ещё строка" }).first().waitFor();
    const grown = await words(page);
    await page.getByRole("button", { name: "5.3", exact: false }).first().click();
    await page.locator('.preview-page text', { hasText: "ИТОГИ" }).or(page.locator(".preview-page")).first().waitFor();
    await page.waitForTimeout(500);
    await page.locator(".tabs button").first().click();
    await page.locator(".preview-page text", { hasText: "ещё строка" }).first().waitFor();
    is((await words(page)).join("\n"), grown.join("\n"), "drawn at once and drawn by steps");
});

/* 20,000 characters are what a problem may have; of more there is no sheet, and the page says so. */
for (const [name, count, seen] of [
    ["20,000 characters", 1240, () => document.querySelectorAll(".preview-page").length > 4],
    ["100,000 characters", 6250, () => document.querySelector(".sheet-note").textContent !== ""],
]) {
    await check(`${name} pasted: the page answers within a second all the time`, async () => {
        const { page, made } = await drawn();
        await problem(page).focus();
        await page.evaluate(() => {
            let last = performance.now();
            globalThis.judgeGap = 0;
            setInterval(() => {
                globalThis.judgeGap = Math.max(globalThis.judgeGap, performance.now() - last);
                last = performance.now();
            }, 20);
        });
        await page.evaluate((times) => document.execCommand("insertText", false, "слово за словом ".repeat(times)), count);
        await page.waitForFunction(seen, undefined, { timeout: 20000 });
        await page.waitForTimeout(500);
        const gap = await page.evaluate(() => globalThis.judgeGap);
        assert(gap <= 1000, `nobody answered for ${Math.round(gap)} ms`);
        await made.close();
    });
}

await check("nothing was refused, asked of a network, or failed", () => {
    /* what was spoilt here says so in the console as a warning, not as an error */
    is(all.map((seen) => faults(seen, ears)).join(""), "", "faults");
});
await browser.close();
ears.close();
done();
process.exit();
