// Plain forms that a phone can keep: `data-kind` says what the entry is, `data-next` where to go once it is written here.
// The server reads the same fields from the same names, so that the form works without scripts as well.

import { add, flush } from './outbox.js';
import { show } from './copy.js';
import { dequeue } from './store.js';

export function keepForms() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.kind && !form.dataset.plain) {
      event.preventDefault();
      write(form, event.submitter);
    } else if (form.getAttribute('action') === '/api/my/switch' && document.querySelector('[data-kept-page]')) {
      // Without a network the phone shows the other person by itself.
      event.preventDefault();
      show(new FormData(form).get('to'));
    }
  });
}

async function write(form, submitter) {
  const { id, person, happened_at, ...fields } = Object.fromEntries(new FormData(form, submitter));
  const plainly = () => {
    form.dataset.plain = 'yes';
    form.requestSubmit(submitter);
  };
  let entry;
  try {
    entry = await add(form.dataset.kind, id, person, fields, happened_at ? new Date(happened_at) : undefined);
  } catch {
    return plainly();
  }
  const outcome = (await flush()).get(entry.id);
  if (outcome && outcome !== 'kept' && outcome !== 'known') {
    // The page says beside each field what is wrong, which the queue cannot.
    await dequeue(entry.id);
    return plainly();
  }
  location.assign(form.dataset.next);
}
