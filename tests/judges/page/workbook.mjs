// workbook.mjs - thirty cases out of a workbook, one of them wrong: it is found in the list, mended by its message, and all forms
// are saved as one archive, in which every file is whole.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { faults, start } from "./lib/browser.mjs";
import { fresh, made, native, openFiles, saved, scratch, screen, verified } from "./lib/page.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const WRONG = "2025-105";
const cases = readFileSync("samples/thirty.xml", "utf8");
const from = cases.indexOf(`id="${WRONG}"`);
const broken = cases.slice(0, from) + cases.slice(from).replace(/<assessment>[^<]*<\/assessment>/, "");
writeFileSync(path.join(scratch, "thirty.xml"), broken);
const book = path.join(scratch, "год.xlsx");
native("new", "-q", "--workbook", "-o", book, path.join(scratch, "thirty.xml"));

const { browser, ears } = await start();
const { page, seen } = await fresh(browser);

await check("the workbook is opened, and its faulty cell is named", async () => {
    await openFiles(page, book);
    const words = page.getByRole("dialog");
    await words.getByText(/«Дела»/).first().waitFor();
    const text = await words.innerText();
    assert(text.includes("год.xlsx"), `the workbook is not named: ${text}`);
    await words.getByRole("button", { name: /Закрыть|Понятно|Отмена/ }).last().click();
});

await check("thirty cases are in the list, one with errors", async () => {
    await screen(page, "Все дела");
    await page.locator("main").getByText("Показано: 30 из 30").waitFor();
    await page.getByLabel("Показать").selectOption({ label: "с ошибками" });
    await page.locator("main").getByText("Показано: 1 из 30").waitFor();
    const row = page.getByRole("row").filter({ hasText: WRONG });
    assert(/5\.4, п\. 1/.test(await row.innerText()), `what it needs is not said: ${await row.innerText()}`);
});

await check("the error is mended where its message leads", async () => {
    await page.getByRole("row").filter({ hasText: WRONG }).getByRole("button").or(page.getByRole("row").filter({ hasText: WRONG }).getByRole("link")).first().click();
    await page.getByRole("button", { name: "Показать, чего не хватает" }).click();
    await page.getByRole("link", { name: /5\.4, п\. 1/ }).first().click();
    await page.getByRole("radio", { name: "успешным, эффективным" }).check();
    await page.getByRole("link", { name: /5\.4, п\. 1/ }).first().waitFor({ state: "detached" });
});

let archive;
await check("all forms are saved as one archive", async () => {
    await screen(page, "Все дела");
    await page.getByText(/с ошибками — 0/).waitFor();
    await page.getByLabel("Показать").selectOption({ label: "все" });
    await page.getByText("Сделать из всех дел").click();
    const start = Date.now();
    const work = page.getByRole("button", { name: "Все формы архивом (ZIP)" });
    await work.click();
    const save = page.getByRole("button", { name: /Сохранить файл/ });
    await save.waitFor({ timeout: 60000 });
    console.log(`# made in ${Date.now() - start} ms`);
    archive = await saved(page, () => save.click());
    writeFileSync(path.join(scratch, "forms.zip"), archive.bytes);
});

await check("unzip finds it whole, formulyar verify every file in it", async () => {
    const zip = path.join(scratch, "forms.zip");
    execFileSync("unzip", ["-tq", zip]);
    execFileSync("unzip", ["-q", zip, "-d", path.join(scratch, "forms")]);
    const files = execFileSync("find", [path.join(scratch, "forms"), "-name", "*.pdf"], { encoding: "utf8" }).split("\n").filter(Boolean);
    assert(files.length === 25 * 3 + 3 * 2 + 2, `${files.length} files of 25 cases completed, 3 not held, 2 going on`);
    verified(...files);
    console.log(`# ${files.length} files`);
});

await check("they are those that the program makes of the cases that the page saves", async () => {
    const { bytes } = await saved(page, () => page.getByRole("button", { name: "Все дела одним файлом (.xml)" }).click());
    const file = path.join(scratch, "saved.xml");
    writeFileSync(file, bytes);
    const wanted = made(file, "-t", "pdf");
    for (const [name, one] of Object.entries(wanted)) {
        assert(readFileSync(path.join(scratch, "forms", name)).equals(one), `${name} is another`);
    }
    is(Object.keys(wanted).length, 25 * 3 + 3 * 2 + 2, "as many");
});

await check("the cases are saved as a workbook again, which the program reads as the same cases", async () => {
    await page.getByRole("button", { name: "Все дела книгой (.xlsx)" }).click();
    const { bytes } = await saved(page, () => page.getByRole("button", { name: /Сохранить файл.*\.xlsx/ }).click());
    writeFileSync(path.join(scratch, "again.xlsx"), bytes);
    const back = native("check", path.join(scratch, "again.xlsx"));
    assert(back.status === 0 && back.out.includes("30 дел"), back.out.slice(0, 400));
});

is(faults(seen, ears), "", "nothing refused, asked for, heard or thrown");
await browser.close();
done();
