/*
 * print.js - a PDF is printed by the browser's own viewer: in a frame that nobody sees, which is asked to print; where
 * that is refused the PDF opens in a new tab.  A page from file:// has no origin of its own (RFC 6454, "null"), so that a
 * viewer's frame is a stranger's to it and cannot be asked.
 */

let frame = null;

/* Opens the dialog of printing; resolves with true, or with false when the browser did not let us. */
export function printPdf(bytes) {
    if (navigator.pdfViewerEnabled === false || globalThis.origin === 'null') return Promise.resolve(false);
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    if (frame) {
        URL.revokeObjectURL(frame.src);
        frame.remove();
    }
    frame = document.createElement('iframe');
    frame.className = 'only-heard';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    return new Promise((resolve) => {
        frame.addEventListener('load', () => {
            /* the viewer starts after the frame has loaded */
            setTimeout(() => resolve(askFrame()), 300);
        });
        frame.src = url;
        document.body.append(frame);
        setTimeout(() => resolve(false), 8000);
    });
}

function askFrame() {
    try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
        return true;
    } catch {
        return false;
    }
}

/* Opens a PDF in a new tab; false when the browser blocked it. */
export function openPdf(bytes) {
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    const tab = window.open(url, '_blank');
    setTimeout(() => URL.revokeObjectURL(url), 600000);
    return tab !== null;
}
