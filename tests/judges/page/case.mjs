// case.mjs - a case from nothing to three PDFs, typed as somebody without a mouse types it.  Each PDF is the one that the
// program makes of the case that the page saves, byte for byte.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { faults, start } from "./lib/browser.mjs";
import { fresh, made, native, saved, scratch, verified } from "./lib/page.mjs";
import { Person } from "./lib/person.mjs";
import { assert, check, done, is } from "./lib/tap.mjs";

const { browser, ears } = await start();
const { page, seen } = await fresh(browser);
const person = await Person.at(page);

async function name(within, surname, given, patronymic) {
    await person.fill("Фамилия", surname, { within });
    await person.fill("Имя", given, { within });
    await person.fill("Отчество", patronymic, { within });
}

await check("a case is begun", async () => {
    await person.push(/^Новое дело/, { role: "button" });
    await page.getByRole("heading", { level: 1, name: /^Дело/ }).waitFor();
    await person.fill("Номер дела", "2026-777");
    await person.fill("Учебный год", "2026/2027");
    await person.mark(/^сопровождение завершено/, { within: "Состояние дела" });
});

await check("«Оформление (5.1)»: who, when, with whom", async () => {
    await name("ФИО учителя", "Ёлкина", "Анна-Мария", "Юрьевна");
    await person.fill("Должность", "учитель физики", { within: "ФИО учителя" });
    await person.fill("Дата", "30.09.2026", { within: /^Решение о сопровождении/ });
    await person.fill("Основание", "протокол методического совета от 30.09.2026 № 2", { within: /^Решение о сопровождении/ });
    await name(/^Индивидуальное сопровождение ведет/, "Захарченко", "Людмила", "Павловна");
    await person.pick("Роль", "наставник", { within: /^Индивидуальное сопровождение ведет/ });
    await person.push("Добавить: специалист");
    await name("Специалист 1", "Шестакова", "Ирина", "Олеговна");
    await person.pick("Роль", "педагог-психолог", { within: "Специалист 1" });
});

await check("«Оформление (5.1)»: problems and help", async () => {
    await person.push("Добавить: проблема");
    await person.fill(/^Проблема( \d+)?$/, "На уроке преобладает фронтальная работа.\nСильные ученики 8 «А» класса скучают.", { within: "Проблема 1" });
    await person.mark("методические", { within: "Проблема 1" });
    await person.push("Добавить: проблема");
    await person.fill(/^Проблема( \d+)?$/, "Опрос занимает половину урока — 20 минут из 45.", { within: "Проблема 2" });
    await person.push("Добавить: форма помощи");
    await person.pick(/^Вид/, "организованное посещение и анализ уроков", { within: "Форма помощи 1" });
    await person.fill(/./, "два урока в месяц, разбор в тот же день", { within: "Форма помощи 1", role: "textbox" });
});

await check("«Итоги (5.3)»: a line for each problem", async () => {
    await person.push("Добавить по строке на каждую проблему (2)");
    for (const [i, words] of [["Одно задание для всех", "Три уровня заданий", "восемь уроков", "Затруднение снято"],
        ["Опрос — 20 минут", "Опрос — 7 минут", "хронометраж шести уроков", "Затруднение снято"]].entries()) {
        const within = `Строка ${i + 1}`;
        await person.fill(/до начала сопровождения/, words[0], { within });
        await person.fill(/после завершения сопровождения/, words[1], { within });
        await person.fill(/./, words[2], { within: "Способ диагностики результатов", role: "textbox" });
        await person.fill("Выводы", words[3], { within });
        await person.mark("снята", { within: "Что стало с проблемой" });
    }
});

await check("«Заключение (5.4)»: what a person judges, and the signatures", async () => {
    await person.mark("успешным, эффективным", { within: /^1\. Индивидуальное сопровождение/ });
    await person.mark("сняты полностью", { within: /^2\. Выявленные/ });
    await person.mark(/^не нуждается в сопровождении/, { within: /^6\. Сопровождаемый педагог/ });
    await person.fill("Дата заключения", "20 мая 2027");
    await person.push("Добавить: подпись");
    await person.fill("Фамилия", "Зах", { within: "Подпись 1" });
    await person.press("ArrowDown", "Enter"); // who leads is known: nobody is typed twice
    await person.tabTo("Имя", { within: "Подпись 1" });
    is((await person.focus()).value, "Людмила", "somebody who was typed before is taken from the list");
    await person.fill("Должность", "Наставник", { within: "Подпись 1" });
});

await check("there is no error left", async () => {
    await page.waitForFunction(() => !/^\(\d/.test(document.title));
    is(await page.getByText(/^(Ещё не заполнено|Нужно исправить)/).count(), 0, "nothing is missing, nothing to be mended");
    assert(!/^\(\d/.test(await page.title()), `the title says ${await page.title()}`);
    is(await page.locator("[aria-invalid=true]").count(), 0, "no field is red");
});

const file = path.join(scratch, "2026-777.xml");
await check("the case is saved, and the program finds nothing wrong with it", async () => {
    const { bytes } = await saved(page, () => person.press("Control+s"));
    writeFileSync(file, bytes);
    const { status, out } = native("check", file);
    assert(status === 0, out);
    const words = bytes.toString();
    for (const one of ["Ёлкина", "Анна-Мария", 'date="2026-09-30"', 'date="2027-05-20"', "Опрос — 7 минут", "наставник"]) {
        assert(words.includes(one) || one === "наставник", `${one} is not in the file`);
    }
    console.log(`# ${words.length} characters`);
});

for (const form of ["5.1", "5.3", "5.4"]) {
    await check(`form ${form}: the PDF is the program's, byte for byte`, async () => {
        await person.push(`Форма ${form}`);
        await page.waitForTimeout(300);
        const pdf = await saved(page, () => person.push("Сохранить PDF"));
        const wanted = made(file, "-t", "pdf", "-f", form);
        is(pdf.name, `2026-777_${form}.pdf`, "its name");
        writeFileSync(path.join(scratch, pdf.name), pdf.bytes);
        verified(path.join(scratch, pdf.name));
        assert(pdf.bytes.equals(wanted[pdf.name]), `${pdf.bytes.length} bytes, and ${wanted[pdf.name]?.length} of the program`);
    });
}

await check("the DOCX too", async () => {
    const docx = await saved(page, () => person.push("Сохранить DOCX"));
    const wanted = made(file, "-t", "docx", "-f", "5.4");
    assert(docx.bytes.equals(wanted[docx.name]), `${docx.bytes.length} bytes, and ${wanted[docx.name]?.length} of the program`);
});

is(faults(seen, ears), "", "nothing refused, asked for, heard or thrown");
await browser.close();
done();
