/*
 * pictures.mjs FOLDER - screens of the page (PAGE, or BUILD/formulyar.html) as PNG files, for the manuals: what somebody sees
 * who does what the manual of the deputy head tells.  Called by tools/pictures; drives the page as the judges do.
 */
import path from "node:path";
import { fresh, openFiles, screen } from "../tests/judges/page/lib/page.mjs";
import { start } from "../tests/judges/page/lib/browser.mjs";

const folder = process.argv[2];
const { browser, ears } = await start();
const { page } = await fresh(browser, { viewport: { width: 1180, height: 720 }, reducedMotion: "reduce" });

/* The window as it is when nothing moves any more and the notice at the bottom has gone; or only what is in a box. */
async function picture(name, box) {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => [...document.querySelectorAll(".toast")].every((one) => !one.offsetHeight), undefined, { timeout: 20000 });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(600);
    await page.screenshot({ path: path.join(folder, `${name}.png`), caret: "hide", animations: "disabled", ...(box ? { clip: box } : {}) });
}

const person = (role, id, surname, given, patronymic, days = "") =>
    `<person role="${role}" person="${id}"${days}><surname>${surname}</surname><given>${given}</given><patronymic>${patronymic}</patronymic></person>`;
const school = `<?xml version="1.0" encoding="UTF-8"?>
<organization xmlns="urn:formulyar:form:1">
<full-name>Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 7»</full-name>
<short-name>МБОУ «СШ № 7»</short-name>
<letterhead><line strong="yes"><requisite name="full-name"/></line><line strong="yes">(<requisite name="short-name"/>)</line></letterhead>
<people>
${person("director", "u-01", "Седых", "Ольга", "Кузьминична")}
${person("deputy-uvr", "u-02", "Прохорова", "Елена", "Сергеевна", ' to="2027-01-31"')}
${person("deputy-uvr", "u-03", "Новикова", "Анна", "Ивановна", ' from="2027-02-01"')}
</people>
</organization>
`;

const button = (name) => page.getByRole("button", { name });

/* The sheet beside the fields shows its first page. */
const laidOut = () => page.getByText(/страница 1 из/).waitFor();

await picture("page-start");

await openFiles(page, [{ name: "organization.xml", mimeType: "text/xml", buffer: Buffer.from(school) }]);
await screen(page, "Наша школа");
await picture("page-school");
await page.getByText("Люди школы", { exact: true }).first().evaluate((one) => one.scrollIntoView({ block: "start" }));
await picture("page-people");

await openFiles(page, ["samples/draft.xml"]);
await laidOut();
await picture("page-case");

await button("Показать, чего не хватает").click();
await picture("page-errors");

await page.getByRole("link", { name: /^5.3, строка 1: заполните столбец «после/ }).or(page.getByRole("button", { name: /^5.3, строка 1: заполните столбец «после/ })).first().click();
await laidOut();
await picture("page-field");

await openFiles(page, ["samples/thirty.xml"]);
await screen(page, "Все дела");
await page.getByText(/31.дело: без ошибок/).waitFor({ timeout: 30000 });
await button(/^Ошибки|Упорядочить: Ошибки/).first().click();
await picture("page-year");

await page.getByText("Сделать из всех дел").click();
await picture("page-make");

await screen(page, "Методсовет");
await page.getByLabel("Номер протокола").fill("5");
await page.getByLabel(/^Дата заседания/).fill("28.05.2026");
await picture("page-council");

if (ears.heard.length) throw new Error(`the page used the network: ${ears.heard}`);
await browser.close();
process.exit(0); // what listens would go on
