/*
 * dialog.js - modal dialogs over <dialog>: the focus goes in, Escape closes, the focus comes back to where it was.
 */

import { t } from '../words.js';
import { button, el, fill, freshId } from './dom.js';

function give(focusedBefore) {
    if (focusedBefore && focusedBefore.isConnected) focusedBefore.focus();
    else document.getElementById('main')?.focus();
}

/*
 * Shows a dialog and resolves with the value of the button that was pressed, null when it was closed otherwise.
 * buttons: [{value, text, main}]; the content is elements or strings.  wide: for much text.
 */
export function ask(title, content, buttons, { wide = false } = {}) {
    const before = document.activeElement;
    const id = freshId('dialog');
    return new Promise((resolve) => {
        let answer = null;
        const dialog = el('dialog', { 'aria-labelledby': id, class: wide ? 'wide' : '' });
        const press = (value) => () => {
            answer = value;
            dialog.close();
        };
        fill(
            dialog,
            el('h2', { id, tabindex: -1 }, title),
            el('div', { class: 'dialog-text' }, content),
            el(
                'div',
                { class: 'dialog-buttons' },
                buttons.map((one) => button(one.text, press(one.value), { class: one.main ? 'main' : '' })),
            ),
        );
        dialog.addEventListener('close', () => {
            dialog.remove();
            give(before);
            resolve(answer);
        });
        document.body.append(dialog);
        dialog.showModal();
        (dialog.querySelector('input,select,textarea,button.main') || dialog.querySelector('h2')).focus();
    });
}

/* Tells something that must be read. */
export function message(title, ...content) {
    return ask(
        title,
        content.map((one) => (typeof one === 'string' ? el('p', {}, one) : one)),
        [{ value: true, text: t('dialog.ok'), main: true }],
        { wide: content.some((one) => typeof one !== 'string') },
    );
}

/* Asks for a yes; the words of the button say what will happen. */
export async function confirmed(title, text, yes) {
    const answer = await ask(title, [el('p', {}, text)], [
        { value: true, text: yes, main: true },
        { value: false, text: t('dialog.cancel') },
    ]);
    return answer === true;
}
