// Hears that something of this person changed, on pages that have no bundle to hear it.

import { say } from './says.js';

/** Shows the page as it is now when the plan or the diary changed elsewhere; asks first where somebody is in the middle
 * of something. */
export function hearNews() {
  const whose = document.getElementById('whose');
  // A page with a bundle hears for itself.
  if (!whose || document.body.dataset.js === undefined || !('EventSource' in window)) return;
  let pending;
  const changed = () => {
    clearTimeout(pending);
    pending = setTimeout(() => (busy() ? ask() : location.reload()), 700);
  };
  const stream = new EventSource(`/live?topics=${encodeURIComponent(whose.dataset.topic)}`);
  stream.addEventListener('changed', changed);
  addEventListener('pagehide', () => stream.close());
}

const ask = () => say('news', 'Something has changed since this page was opened.', ['Show it', () => location.reload()]);

// An address with a question in it is the answer to something the person has just done.
const busy = () =>
  location.search !== '' ||
  location.pathname === '/my/emergency' ||
  document.querySelector('main form[method="post"] :is(input:not([type="hidden"]), textarea, select)') !== null;
