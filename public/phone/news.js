// Hears that something of this person changed, on pages that have no bundle to hear it.

import { person, refresh } from './copy.js';
import { say } from './says.js';

/** Shows the page as it is now when another version of the plan counts, and tells of other news. What the person did a
 * moment ago is heard too, and is no news to a page that shows it already. */
export function hearNews() {
  const whose = document.getElementById('whose');
  // A page with a bundle hears for itself.
  if (!whose || document.body.dataset.js === undefined || !('EventSource' in window)) return;
  let pending;
  const changed = () => {
    clearTimeout(pending);
    pending = setTimeout(look, 700);
  };
  const stream = new EventSource(`/live?topics=${encodeURIComponent(whose.dataset.topic)}`);
  stream.addEventListener('changed', changed);
  addEventListener('pagehide', () => stream.close());
}

async function look() {
  const before = (await person())?.person;
  if ((await refresh()) !== 'kept') return;
  const now = (await person())?.person;
  if (before?.plan_number !== now?.plan_number) {
    if (busy()) ask();
    else location.reload();
  } else if (before?.pages[location.pathname] !== now?.pages[location.pathname]) {
    ask();
  }
}

const ask = () => say('news', 'Something has changed since this page was opened.', ['Show it', () => location.reload()]);

// An address with a question in it is the answer to something the person has just done.
const busy = () =>
  location.search !== '' ||
  location.pathname === '/my/emergency' ||
  document.querySelector('main form[method="post"] :is(input:not([type="hidden"]), textarea, select)') !== null;
