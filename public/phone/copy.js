// The copy for when there is no network: fetched whole, kept sealed, and put into pages that hold nobody's data.

import { forget, keep, kept, wasCleared, wipe } from './store.js';
import { moment, say } from './says.js';

const DAY = 24 * 60 * 60 * 1000;

/** Fetches the copy anew. Answers "kept", "signed out", "let go", or "no network". */
export async function refresh() {
  const cleared = await wasCleared();
  const has = await kept('copy');
  let answer;
  try {
    const headers = { accept: 'application/json', ...(has?.ticket && { 'x-kept': has.ticket }) };
    answer = await fetch('/sync/v1/copy', { headers, signal: AbortSignal.timeout(15000) });
  } catch {
    return 'no network';
  }
  if (answer.status === 401) return letGo(has, await answer.json().catch(() => ({})));
  if (!answer.ok) return 'no network';
  try {
    const copy = await answer.json();
    if (has && has.account !== copy.account) await forget('shown');
    await keep('copy', { ...copy, kept_at: new Date().toISOString() });
    if (cleared) {
      say('cleared', 'This phone had cleared its copy of your plan. It is kept again now. Entries that were not sent are lost.');
    }
    return 'kept';
  } catch {
    say('room', 'This phone has no room to keep your plan for when there is no signal.');
    return 'no room';
  }
}

/** A session that ran out takes nothing away; whoever the account acts for no more goes, and with the last everything. */
async function letGo(copy, { still }) {
  const people = still && copy?.people.filter(({ id }) => still.includes(id));
  if (!people || people.length === copy.people.length) return 'signed out';
  if (people.length > 0) await keep('copy', { ...copy, people });
  else await wipe();
  return 'let go';
}

/** Somebody else has logged in on this phone: the copy of whoever was here before is shown no more. */
export async function keepOnlyTheirs(shown) {
  const copy = await kept('copy');
  if (copy && !copy.people.some(({ id }) => id === shown)) await keep('copy', { ...copy, account: '', people: [] });
}

/** Whether the copy was made a moment ago, for whoever is shown now. */
export async function isFresh(shown) {
  const copy = await kept('copy');
  return copy !== undefined && copy.current === shown && Math.abs(Date.now() - new Date(copy.kept_at)) < 60000;
}

/** The copy with the person whose pages are shown. */
export async function person() {
  const copy = await kept('copy');
  if (!copy) return undefined;
  const shown = (await kept('shown')) ?? copy.current;
  const found = copy.people.find(({ id }) => id === shown) ?? copy.people[0];
  return found && { copy, person: found };
}

/** Puts what is kept into this page's place for it. False when the page has no place, or nothing is kept for it. */
export async function fill() {
  const place = document.querySelector('[data-fill]');
  const found = place && (await person());
  if (!found) {
    if (place && (await wasCleared())) {
      say('cleared', 'This phone cleared its copy of your plan by itself. It is fetched again when you have a signal.');
    }
    return false;
  }
  const { copy, person: shown } = found;
  const address = location.pathname.replace('/my/offline/', '/my/');
  const page = shown.pages[address];
  if (page === undefined) return false;
  place.innerHTML = page;
  place.prepend(about(copy, shown));
  if (copy.people.length > 1) place.prepend(others(copy, shown));
  const who = document.querySelector('.header-account');
  if (who) who.textContent = `${shown.given_name}, ${shown.age}`;
  return true;
}

/** How old the copy is, in words: never hidden, however old. */
export function ageOf(copy, shown) {
  const checked = new Date(copy.made_at);
  const age = Date.now() - checked.getTime();
  const plan = shown.plan_number ? `plan version ${shown.plan_number}` : 'copy';
  const known = age < 0 ? '' : `, checked ${moment(checked)}`;
  const kept = `This is the ${plan} kept on this phone${known}.`;
  if (age > 30 * DAY) return { old: true, text: `${kept} That is more than 30 days ago: it may have been replaced. Connect to check.` };
  if (age > 7 * DAY) return { old: true, text: `${kept} Connect when you can, to check that it is the latest.` };
  return { old: false, text: kept };
}

function about(copy, shown) {
  const { old, text } = ageOf(copy, shown);
  const note = document.createElement('p');
  note.className = old ? 'kept-note kept-note-old' : 'kept-note';
  note.textContent = text;
  return note;
}

/** Whose pages are shown, where the phone keeps those of several. */
function others(copy, shown) {
  const row = document.createElement('p');
  row.className = 'kept-people';
  for (const { id, given_name } of copy.people) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-secondary button-small';
    button.textContent = given_name;
    button.setAttribute('aria-pressed', String(id === shown.id));
    button.onclick = () => show(id);
    row.append(button);
  }
  return row;
}

/** Shows another of the account's people, as the phone keeps them. */
export async function show(id) {
  await keep('shown', id);
  location.reload();
}
