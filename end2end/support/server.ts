// The product for one run of the stories: the debug server on a free port, with a database of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const patience = 120_000;

export default async function start(): Promise<() => Promise<void>> {
  const program = process.env.PASSPORT_PROGRAM ?? join(target, 'debug/passport');
  if (!existsSync(program)) {
    throw new Error(`there is no server at ${program}: run \`cargo xtask test stories\``);
  }
  const folder = mkdtempSync(join(tmpdir(), 'passport-stories-'));
  const results = resolve(__dirname, '../test-results');
  mkdirSync(results, { recursive: true });
  const logFile = join(results, 'server.log');
  const log = openSync(logFile, 'w');
  const port = await freePort();
  // By name: at a bare number no browser gives passkeys.
  const [address, site] = [`127.0.0.1:${port}`, `http://localhost:${port}`];
  const server = spawn(program, ['serve', '--demo'], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      PASSPORT_MODE: 'demo',
      PASSPORT_ADDR: address,
      PASSPORT_PUBLIC_URL: site,
      PASSPORT_SITE_ROOT: process.env.PASSPORT_SITE_ROOT ?? join(target, 'site'),
      DATABASE_URL: process.env.STORIES_DATABASE_URL ?? `sqlite://${join(folder, 'passport.db')}?mode=rwc`,
    },
  });
  closeSync(log);
  // Whatever ends this process also ends the server.
  const kill = (): void => void server.kill('SIGKILL');
  process.on('exit', kill);
  const clear = async (): Promise<void> => {
    await stop(server);
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(`http://${address}/readyz`, server);
  } catch (error) {
    await clear();
    throw new Error(`${String(error)}\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
  }
  process.env.PASSPORT_BASE_URL = site;
  return clear;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const found = probe.address();
  await new Promise((done) => probe.close(done));
  if (found === null || typeof found === 'string') {
    throw new Error('no free port');
  }
  return found.port;
}

export async function ready(address: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error('the server ended while it started');
    }
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the server was not ready in time');
}

export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    return;
  }
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  const force = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(force);
}
