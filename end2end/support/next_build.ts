// The same server behind another address, where a next build of the phones' worker can come out at a moment the story
// chooses: a browser fetches a worker by itself, where no page can step in.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

export type NextBuild = { address: string; comeOut(): void; close(): void };

export async function nextBuild(): Promise<NextBuild> {
  const server = new URL(process.env.PASSPORT_BASE_URL ?? '');
  let out = false;
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    const headers = { ...asked.headers, host: server.host, 'accept-encoding': 'identity' };
    const onward = request(
      { host: server.hostname, port: server.port, path: asked.url, method: asked.method, headers },
      (found) => {
        if (asked.url !== '/sw.js') {
          answer.writeHead(found.statusCode ?? 502, found.headers);
          found.pipe(answer);
          return;
        }
        const parts: Buffer[] = [];
        found.on('data', (part: Buffer) => parts.push(part));
        found.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const body = out ? text.replace(/"name":"[0-9a-f]{16}"/, '"name":"0000000000000001"') : text;
          const { 'content-length': _, etag: __, ...rest } = found.headers;
          answer.writeHead(found.statusCode ?? 502, rest).end(body);
        });
      },
    );
    onward.on('error', () => answer.destroy());
    // A stream that the browser left is left here too.
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  };
  const proxy = createServer(pass);
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const place = proxy.address();
  const port = place !== null && typeof place !== 'string' ? place.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    comeOut: () => (out = true),
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
