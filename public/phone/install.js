// The app on the home screen, and its next version.

import { say } from './says.js';

/** Registers the worker that opens these pages without a network, and offers its next version when there is one. */
export async function keepPagesReady() {
  if (!('serviceWorker' in navigator)) return;
  try {
    const worker = await navigator.serviceWorker.register('/sw.js', { scope: '/my', updateViaCache: 'none' });
    const offer = (next) => {
      if (!next || !navigator.serviceWorker.controller) return;
      say('version', 'A new version is ready.', ['Update', () => next.postMessage('take over')]);
    };
    offer(worker.waiting);
    worker.addEventListener('updatefound', () => {
      const next = worker.installing;
      next?.addEventListener('statechange', () => next.state === 'installed' && offer(next));
    });
    // A page that stays open for days hears of a new version too.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') worker.update().catch(() => undefined);
    });
  } catch {
    // Without a worker everything works that has a network.
  }
  let reloaded = false;
  const controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled && !reloaded) {
      reloaded = true;
      location.reload();
    }
  });
}

/** On the page that tells how to put the app on the home screen: the browser's own way, where it has one. */
export function offerInstall() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    const place = document.querySelector('[data-install]');
    if (!place) return;
    place.hidden = false;
    place.querySelector('button').onclick = () => event.prompt();
  });
  const installed = matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;
  if (installed) {
    document.querySelectorAll('[data-install-help]').forEach((help) => (help.hidden = true));
    document.querySelectorAll('[data-installed]').forEach((note) => (note.hidden = false));
    // Phones clear what is not asked to stay.
    navigator.storage?.persist?.().catch(() => undefined);
  }
  addEventListener('appinstalled', () => navigator.storage?.persist?.().catch(() => undefined));
}
