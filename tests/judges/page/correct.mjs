// correct.mjs - a case with ten errors is mended by somebody who knows nothing but what the messages say: the links of the summary
// and F8 lead to the fields, the words at the field say what to do.
import { faults, start } from "./lib/browser.mjs";
import { fresh, native, openFiles, saved, scratch } from "./lib/page.mjs";
import { Person } from "./lib/person.mjs";
import { assert, check, done, is, note } from "./lib/tap.mjs";
import { writeFileSync } from "node:fs";
import path from "node:path";

const { browser, ears } = await start();
const { page, seen } = await fresh(browser);
const person = await Person.at(page);
const wrong = native("check", "samples/draft.xml");
const errors = wrong.out.split("\n").filter((line) => line.includes("ошибка:")).length;

/** What is done where a message stands: words are typed, a date, the last option of those to choose from is chosen. */
async function mend(message) {
    const { role } = await person.focus();
    note(`${role}: ${message.slice(0, 110)}`);
    if (role === "button") {
        await person.press("Enter"); // «Добавить…»: the focus is in the new row
        return mend("in the new row");
    }
    if (role === "radio" || role === "checkbox") return person.press("Space");
    if (role === "combobox" && (await page.evaluate(() => document.activeElement.tagName)) === "SELECT") return person.press("ArrowDown");
    return person.type(/дат/i.test(message) ? "20.05.2027" : "Разобрано на заседании методического объединения");
}

/** said(): the words at what has the focus: what is wrong with it. */
async function said() {
    return page.evaluate(() => {
        const words = [];
        for (let one = document.activeElement; one && one.tagName !== "MAIN"; one = one.parentElement) {
            for (const id of (one.getAttribute("aria-describedby") ?? "").split(/\s+/)) {
                const element = id && document.getElementById(id);
                if (element && /Ошибка/.test(element.textContent)) words.push(element.textContent.trim());
            }
        }
        return words.join("; ");
    });
}

const left = () => page.evaluate(() => Number(/^\((\d+)\)/.exec(document.title)?.[1] ?? 0));

await check(`all ${errors} errors of the program are in the title and in the summary`, async () => {
    await openFiles(page, "samples/draft.xml");
    await page.getByRole("button", { name: "Показать, чего не хватает" }).click();
    await page.waitForFunction((count) => document.title.includes(`(${count})`), errors);
    const summary = page.getByRole("region", { name: "Замечания" }).getByRole("link");
    await page.getByRole("heading", { name: `Нужно исправить: ${errors}` }).waitFor();
    assert((await summary.count()) >= errors, `${await summary.count()} links`);
});

await check("a link of the summary leads to the field, which says the same words", async () => {
    const link = page.getByRole("link", { name: /5\.4, п\. 1/ }).first();
    const words = (await link.innerText()).replace(/^[^«]*?:\s*/, "");
    await link.focus();
    await page.keyboard.press("Enter");
    const here = await said();
    assert(here.includes(words.slice(-40)), `the link says «${words}», the field «${here}»`);
});

await check("by F8 from error to error, until none is left", async () => {
    for (let i = 0; i < 40 && (await left()); i++) {
        const before = await left();
        await person.press("F8");
        const message = await said();
        assert(message, `F8 leads to where nothing is said: ${JSON.stringify((await person.focus()).name)}`);
        await mend(message);
        await page.waitForTimeout(400);
        if ((await left()) > before + 3) throw new Error(`more errors than before: ${await left()}`);
    }
    is(await left(), 0, "no error is left");
    await page.getByRole("heading", { name: /Нужно исправить/ }).waitFor({ state: "detached" });
    is(await page.locator("[aria-invalid=true]").count(), 0, "no field is red");
});

await check("the program agrees", async () => {
    const { bytes } = await saved(page, () => page.keyboard.press("Control+s"));
    const file = path.join(scratch, "mended.xml");
    writeFileSync(file, bytes);
    const { status, out } = native("check", file);
    assert(status === 0, out);
});

is(faults(seen, ears), "", "nothing refused, asked for, heard or thrown");
await browser.close();
done();
