// preview.mjs - see ../preview.t; speaks TAP.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { violations } from "../page/lib/axe.mjs";
import { context, faults, start, watch } from "../page/lib/browser.mjs";

let count = 0;
let failed = 0;
function is(got, wanted, name) {
    const good = JSON.stringify(got) === JSON.stringify(wanted);
    console.log(`${good ? "ok" : "not ok"} ${++count} - ${name}`);
    if (!good) console.log(`# wanted ${JSON.stringify(wanted)}\n# got    ${JSON.stringify(got)}`);
    failed += !good;
}

const read = (name) => readFileSync(path.join(process.env.scratch, name), "utf8");
const five = read("five.svg");
const typed = read("typed.svg");
const modules = (name) => pathToFileURL(path.resolve("src/page", name)).href;

// The fonts of the picture stand in for those that the engine hands out.
const fonts = [...five.matchAll(/^@font-face\{font-family:"([^"]*)";font-weight:(\d+);unicode-range:([^;]*);src:url\(data:font\/ttf;base64,([^)]*)\)\}$/gm)].map(
    ([, family, weight, ranges, data], at) => ({ family, weight: Number(weight), ranges, file: `font${at + 1}.ttf`, data }),
);
// The engine has more of them than are loaded at once.
const handedOut = Array.from({ length: 20 }, (_, at) => fonts[at % fonts.length]);

const HOSTILE = (inside) =>
    '<svg xmlns="http://www.w3.org/2000/svg">\n<g class="page" data-page="1">\n<rect width="100" height="100" fill="#fff"/>\n' +
    `${inside}</g>\n</svg>\n`;

const hostile = {
    script: "<script>window.struck = 1</script>",
    handler: '<text x="1" y="9" onclick="window.struck = 1" onload="window.struck = 1">t</text>',
    link: '<a href="javascript:window.struck=1"><text>t</text></a>',
    style: '<style>* { display: none }</style><text style="background:url(http://example.org/)" x="1">t</text>',
    image: '<image href="http://example.org/x.png"/><use href="#x"/>',
    html: '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="window.struck = 1"/></body></foreignObject>',
    otherNames: '<x:g xmlns:x="urn:x"/><g xmlns="http://www.w3.org/1999/xhtml"><text>t</text></g>',
    class: '<text class="toast b">t</text><g class="page" id="v" role="alert" aria-live="assertive"/>',
    colour: '<rect width="1" height="1" fill="url(http://example.org/)"/><path d="M0 0" stroke="red;x"/>',
    animation: '<text x="1"><set attributeName="href" to="x"/><animate attributeName="x"/>t</text>',
    comment: "<!-- c --><?pi x?><g>loose text</g>",
    prefix: '<svg:g xmlns:svg="http://www.w3.org/2000/svg"/>',
    type: "<!DOCTYPE g [<!ENTITY e 't'>]><text>&e;</text>",
    closing: "</g></svg><script>window.struck = 1</script>",
    quotes: '<text class=b x="1">t</text>',
};

writeFileSync(path.join(process.env.scratch, "preview.html"),
    `<!doctype html><html lang="ru"><meta charset="utf-8"><title>preview</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src file:; style-src file:">
${["style.css", "ui/case.css", "ui/screens.css"].map((name) => `<link rel="stylesheet" href="${modules(name)}">`).join("")}<script type="module" src="preview.js"></script>
<body><main><h1>h</h1><h2>h</h2><div id="view" class="sheet-view"></div></main></body></html>`);
writeFileSync(path.join(process.env.scratch, "preview.js"),
    `import { createPreview } from "${modules("ui/preview.js")}";
import { parseBody } from "${modules("ui/preview_dom.js")}";
Object.assign(window, { createPreview, parseBody });
document.getElementById("view").style.height = "600px";`);

const { browser, ears } = await start({ args: ["--allow-file-access-from-files"] });
const made = await context(browser, { viewport: { width: 800, height: 700 } });
const page = await made.newPage();
const seen = await watch(page);
await page.goto(pathToFileURL(path.join(process.env.scratch, "preview.html")).href);
await page.waitForFunction("window.createPreview");
await page.evaluate(
    ({ fonts, handedOut }) => {
        const bytes = (data) => Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const files = fonts.map((font) => ({ name: font.file, bytes: bytes(font.data) }));
        window.told = [];
        window.frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        window.view = document.getElementById("view");
        window.preview = createPreview(view, { engine: { call: async () => ({ fonts: handedOut, files }) }, onpath: (it) => told.push(it) });
    },
    { fonts, handedOut },
);
const note = () => page.evaluate(() => [document.querySelector(".preview-note").hidden, document.querySelector(".preview-note").textContent]);

is(await note(), [false, "Пока нечего показать"], "nothing is shown at first");
is(await page.evaluate((text) => preview.show(text), five), true, "a picture is shown");
is(await note(), [true, ""], "without remark");
is(await page.evaluate(() => [...document.querySelectorAll(".preview-page")].map((one) => one.getAttribute("aria-label"))),
    [1, 2, 3, 4, 5].map((n) => `страница ${n} из 5`), "all five pages");
await page.waitForFunction((count) => document.fonts.size >= count, handedOut.length);
await page.waitForTimeout(500);
is(await page.evaluate(() => [...document.fonts].map((face) => face.status)), handedOut.map(() => "loaded"), "the typefaces are loaded, all of them");
is(await page.evaluate(() => document.querySelector("[aria-level]").getAttribute("aria-level")), "3", "its headings stand below those of the page");

const touched = await page.evaluate((text) => {
    const changes = new MutationObserver(() => {});
    changes.observe(view, { subtree: true, childList: true, characterData: true });
    view.scrollTop = 1500;
    preview.show(text);
    const made = changes.takeRecords();
    changes.disconnect();
    return [...document.querySelectorAll(".preview-page")].map((one) => made.some((change) => one.contains(change.target)));
}, typed);
is(touched, [true, false, false, false, false], "only the page that changed is drawn anew");
is(await page.evaluate(() => view.scrollTop), 1500, "and nothing is scrolled");

/* What became of one picture is what is drawn when there was none, whatever has changed. */
const CHANGES = {
    "a place": (body) => body.replace(/ x="/, ' x="1'),
    "all places": (body) => body.replaceAll(' y="', ' y="1'),
    "an attribute less": (body) => body.replace(/ data-path="[^"]*"/, ""),
    "an attribute more": (body) => body.replace(/<text ([^>]*)>/, '<text $1 lang="en">'),
    "a word": (body) => body.replace(/>([А-Яа-я]+)/, ">$1а"),
    "an element in front": (body) => `<rect x="1" y="2" width="3" height="4"/>${body}`,
    "an element inside": (body) => body.replace(/<\/text>/, '</text><text x="1" y="2">t</text>'),
    "two, far apart": (body) => `${body.replace(/<\/text>/, '</text><text x="1" y="2">t</text>')}<text x="3" y="4">t</text>`,
    "the same twice": (body) => body.replace(/<text [^]*?<\/text>/, "$&$&"),
    "an element less": (body) => body.replace(/<text [^]*?<\/text>/, ""),
    "another element": (body) => body.replace(/<text [^]*?<\/text>/, '<path d="M0 0"/>'),
    "another order": (body) => body.replace(/(<text [^]*?<\/text>)([^]*?)(<text [^]*?<\/text>)/, "$3$2$1"),
    "nothing": () => "",
};
const [, head, firstBody] = /^([^]*?<rect width="[\d.]+" height="[\d.]+" fill="#fff"\/>\n)([^]*?)<\/g>\n(?=<rect|<g class="page"|<\/svg>)/.exec(five);
const wanted = Object.fromEntries(Object.entries(CHANGES).map(([name, change]) => [name, `${head}${change(firstBody)}</g>\n</svg>\n`]));
const unlike = await page.evaluate(({ from, wanted }) => {
    const drawn = () => [...document.querySelectorAll(".preview-page > g:last-child")].map((one) => one.outerHTML).join();
    const anew = (text) => {
        preview.clear();
        return preview.show(text) && drawn();
    };
    const strange = [];
    const plain = anew(from);
    for (const [name, text] of Object.entries(wanted)) {
        const alone = anew(text);
        const became = [from, text, from].map((one) => preview.show(one) && drawn());
        if (alone === plain || [plain, alone, plain].some((one, i) => one === false || one !== became[i])) strange.push(name);
    }
    return strange;
}, { from: `${head}${firstBody}</g>\n</svg>\n`, wanted });
is(unlike, [], "what was changed is what is drawn anew, there and back");
await page.evaluate((text) => preview.show(text), typed);

await page.evaluate(async () => {
    preview.follow("/case/results/result[40]/after");
    await frame();
});
const marks = await page.evaluate(() => {
    const mark = document.querySelector(".preview-marks rect").getBoundingClientRect();
    const box = view.getBoundingClientRect();
    return { inside: mark.top >= box.top && mark.bottom <= box.bottom, moved: view.scrollTop > 2000, window: scrollY };
});
is(marks, { inside: true, moved: true, window: 0 }, "the field that is typed is marked and in view, and the page itself stays");
is(await page.evaluate(() => document.querySelector(".preview-counter").textContent), "страница 4 из 5", "the page in view is counted");
await page.getByRole("button", { name: "Отмечать поле" }).click();
await page.evaluate(() => frame());
is(await page.evaluate(() => document.querySelectorAll(".preview-marks rect").length), 0, "no marks for who wants none");

const place = await page.evaluate(() => {
    const box = [...document.querySelectorAll('[data-path="/case/results/result[40]/after"]')][0].getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
});
await page.mouse.click(place.x, place.y);
is(await page.evaluate(() => told), ["/case/results/result[40]/after"], "a click tells the field");

await page.getByRole("button", { name: "Крупнее" }).click();
await page.evaluate(() => frame());
is(await page.evaluate(() => document.querySelector(".preview-size").textContent), "100 %", "larger");
await page.keyboard.press("+");
await page.evaluate(() => frame());
is(await page.evaluate(() => document.querySelector(".preview-size").textContent), "110 %", "and by the keyboard");
await page.keyboard.press("0");
await page.evaluate(() => frame());
is(await page.evaluate(() => view.scrollWidth <= view.clientWidth), true, "fits the width again");

is(faults(seen, ears), "", "nothing is loaded, refused by the policy, or thrown");
is(await violations(page), [], "axe finds nothing");

is(await page.evaluate((text) => preview.show(text), five.replace("</tspan></text>", "</tspan>")), false, "what is not well-formed is not shown");
is(await page.evaluate(() => document.querySelectorAll(".preview-page").length), 5, "the last picture stays");
is(await note(), [false, "Показано последнее, что удалось напечатать"], "which is said");

const known = "g,text,tspan,rect,path,svg";
for (const [name, inside] of Object.entries(hostile)) {
    const left = await page.evaluate(
        ({ text, known }) => {
            preview.show(text);
            const root = document.querySelector(".preview-pages");
            const all = [...root.querySelectorAll("*")];
            return {
                strange: all.filter((it) => it.namespaceURI !== "http://www.w3.org/2000/svg" || !known.includes(it.localName)).length,
                attributes: all.flatMap((it) => [...it.attributes]).filter((it) => /^on|href|^style$|^id$/.test(it.name) && !/^width/.test(it.value)).length,
                notes: [...root.querySelectorAll("g")].filter((it) => [...it.childNodes].some((child) => child.nodeType > 3)).length,
                alerts: root.querySelectorAll('[role="alert"], [aria-live], .toast').length,
                urls: all.flatMap((it) => [...it.attributes]).filter((it) => /url|red;/.test(it.value)).length,
                struck: window.struck || 0,
            };
        },
        { text: HOSTILE(inside), known },
    );
    is(left, { strange: 0, attributes: 0, notes: 0, alerts: 0, urls: 0, struck: 0 }, `nothing comes in with: ${name}`);
}
is([seen.requests, ears.heard], [[], []], "and nothing is loaded");

const times = await page.evaluate(
    async ({ five, typed }) => {
        const median = async (action, draws) => {
            const all = [];
            for (let i = 0; i < 41; i++) {
                const start = performance.now();
                action(i);
                if (draws) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                all.push(performance.now() - start);
            }
            return Math.round(all.sort((a, b) => a - b)[20] * 10) / 10;
        };
        const one = (i) => preview.show(i % 2 ? five : typed, { focusPath: "/case/results/result[1]/before" });
        const all = () => {
            preview.clear();
            preview.show(five);
        };
        return { one: await median(one), all: await median(all), drawn: await median(one, true) };
    },
    { five, typed },
);
console.log(`# median of 41: one page of five ${times.one} ms, all five ${times.all} ms; one, until it is drawn, ${times.drawn} ms`);
is(times.all < 60, true, "five pages take less than 60 ms");
await browser.close();
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
