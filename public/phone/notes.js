// Notes of the diary written without a network: an attack, A&E and hospital, blows, puffs, a night, triggers.

import { person } from './copy.js';
import { add } from './outbox.js';

const NOTE = '/api/diary/note';

/** Keeps a note here where the form cannot be sent now. `sent` is called once it is kept. */
export function keepNotesHere(sent) {
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    const here = document.body.dataset.keptPage !== undefined || !navigator.onLine;
    if (form.getAttribute('action') !== NOTE || !here) return;
    event.preventDefault();
    askForWhatIsMissing(form);
    if (!form.reportValidity()) return;
    const { id, kind, replaces: _, ...typed } = Object.fromEntries(new FormData(form));
    const whose = document.getElementById('whose')?.dataset.person ?? (await person())?.person.id;
    try {
      await add(kind, id, whose, typed);
    } catch {
      // What went wrong is said already; the form stays as it is.
      return;
    }
    await sent();
    location.assign(typed.how_long === 'still_on' ? '/my/emergency' : '/my/diary');
  });
}

/** The browser's own words beside the first field that lacks an answer. What is not shown is not asked. */
function askForWhatIsMissing(form) {
  for (const field of form.querySelectorAll('input[type=radio], select, input[name=blow_1], input[name=puffs], input[name$=_date]')) {
    field.required = field.offsetParent !== null;
  }
  for (const field of form.querySelectorAll('input[inputmode=numeric]')) field.pattern = '[0-9]*';
}
