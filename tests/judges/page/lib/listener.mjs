// listener.mjs - ears on the network: a server on 127.0.0.1 that is also the browser's proxy, so that whatever the browser
// would send to any address arrives here.  Nothing is passed on; what was heard is kept.
import http from "node:http";

// What the browsers ask for by themselves, whatever page is open: clocks, updates, accounts, lists of bad addresses.
const own = /(^|[/.])(google\.com|googleapis\.com|gvt1\.com|gstatic\.com|mozilla\.(com|net|org)|firefox\.com)([:/]|$)/;

/** listen(): {port, heard, close()}; heard has a line for each request that came and is not the browser's own. */
export async function listen() {
    const heard = [];
    const hear = (method, address) => {
        if (!own.test(address.replace(/[?#].*/, ""))) heard.push(`${method} ${address}`);
    };
    const server = http.createServer((request, response) => {
        hear(request.method, request.url);
        response.writeHead(204, { "access-control-allow-origin": "*" });
        response.end();
    });
    server.on("connect", (request, socket) => {
        hear("CONNECT", request.url);
        socket.on("error", () => {});
        socket.end("HTTP/1.1 502 No\r\n\r\n");
    });
    server.on("clientError", (error, socket) => socket.destroy());
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { port: server.address().port, heard, close: () => server.close() };
}
