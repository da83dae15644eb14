// regulations.mjs - a school with two regulations (tests/engine/visits beside the one of the page): a case of each is made, its PDF
// is the one that the program makes, the list has both, and papers that one of them lacks are not offered for it.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { unzip } from "../../../src/page/files/unzip.js";
import { faults, start } from "./lib/browser.mjs";
import { archiveOf, fresh, made, openFiles, saved, scratch, screen, verified } from "./lib/page.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const VISITS = "tests/engine/visits";
const TITLE = "Посещение урока (для проверки программы)";
const shots = process.env.SHOTS;
const { browser, ears } = await start();
const all = [];
let { page, made: tab } = await opened();

async function opened(options) {
    const one = await fresh(browser, options);
    all.push(one);
    return one;
}

async function shot(name) {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}

/** visits(): the files of the edition, its schema and samples too. */
function visits(folder = VISITS, name = "visits") {
    return readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
        one.isDirectory() ? visits(path.join(folder, one.name), `${name}/${one.name}`) : [{ name: `${name}/${one.name}`, bytes: readFileSync(path.join(folder, one.name)) }]);
}

const others = () => page.getByRole("region", { name: "Другие положения" });
const offer = (what) => others().getByRole("button", { name: `${what}: ${TITLE}`, exact: true });
const text = async () => (await saved(page, () => page.keyboard.press("Control+s"))).bytes.toString();
const pdf = () => saved(page, () => page.getByRole("button", { name: "Сохранить PDF" }).click());
const tabs = () => page.getByRole("group", { name: "Форма", exact: true }).getByRole("button").allInnerTexts();

const form = (id) => page.getByRole("group", { name: "Форма", exact: true }).getByRole("button", { name: `Форма ${id}`, exact: true });

/** same(FILE, XML): the PDF of the page is the one that the program makes of the case that the page saves. */
async function same(file, xml, id) {
    const source = path.join(scratch, `${id}.xml`);
    const target = path.join(scratch, file.name);
    writeFileSync(source, xml);
    writeFileSync(target, file.bytes);
    verified(target);
    const own = made(source, "--forms", process.env.FORMS, "-f", id, "-t", "pdf");
    is(Buffer.compare(Object.values(own)[0], file.bytes), 0, `${id}: the bytes of the program`);
}

await check("an archive with a schema, rules, a workbook and samples is an edition", async () => {
    is(await others().getByText(TITLE).count(), 0, "it is not there before");
    await openFiles(page, archiveOf(visits()));
    await page.getByRole("region", { name: "Редакция форм" }).getByText(TITLE).waitFor();
    await shot("school");
});

await check("the page of the school carries it all", async () => {
    const copy = path.join(scratch, "regulations.html");
    writeFileSync(copy, (await saved(page, () => page.getByRole("button", { name: "Сохранить страницу нашей школы" }).click())).bytes);
    await tab.close();
    ({ page, made: tab } = await opened({ address: pathToFileURL(copy).href }));
    await others().getByText(TITLE).waitFor();
    await shot("start");
});

await check("a new case of the approved edition is one click away", async () => {
    await page.getByRole("button", { name: /^Новое дело/ }).first().click();
    await page.getByRole("heading", { level: 1, name: /^Дело/ }).waitFor();
    is((await tabs()).join(), "5.1,5.3,5.4", "with its forms");
    await page.getByRole("button", { name: "Закрыть файл" }).click();
});

await check("a case of the other one: its own fields, states, forms, preview", async () => {
    await offer("Новое дело").click();
    await page.getByRole("heading", { level: 1, name: /^Посещение/ }).waitFor();
    is((await tabs()).join(), "note,report", "its forms");
    is(await page.getByLabel("Должность").count(), 0, "no field of the other regulation");
    await page.getByLabel("Фамилия", { exact: true }).first().fill("Ёлкина");
    await page.getByLabel("Имя", { exact: true }).first().fill("Вера");
    assert(await page.getByRole("radio", { name: "намечено" }).isChecked(), "the first state of its schema");
    await page.getByRole("radio", { name: "состоялось" }).check();
    await page.getByLabel("Дата", { exact: true }).first().fill("05.10.2026");
    await page.getByLabel("Что заметил посетитель").fill("Дети пели на три голоса.");
    await page.getByRole("radio", { name: "музыка" }).check();
    await form("report").click();
    await page.locator(".sheet-view").getByText("Дети пели").first().waitFor();
    await shot("visit");
    const xml = await text();
    assert(xml.includes('edition="visits" status="held"'), xml);
    await same(await pdf(), xml, "report");
    await form("note").click();
    await page.locator(".sheet-view").getByText("Записка о посещении урока").first().waitFor();
    await same(await pdf(), xml, "note");
});

await check("its rules are asked", async () => {
    const date = page.getByLabel("Дата", { exact: true }).first();
    await date.fill("");
    await page.getByText("«Урок»: укажите день урока").first().waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("«Урок»: укажите день урока").first().waitFor({ state: "hidden" });
});

await check("beside it a case of the approved edition", async () => {
    await openFiles(page, "samples/completed.xml");
    await page.getByRole("group", { name: "Действия" }).getByText("completed.xml").waitFor();
    is((await tabs()).join(), "5.1,5.3,5.4", "its forms");
    await page.getByLabel("Фамилия", { exact: true }).first().fill("Савельева-Ёлкина");
    await page.locator(".sheet-view").getByText("Савельева-Ёлкина").first().waitFor();
    await same(await pdf(), await text(), "5.1");
});

await check("another edition of the same schema keeps the fields and takes its words; back by undo", async () => {
    await page.locator("summary", { hasText: "редакция" }).first().click();
    const edition = page.getByLabel("Редакция положения");
    is((await edition.locator("option").allInnerTexts()).filter((one) => one.includes("Посещение")).length, 0, "a regulation with another schema is none to choose");
    await edition.selectOption("example-corrected");
    await page.waitForTimeout(500);
    is(await page.getByLabel("Фамилия", { exact: true }).first().inputValue(), "Савельева-Ёлкина", "nothing is lost");
    is(await page.evaluate(() => document.activeElement.value), "example-corrected", "the focus is where it was");
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(500);
    is(await page.getByLabel("Редакция положения").inputValue(), "lesosibirsk2-2024-09-27", "undone");
});

await check("the list has both, with the words of each", async () => {
    await screen(page, "Все дела");
    await page.locator("main").getByText("Показано: 2 из 2").waitFor();
    is((await page.getByRole("columnheader").allInnerTexts()).map((one) => one.replace(/\s*[▲▼]$/, "")).slice(0, 4).join(), "О ком,Номер,Положение,Состояние", "its columns");
    const row = (name) => page.getByRole("row").filter({ hasText: name });
    await row("Ёлкина В.").getByText("состоялось").waitFor();
    await row("Савельева").getByText("сопровождение завершено").waitFor();
    await shot("year");
    await page.getByLabel("Положение", { exact: true }).selectOption({ label: TITLE });
    await page.locator("main").getByText("Показано: 1 из 2").waitFor();
    await page.getByLabel("Положение", { exact: true }).selectOption({ label: "все" });
});

/** What the panel makes: names in the archive that it offers, or of the files. */
async function makes(button) {
    await page.getByRole("button", { name: button, exact: true }).click();
    const offer = page.getByRole("button", { name: /^Сохранить файл/ }).first();
    await offer.waitFor({ timeout: 60000 });
    const file = await saved(page, () => offer.click());
    await page.getByRole("button", { name: "Убрать" }).click();
    return file.name.endsWith(".zip") ? (await unzip(new Uint8Array(file.bytes))).map((one) => one.name).sort() : [file.name];
}

await check("papers of each regulation are made of its cases", async () => {
    await page.getByText("Сделать из всех дел").click();
    await shot("make");
    is((await makes("Все формы архивом (ZIP)")).filter((one) => one.endsWith(".pdf")).length, 5, "forms of both");
    is((await makes("Все формы одним PDF для печати")).join(), "merge.pdf", "all in one PDF");
    await page.getByRole("group", { name: TITLE }).getByLabel("note").uncheck();
    is((await makes("Все формы одним PDF для печати")).join(), "merge-lesosibirsk2-2024-09-27.pdf,merge-visits.pdf", "some: a PDF for each");
    is((await makes("Все дела книгой (.xlsx)")).length, 2, "a workbook for each");
    const summary = await makes("Сводная ведомость");
    assert(summary.length >= 3, "a summary of those whose regulation has one");
    is(await page.getByText(/E970|E990/).count(), 0, "and nothing is asked for what is not there");
});

await check("the council takes the cases of its regulation", async () => {
    await screen(page, "Методсовет");
    await page.getByLabel("Номер протокола").fill("5");
    await page.getByLabel("Дата заседания").fill("28.05.2027");
    await shot("council");
    const [name] = await makes("Сделать приложения (PDF)");
    assert(name.endsWith(".pdf"), name);
    await page.getByRole("button", { name: "Новый файл заседания из открытых дел" }).click();
    await page.getByRole("heading", { level: 1, name: "Файл заседания" }).waitFor();
    const xml = await text();
    assert(xml.includes("completed.xml") && !xml.includes("2026-0"), "no case of the other regulation is in it");
});

await check("with two in use, a new case asks of which", async () => {
    await screen(page, "Все дела");
    await page.getByRole("button", { name: "Новое дело", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Новое дело" });
    await dialog.getByLabel("По какому положению").selectOption({ label: TITLE });
    await shot("ask");
    await dialog.getByRole("button", { name: "Начать" }).click();
    await page.getByRole("heading", { level: 1, name: /^Посещение/ }).waitFor();
});

await check("its sample, blanks and workbook; a workbook is read back by its edition", async () => {
    await screen(page, "Начало");
    await offer("Посмотреть пример").click();
    await page.getByRole("heading", { level: 1, name: "Посещение v-2" }).waitFor();
    await screen(page, "Начало");
    await offer("Пустые бланки").click();
    await page.getByRole("button", { name: "Сохранить файл «blank_note.pdf»" }).waitFor({ timeout: 60000 });
    await page.getByRole("button", { name: "Убрать" }).click();
    await offer("Пустая книга").click();
    await page.getByRole("button", { name: /^Сохранить файл «.*xlsx»/ }).waitFor({ timeout: 60000 });
});

await check("the example regulation of the page itself", async () => {
    await openFiles(page, "forms/ppk-example/samples/considered.xml");
    await page.getByRole("heading", { level: 1, name: "Дело 2025-07" }).waitFor();
    is((await tabs()).length, 3, "its forms");
    await page.getByLabel("Фамилия", { exact: true }).nth(1).fill("Орлова-Ёлкина");
    const xml = await text();
    const [first] = await tabs();
    await same(await pdf(), xml, first);
    await shot("pupil");
});

await check("journals: one or all, of those cases whose state they name", async () => {
    await openFiles(page, "forms/ppk-example/samples/year.xml");
    await screen(page, "Все дела");
    const box = page.getByRole("group", { name: "Журналы", exact: true });
    await box.waitFor();
    await box.getByLabel("Какой журнал").selectOption({ label: "Журнал учёта заседаний ППк (пример, не утверждено)" });
    await shot("journals");
    const button = await box.getByRole("button").getAttribute("aria-label");
    await box.getByRole("button").click();
    await page.getByRole("button", { name: "Сохранить файл «journal_5-zasedaniya.pdf»" }).waitFor({ timeout: 60000 });
    await page.getByText(/«Журнал учёта заседаний ППк.*» *: по состоянию не вошло \d+\sдел/).first().waitFor({ state: "attached" });
    await shot("journal");
    await page.getByRole("button", { name: "Убрать" }).click();
    await box.getByLabel("Какой журнал").selectOption({ label: "все журналы" });
    is((await makes(button)).filter((one) => one.endsWith(".pdf")).length, 4, "all of them");
    await box.getByRole("button").click();
    await page.getByRole("button", { name: "Сохранить файл «журналы.zip»" }).waitFor({ timeout: 60000 });
    await page.getByRole("button", { name: "Убрать" }).click();
});

await check("in English", async () => {
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name: /^All cases/ }).click();
    await page.getByRole("columnheader", { name: /^About whom/ }).or(page.getByRole("columnheader", { name: /About whom/ })).first().waitFor();
    await page.getByRole("cell", { name: "held", exact: true }).first().waitFor();
});

is(all.map((one) => faults(one.seen)).join("\n").trim() + faults({ requests: [], refused: [], errors: [] }, ears), "", "nothing refused, asked for, heard or thrown");
await browser.close();
done();
