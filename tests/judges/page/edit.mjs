// edit.mjs - changing a case: undo and redo, rows moved, added and removed, a warning before unsaved work is left, the file that
// is saved differs where somebody typed and nowhere else; by the file picker too, where the browser has one.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { assemble } from "../../../src/page/engine/assemble.js";
import { writeSchool } from "../../../src/page/engine/copy.js";
import { unzip } from "../../../src/page/files/unzip.js";
import { pageOf } from "../../page/page_of.mjs";
import { context, faults, opened as openTab, pageFile, start } from "./lib/browser.mjs";
import { archiveOf, fresh, openFiles, saved, scratch, screen } from "./lib/page.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const { browser, ears } = await start();
const all = [];
const SAMPLE = "samples/completed.xml";
const sample = readFileSync(SAMPLE, "utf8");

async function opened(options) {
    const tab = await fresh(browser, options);
    all.push(tab);
    await openFiles(tab.page, SAMPLE);
    await tab.page.getByRole("group", { name: "Действия" }).getByText("completed.xml").waitFor();
    await tab.page.getByLabel("Фамилия", { exact: true }).first().waitFor();
    return tab;
}

const unsaved = (page) => page.getByRole("group", { name: "Действия" }).getByText("не сохранено");

async function text(page) {
    return (await saved(page, () => page.keyboard.press("Control+s"))).bytes.toString();
}

/** difference(A, B): what stands between the common beginning and the common end of both. */
function difference(a, b) {
    let from = 0;
    while (from < a.length && a[from] === b[from]) from++;
    let end = 0;
    while (end < a.length - from && end < b.length - from && a.at(-1 - end) === b.at(-1 - end)) end++;
    return [a.slice(from, a.length - end), b.slice(from, b.length - end)];
}

await check("a name is typed: the file is «не сохранено», and only the name is another in it", async () => {
    const { page, made } = await opened();
    const field = page.getByLabel("Фамилия", { exact: true }).first();
    await field.fill("Савельева-Ёлкина");
    await unsaved(page).waitFor();
    const now = await text(page);
    const [was, is] = difference(sample, now);
    assert(was === "" && is === "-Ёлкина", `«${was}» became «${is}»`);
    await unsaved(page).waitFor({ state: "detached" });
    await made.close();
});

await check("undone by Ctrl+Z to the last letter, redone by Ctrl+Y, undone again: the bytes are those that were opened", async () => {
    const { page, made } = await opened();
    const field = page.getByLabel("Фамилия", { exact: true }).first();
    await field.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("-Ёлкина", { delay: 10 });
    await page.waitForTimeout(300);
    for (let i = 0; i < 10 && (await field.inputValue()) !== "Савельева"; i++) await page.keyboard.press("Control+z");
    is(await field.inputValue(), "Савельева", "Ctrl+Z brings the name back");
    await unsaved(page).waitFor({ state: "detached" });
    for (let i = 0; i < 10 && (await field.inputValue()) !== "Савельева-Ёлкина"; i++) await page.keyboard.press("Control+y");
    is(await field.inputValue(), "Савельева-Ёлкина", "Ctrl+Y types it again");
    for (let i = 0; i < 10 && (await field.inputValue()) !== "Савельева"; i++) await page.getByRole("button", { name: "Отменить" }).click();
    assert((await text(page)) === sample, "the file is another");
    await made.close();
});

const problem = (page, n) => page.getByRole("textbox", { name: /^Проблема( \d+)?$/ }).nth(n);

await check("a row is moved down and back", async () => {
    const { page, made } = await opened();
    const first = await problem(page, 0).inputValue();
    await page.getByRole("button", { name: "Ниже: Проблема 1" }).click();
    await page.waitForTimeout(200);
    const down = await text(page);
    assert(down !== sample, "nothing moved");
    assert(down.length === sample.length, "the file is longer or shorter");
    is(await problem(page, 1).inputValue(), first, "the first is the second now");
    assert(down.indexOf("фронтальная") > down.indexOf("Оценивание сводится"), "not so in the file");
    is(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Ниже: Проблема 2", "the focus goes with the row");
    await page.keyboard.press("Alt+Shift+ArrowUp");
    await page.waitForTimeout(200);
    is(await problem(page, 0).inputValue(), first, "Alt+Shift+Up moves it back");
    assert((await text(page)) === sample, "but the file is another");
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(200);
    is(await problem(page, 1).inputValue(), first, "Ctrl+Z takes that back");
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(200);
    assert((await text(page)) === sample, "Ctrl+Z twice does not give the bytes that were opened");
    await made.close();
});

await check("a row is added: it does not start red; removed again, the bytes are those that were opened", async () => {
    const { page, made } = await opened();
    const before = await page.locator("[aria-invalid=true]").count();
    await page.getByRole("button", { name: "Добавить: проблема" }).click();
    await page.waitForTimeout(700);
    is(await page.locator("[aria-invalid=true]").count(), before, "no field is red that was not touched");
    const tag = await page.evaluate(() => document.activeElement.tagName);
    assert(/TEXTAREA|INPUT|SELECT/.test(tag), `the focus is in no field of the new row but in ${tag}`);
    for (let i = 0; i < 5 && (await unsaved(page).count()); i++) await page.keyboard.press("Control+z");
    assert((await text(page)) === sample, "the file is another");
    await made.close();
});

await check("leaving with unsaved work is warned of, without it not", async () => {
    const { page, made } = await opened();
    let warned = 0;
    page.on("dialog", (dialog) => {
        warned += dialog.type() === "beforeunload";
        dialog.dismiss();
    });
    const field = page.getByLabel("Фамилия", { exact: true }).first();
    await field.click();
    await page.keyboard.press("End");
    await page.keyboard.type("я");
    await unsaved(page).waitFor();
    await page.close({ runBeforeUnload: true });
    await page.waitForTimeout(500);
    is(warned, 1, "the browser asks");
    is(await field.inputValue(), "Савельевая", "what was typed is still there");
    await text(page);
    await unsaved(page).waitFor({ state: "detached" });
    const closed = page.waitForEvent("close", { timeout: 5000 });
    await page.close({ runBeforeUnload: true });
    await closed;
    is(warned, 1, "saved, the tab is closed without a word");
    await made.close();
});

await check("where the browser has a file picker it is asked once; the next «Сохранить» goes to the same file", async () => {
    const tab = await fresh(browser, { picker: true });
    all.push(tab);
    const { page, made } = tab;
    await page.evaluate(() => {
        globalThis.picked = [];
        globalThis.written = [];
        globalThis.showSaveFilePicker = async (options) => {
            globalThis.picked.push(options?.suggestedName);
            return {
                kind: "file",
                name: options?.suggestedName ?? "x.xml",
                queryPermission: async () => "granted",
                requestPermission: async () => "granted",
                createWritable: async () => {
                    const parts = [];
                    return {
                        write: async (part) => parts.push(part),
                        close: async () => globalThis.written.push(await new Blob(parts).text()),
                    };
                },
            };
        };
        delete globalThis.showOpenFilePicker;
    });
    await openFiles(page, SAMPLE);
    const field = page.getByLabel("Фамилия", { exact: true }).first();
    await field.fill("Первая");
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => globalThis.written.length === 1);
    await field.fill("Вторая");
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => globalThis.written.length === 2);
    const { picked, written } = await page.evaluate(() => ({ picked: globalThis.picked, written: globalThis.written }));
    is(picked.join(), "completed.xml", "asked once, with the name of the file");
    is(difference(sample, written[1]).join("→"), difference(sample, sample.replace("Савельева<", "Вторая<")).join("→"), "written as typed");
    await made.close();
});

await check("a form that is not due says so, when it is asked for too", async () => {
    const { page, made } = await opened();
    await openFiles(page, "samples/registered.xml");
    await page.getByRole("button", { name: "Форма 5.4" }).click();
    await page.getByText("Эту форму при нынешнем состоянии дела не печатают").waitFor();
    await page.getByRole("button", { name: "Сохранить PDF" }).click();
    await page.getByRole("dialog").getByText("Эту форму при нынешнем состоянии дела не печатают").waitFor();
    await page.keyboard.press("Escape");
    await made.close();
});

await check("requisites that were typed are not replaced by a file unasked", async () => {
    const { page, made } = await opened();
    await screen(page, "Наша школа");
    await page.getByLabel("Сокращённое наименование").fill("Моё набранное");
    await openFiles(page, "forms/organization.xml");
    await page.getByRole("dialog").getByText("изменены и не сохранены").waitFor();
    await page.keyboard.press("Escape");
    is(await page.getByLabel("Сокращённое наименование").inputValue(), "Моё набранное", "declined: what was typed is there");
    await made.close();
});

/** The files of an edition of the school's own. */
const edition = (id) =>
    ["5.1.xml", "5.3.xml", "5.4.xml", "edition.xml", "vocabulary.xml"].map((name) => ({
        name: `${id}/${name}`,
        bytes: Buffer.from(readFileSync(`forms/example-corrected/${name}`, "utf8").replaceAll('id="example-corrected"', `id="${id}"`)),
    }));

/** Editions of the page itself. */
const OWN = readdirSync("forms").filter((name) => existsSync(`forms/${name}/edition.xml`)).length;

const editions = (page) => page.getByRole("region", { name: "Редакция форм" }).getByRole("listitem");

await check("a copy of the page keeps the edition inside it when its requisites are changed", async () => {
    const { page, made } = await opened();
    await openFiles(page, archiveOf(edition("ours")));
    await editions(page).nth(OWN).waitFor();
    assert((await editions(page).allInnerTexts()).every((one) => one.includes("не сверена с подписанным подлинником")), "an edition passes for one that was compared");
    const copy = path.join(scratch, "ours.html");
    writeFileSync(copy, (await saved(page, () => page.getByRole("button", { name: "Сохранить страницу нашей школы" }).click())).bytes);
    await made.close();
    const tab = await fresh(browser, { address: pathToFileURL(copy).href });
    all.push(tab);
    await screen(tab.page, "Наша школа");
    is(await editions(tab.page).count(), OWN + 1, "it is in the copy");
    await tab.page.getByLabel("Сокращённое наименование").fill("Другое");
    await tab.page.getByText("Реквизиты приняты").waitFor();
    await screen(tab.page, "Начало");
    await screen(tab.page, "Наша школа");
    is(await editions(tab.page).count(), OWN + 1, "and still is, with other requisites");
    await tab.made.close();
});

await check("an edition inside that will not do is named with the reason, and the page works without it", async () => {
    const page = pageOf(readFileSync(pageFile, "utf8"));
    const cut = edition("cut").map(({ name, bytes }) => ({ name, bytes: name === "cut/5.4.xml" ? Buffer.from(bytes.toString().slice(0, 300)) : bytes }));
    const school = writeSchool({ organization: null, editions: [...edition("ours"), ...cut] });
    const broken = path.join(scratch, "broken.html");
    writeFileSync(broken, assemble(page.skeleton, { ...page.parts, school }));
    const tab = await fresh(browser, { address: pathToFileURL(broken).href });
    all.push(tab);
    await tab.page.getByRole("dialog").getByText("cut/5.4.xml, строка 4: файл не разбирается").waitFor();
    const kept = await saved(tab.page, () => tab.page.getByRole("button", { name: "Сохранить неисправные файлы" }).click());
    is((await unzip(new Uint8Array(kept.bytes))).map((file) => file.name).join(), cut.map((file) => file.name).join(), "its files are not lost");
    await screen(tab.page, "Наша школа");
    await tab.page.getByText("Не работает: cut").waitFor();
    is(await editions(tab.page).count(), OWN + 1, "the others are there");
    await openFiles(tab.page, archiveOf([...edition("more"), ...cut]));
    await tab.page.getByRole("dialog", { name: "Редакция не принята" }).getByText("cut/5.4.xml, строка 4").waitFor();
    await tab.page.keyboard.press("Escape");
    await openFiles(tab.page, archiveOf(edition("cut")));
    await editions(tab.page).nth(OWN + 2).waitFor();
    is(await tab.page.getByText("Не работает").count(), 0, "it works once it is mended");
    await tab.made.close();
});

await check("requisites inside that will not do are said instead of a page", async () => {
    const page = pageOf(readFileSync(pageFile, "utf8"));
    const strange = path.join(scratch, "strange.html");
    writeFileSync(strange, assemble(page.skeleton, { ...page.parts, school: writeSchool({ organization: Buffer.from("<organization/>"), editions: [] }) }));
    const made = await context(browser);
    const tab = await openTab(made, pathToFileURL(strange).href);
    await tab.page.getByText("organization.xml, строка 1: корневой элемент").waitFor();
    await made.close();
});

await check("nothing that a person must judge is chosen in a new case", async () => {
    const tab = await fresh(browser);
    all.push(tab);
    const { page, made } = tab;
    await page.getByRole("button", { name: /^Новое дело/ }).first().click();
    await page.getByLabel("Фамилия", { exact: true }).first().waitFor();
    const chosen = await page.evaluate(() =>
        [...document.querySelectorAll("main input[type=radio]:checked, main input[type=checkbox]:checked")]
            .map((one) => one.labels?.[0]?.textContent ?? one.name),
    );
    is(chosen.join(), "решение принято, сопровождение оформляется (форма 5.1)", "nothing is marked but that the case begins");
    const form = await text(page);
    assert(!/<assessment>\w|<problem-status>\w|<recommendation kind/.test(form.replace(/<!--[^]*?-->/g, "")), "the file has a judgement");
    await made.close();
});

is(all.map((tab) => faults(tab.seen)).join("\n").trim() + faults({ requests: [], refused: [], errors: [] }, ears), "", "nothing refused, asked for, heard or thrown");
await browser.close();
done();
