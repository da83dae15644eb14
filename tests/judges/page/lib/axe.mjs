// axe.mjs - what axe-core finds wrong on the screen that is shown, by WCAG 2.2 AA and what it calls best practice.
import { axeSource } from "./browser.mjs";

/** violations(PAGE): lines «rule: element: why»; empty when there are none. */
export async function violations(page) {
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    return result.violations.flatMap((violation) =>
        violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, " ").slice(0, 240)}`),
    );
}

/** sideways(PAGE): elements that make the page scroll sideways at the width that the window has. */
export function sideways(page) {
    return page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > width + 1)
            .slice(-5)
            .map((one) => `${one.tagName.toLowerCase()}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)} of ${width}`)
            .concat(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
    });
}
