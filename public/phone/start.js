// What every page of a patient starts. Nothing here is needed to read a page or to send a form.

import { ageOf, fill, isFresh, keepOnlyTheirs, person, refresh } from './copy.js';
import { startCounter } from './counter.js';
import { switchHere } from './people.js';
import { keepPagesReady, offerInstall } from './install.js';
import { leaveAtLast, watchLeaving } from './leave.js';
import { hearNews } from './news.js';
import { offerPasskey } from './passkey.js';
import { keepNotesHere } from './notes.js';
import { say } from './says.js';
import { keepsSomething } from './store.js';
import { add, flush, newId, tell, waiting } from './outbox.js';

/** What the bundle asks of the phone. */
window.phone = {
  /** What is kept of the person shown under a name, as JSON. */
  kept: async (name) => {
    const found = await person();
    return found?.person?.[name] === undefined ? undefined : JSON.stringify(found.person[name]);
  },
  newId,
  /** Writes an entry here; it is sent as soon as it can be. */
  write: async (kind, id, whose, form) => {
    await add(kind, id, whose, JSON.parse(form));
    sendAll();
  },
  /** Entries of one person that wait, as JSON. */
  waiting: async (whose) => JSON.stringify((await waiting()).filter((entry) => entry.person === whose)),
};

const RULES_ANSWER = ['/my', '/my/', '/my/check-in', '/my/offline/today'];

/** A shell becomes the page that it stands for: from what is kept, and with the rules where they answer. */
async function wakeShell() {
  document.body.dataset.keptPage = '';
  if (!RULES_ANSWER.includes(location.pathname)) return fill();
  if (!(await person())) return fill();
  const { js, wasm } = document.body.dataset;
  try {
    const bundle = await import(js);
    await bundle.default({ module_or_path: wasm });
    document.querySelectorAll('body > :not(script, #phone-says)').forEach((part) => part.remove());
    bundle.start();
    const { copy, person: shown } = await person();
    say('kept', ageOf(copy, shown).text);
  } catch {
    // The shell's own emergency steps stay.
  }
}

async function begin() {
  offerPasskey();
  startCounter();
  if (!(await leaveAtLast())) return;
  watchLeaving();
  switchHere();
  keepNotesHere(sendAll);
  const shell = document.getElementById('shell');
  if (shell) await wakeShell();
  else if (document.querySelector('[data-fill]')) await fill();
  startCounter();
  if (location.pathname.startsWith('/my')) offerInstall();
  if (!document.getElementById('whose') && !shell && !document.querySelector('[data-fill]')) return offerKept();
  await tell();
  hearNews();
  const whose = document.getElementById('whose')?.dataset.person;
  if (whose) await keepOnlyTheirs(whose);
  const now = (await isFresh(whose)) ? 'kept' : await refresh();
  if (now === 'let go') return location.reload();
  if (now === 'kept') {
    await sendAll();
    if (document.querySelector('[data-fill] .kept-note') && (await fill())) startCounter();
  }
  addEventListener('online', () => refresh().then(sendAll));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendAll());
  setInterval(sendAll, 60000);
  if (document.readyState === 'complete') keepPagesReady();
  else addEventListener('load', keepPagesReady);
}

/** Sends what waits; what the server then knows belongs into the copy. */
async function sendAll() {
  if ((await flush()).size > 0) await refresh();
}

/** Whoever is logged out may still open the plan that their own phone keeps. */
async function offerKept() {
  // Who has left, or acts for nobody any more, keeps nothing here.
  if (!keepsSomething()) return;
  if (await person()) await refresh();
  const place = document.querySelector('[data-kept-offer]');
  if (place && (await person())) place.hidden = false;
}

begin();
