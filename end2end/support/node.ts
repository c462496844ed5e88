// A second server on the database of the stories, as a practice's patients and staff may meet it behind a load balancer.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { freePort, ready, stop } from './server';

/** Whether the stories' database can be shared by several servers. */
export const sharable = (process.env.STORIES_DATABASE_URL ?? '').startsWith('postgres');

export type Node = { site: string; end: () => Promise<void> };

/** Starts it on a free port; whoever starts it ends it. */
export async function anotherNode(): Promise<Node> {
  const root = resolve(__dirname, '../..');
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const port = await freePort();
  const [address, site] = [`127.0.0.1:${port}`, `http://localhost:${port}`];
  const server = spawn(process.env.PASSPORT_PROGRAM ?? join(target, 'debug/passport'), ['serve'], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      PASSPORT_MODE: 'demo',
      PASSPORT_ADDR: address,
      PASSPORT_PUBLIC_URL: site,
      PASSPORT_SITE_ROOT: process.env.PASSPORT_SITE_ROOT ?? join(target, 'site'),
      DATABASE_URL: process.env.STORIES_DATABASE_URL,
    },
  });
  const kill = (): void => void server.kill('SIGKILL');
  process.on('exit', kill);
  await ready(`http://${address}/readyz`, server);
  return {
    site,
    end: async () => {
      await stop(server);
      process.off('exit', kill);
    },
  };
}
