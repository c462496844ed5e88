// Logging out: what waits is sent, then everything that this phone keeps goes, in every tab, before the session ends.

import { flush, waiting } from './outbox.js';
import { wipe } from './store.js';

const LOG_OUT = '/api/people/log_out';
const DUE = 'log_out_due';
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('passport') : undefined;

/** Watches for somebody who logs out, here or in another tab. */
export function watchLeaving() {
  document.addEventListener('submit', (event) => {
    if (event.target.getAttribute('action') !== LOG_OUT) return;
    event.preventDefault();
    leave(event.target);
  });
  tabs?.addEventListener('message', ({ data }) => data === 'out' && location.replace('/'));
  // A page from before, out of the browser's memory, is not shown to whoever comes next.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

async function leave(form) {
  await Promise.race([flush(), new Promise((done) => setTimeout(done, 3000))]);
  const left = await waiting();
  if (left.length > 0) {
    const what = left.length === 1 ? '1 entry is not sent and will be lost.' : `${left.length} entries are not sent and will be lost.`;
    if (!confirm(`${what} Log out all the same?`)) return;
  }
  await forgetPush();
  await wipe();
  navigator.clearAppBadge?.().catch(() => undefined);
  tabs?.postMessage('out');
  try {
    await end();
    location.replace('/');
  } catch {
    // No network: nothing is kept here any more, and the session is ended before anything else, next time there is one.
    localStorage.setItem(DUE, 'yes');
    location.replace('/my/offline/emergency');
  }
}

async function end() {
  const answer = await fetch(LOG_OUT, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(8000) });
  if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error('not logged out');
}

/** Ends the session that somebody left without a network. False when it still cannot be ended. */
export async function leaveAtLast() {
  if (localStorage.getItem(DUE) === null) return true;
  try {
    await end();
    localStorage.removeItem(DUE);
    location.replace('/');
  } catch {
    // Tried again on the next page.
  }
  return false;
}

/** Reminders for whoever logged out do not reach whoever holds the phone next. */
async function forgetPush() {
  try {
    const worker = await navigator.serviceWorker?.getRegistration('/my');
    const subscription = await worker?.pushManager?.getSubscription();
    await subscription?.unsubscribe();
  } catch {
    // A phone without push has nothing to forget.
  }
}
