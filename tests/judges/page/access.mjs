// access.mjs - every screen, light and dark: axe-core finds nothing, nothing is wider than a window of 320 pixels, and pictures of
// all of them are left in build/judges/page-shots for a person to look at.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { faults, start } from "./lib/browser.mjs";
import { hiddenFocus, sideways, violations } from "./lib/axe.mjs";
import { fresh, openFiles, screen } from "./lib/page.mjs";
import { check, assert, done, is } from "./lib/tap.mjs";

const shots = path.join(process.env.JUDGES ?? "build/judges", "page-shots");
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

const named = (page, name) => page.getByRole("group", { name: "Действия" }).getByText(name).waitFor();

/** What is looked at: a name for the picture, and how somebody gets there. */
const SCREENS = [
    ["start", async () => {}],
    ["case-none", (page) => screen(page, "Дело")],
    ["year-none", (page) => screen(page, "Все дела")],
    ["case-new", async (page) => {
        await screen(page, "Начало");
        await page.getByRole("button", { name: /^Новое дело/ }).first().click();
        await page.getByLabel("Фамилия", { exact: true }).first().waitFor();
    }],
    ["case-good", async (page) => {
        await openFiles(page, "samples/completed.xml");
        await named(page, "completed.xml");
    }],
    ["case-errors", async (page) => {
        await openFiles(page, "samples/draft.xml");
        await page.getByRole("button", { name: "Показать, чего не хватает" }).click();
        await page.getByRole("heading", { name: /Нужно исправить/ }).waitFor();
    }],
    ["dialog-draft", async (page) => {
        await page.getByRole("button", { name: "Сохранить PDF" }).click();
        await page.getByRole("dialog").waitFor();
    }, "Escape"],
    ["dialog-not-opened", async (page) => {
        await openFiles(page, { name: "письмо.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") });
        await page.getByRole("dialog").waitFor();
    }, "Escape"],
    ["year", async (page) => {
        await openFiles(page, "samples/thirty.xml");
        await screen(page, "Все дела");
        await page.locator("main").getByText(/Показано: \d+ из \d+/).waitFor();
        await page.getByText(/без ошибок — \d+/).waitFor();
    }],
    ["year-make", async (page) => page.getByText("Сделать из всех дел").click()],
    ["year-made", async (page) => {
        await page.getByRole("button", { name: "Все формы архивом (ZIP)" }).click();
        await page.getByRole("button", { name: /Сохранить файл/ }).waitFor({ timeout: 60000 });
    }],
    ["council", (page) => screen(page, "Методсовет")],
    ["council-file", async (page) => {
        await openFiles(page, "samples/council/twelve-cases.xml");
        await named(page, "twelve-cases.xml");
    }],
    ["school", (page) => screen(page, "Наша школа")],
    ["school-people", async (page) => page.getByRole("button", { name: /^Добавить/ }).first().click()],
    ["help", (page) => screen(page, "Справка")],
    ["about", (page) => screen(page, "О программе")],
    ["english", async (page) => {
        await page.getByRole("button", { name: "English" }).or(page.getByRole("button", { name: "Switch to English" })).first().click();
        await page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name: "Case", exact: true }).click();
        await page.getByRole("heading", { level: 1, name: /^Case/ }).waitFor();
    }],
];

const { browser, ears } = await start();

async function looked(page, name, light) {
    await page.waitForTimeout(200); // colours may change slowly
    await check(`axe finds nothing: ${name}, ${light}`, async () => {
        const found = await violations(page);
        assert(found.length === 0, found.slice(0, 12).join("\n"));
    });
}

async function narrow(page, name) {
    await check(`no scrolling sideways at 320 pixels: ${name}`, async () => {
        const before = page.viewportSize();
        await page.setViewportSize({ width: 320, height: 640 });
        await page.waitForTimeout(150);
        const found = await sideways(page);
        await page.setViewportSize(before);
        assert(found.length === 0, found.join("\n"));
    });
}

/** Nothing that somebody reads beside a field is meant for another window: no tags, cells, codes, keys of Excel, commands. */
async function plainWords(page, name) {
    await check(`explanations speak of what is on the screen: ${name}`, async () => {
        const words = await page.locator("main").innerText();
        const odd = words.match(/[^\n]*(<\/?[a-z]|Alt\+Enter|столб(ец|ца|це) (правее|левее)|в ячейк|formulyar |--[a-z]+)[^\n]*/g) ?? [];
        assert(odd.length === 0, odd.slice(0, 8).join("\n"));
    });
}

async function pictures(page, name) {
    for (const [folder, width, height] of [["1366x768", 1366, 768], ["400x800", 400, 800], ["zoom-200", 683, 384]]) {
        await page.setViewportSize({ width, height });
        await page.waitForTimeout(100);
        await page.screenshot({ path: path.join(shots, `${folder}-${name}.png`) });
    }
    await page.setViewportSize({ width: 1366, height: 768 });
}

const { page, seen } = await fresh(browser);
for (const [name, go, leave] of SCREENS) {
    try {
        await go(page);
    } catch (error) {
        is(String(error.message).split("\n")[0], "", `the screen is reached: ${name}`);
        await page.keyboard.press("Escape");
        continue;
    }
    await page.waitForTimeout(300);
    await page.emulateMedia({ colorScheme: "light" });
    await looked(page, name, "light");
    await pictures(page, name);
    await page.emulateMedia({ colorScheme: "dark" });
    await looked(page, name, "dark");
    await page.screenshot({ path: path.join(shots, `dark-${name}.png`) });
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await page.screenshot({ path: path.join(shots, `forced-${name}.png`) });
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    await narrow(page, name);
    if (/^(case|school|council)/.test(name)) await plainWords(page, name);
    if (name === "year-made") {
        await check(`the focus is never hidden: ${name}`, async () => {
            const hidden = await hiddenFocus(page, 60);
            assert(hidden.length === 0, hidden.join("\n"));
        });
    }
    if (leave) await page.keyboard.press(leave);
}
is(faults(seen, ears), "", "nothing refused, asked for, heard or thrown");
await browser.close();
done();
