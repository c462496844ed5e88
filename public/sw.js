// Opens the patients' pages without a network. It keeps no page of anybody: shells, scripts and styles only. The server
// puts `BUILD` before this text: the name of the build, its files, and its shells.

importScripts('/phone/worker-push.js');

const CACHE = `passport-${BUILD.name}`;
const SHELL = '/my/offline/page';
const EMERGENCY_SHELL = '/my/offline/emergency';

self.addEventListener('install', (event) => event.waitUntil(store()));

async function store() {
  const cache = await caches.open(CACHE);
  await cache.addAll(BUILD.files.map((file) => new Request(file, { cache: 'reload' })));
  for (const shell of [SHELL, EMERGENCY_SHELL]) {
    // Asked as nobody, so that nobody's data can be in it.
    const answer = await fetch(shell, { credentials: 'omit', cache: 'reload' });
    if (!answer.ok || answer.redirected) throw new Error('no shell');
    await cache.put(shell, answer);
  }
}

// Whoever reads goes on with the version they opened; the next one takes over when they say so, or at the next start.
self.addEventListener('message', (event) => event.data === 'take over' && self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('passport-') && name !== CACHE).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request, url));
  else if (BUILD.files.includes(url.pathname)) event.respondWith(file(request, url));
});

/** The page from the server; without one, or when it keeps somebody waiting, the shell. */
async function page(request, url) {
  const emergency = url.pathname === '/my/emergency';
  try {
    const answer = await soon(fetch(request), emergency ? 800 : 5000);
    if (answer.status < 502) return answer;
  } catch {
    // No network, or too slow a one.
  }
  if (url.pathname.endsWith('.pdf')) return fetch(request);
  return (await caches.match(emergency ? EMERGENCY_SHELL : SHELL)) ?? fetch(request);
}

/** Files as this build has them: a page on a slow line must not wait for what the phone holds. The next build brings its
 * own, all together. */
async function file(request, url) {
  return (await caches.match(url.pathname, { cacheName: CACHE })) ?? fetch(request);
}

function soon(answer, most) {
  return Promise.race([answer, new Promise((_, late) => setTimeout(() => late(new Error('too late')), most))]);
}
