// Entries written on this phone: first on its disk, then sent. Sending twice is harmless, because each has an id that was
// made here. What the server has acknowledged leaves the queue, and nothing else does.

import { dequeue, enqueue, keep, kept, queued } from './store.js';
import { clock, moment, say } from './says.js';

const MOST = 100;
const LONGEST_WAIT = 5 * 60 * 1000;

let tries = 0;
let again;

/** A version 7 id: in the order of the device's clock, and made without asking anybody. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(Date.now() / 0x10000));
  new DataView(bytes.buffer).setUint16(4, Date.now() % 0x10000);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The time with this device's offset, so that the day is the day the person lived; to the millisecond, so that of two
    entries in one second the second is the later. */
export function here(date = new Date()) {
  const ahead = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + ahead * 60000).toISOString().slice(0, 23);
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return `${local}${ahead < 0 ? '-' : '+'}${two(ahead / 60)}:${two(ahead % 60)}`;
}

async function device() {
  const known = await kept('device');
  if (known) return known;
  const made = newId();
  await keep('device', made);
  return made;
}

/** Whose queue this is: that of the account whose copy is kept. */
async function account() {
  return (await kept('copy'))?.account;
}

/** Writes an entry on this phone. Fails, and says so, when the phone has no room. */
export async function add(kind, id, person, form, happened = new Date()) {
  const mine = await account();
  if (!mine) throw new Error('nothing is kept on this phone');
  const entry = { id: id || newId(), person, kind, happened_at: here(happened), noted_at: here(), form };
  try {
    await enqueue(mine, entry);
  } catch (error) {
    say('room', 'This phone has no room to save your entry. It was not saved. Keep this page open, and send it when you have a signal.');
    throw error;
  }
  await tell();
  return entry;
}

/** Entries of this account that wait, oldest first. */
export async function waiting() {
  const mine = await account();
  return mine ? queued(mine) : [];
}

/** Says what waits. */
export async function tell() {
  const entries = await waiting();
  const refused = entries.filter((entry) => entry.refused);
  const open = entries.length - refused.length;
  const oldest = entries.find((entry) => !entry.refused);
  say(
    'waiting',
    open === 0
      ? ''
      : `Saved on this device: ${open === 1 ? '1 entry is' : `${open} entries are`} not sent yet${open > 1 ? `, the oldest from ${moment(new Date(oldest.noted_at))}` : ''}.`,
  );
  say(
    'refused',
    refused.length === 0 ? '' : `${refused[0].refused} It is still saved on this device.`,
    refused.length === 0 ? undefined : ['Remove it', () => dequeue(refused[0].id).then(tell)],
  );
  document.dispatchEvent(new CustomEvent('outbox', { detail: entries.length }));
}

/** Sends what waits, one tab at a time. Answers what became of each entry, by id. */
export async function flush() {
  if (!navigator.locks) return send();
  return navigator.locks.request('passport-outbox', send);
}

async function send() {
  clearTimeout(again);
  const outcomes = new Map();
  for (;;) {
    const entries = (await waiting()).filter((entry) => !entry.refused).slice(0, MOST);
    if (entries.length === 0) {
      tries = 0;
      break;
    }
    const answer = await post(entries);
    if (!answer) {
      await tell();
      // Full jitter, from one second to five minutes.
      again = setTimeout(flush, Math.random() * Math.min(LONGEST_WAIT, 1000 * 2 ** tries));
      tries += 1;
      return outcomes;
    }
    if (answer.signed_out) {
      say('log in', 'Log in to send what is saved on this device.', ['Log in', () => location.assign('/log-in')]);
      break;
    }
    if (answer.clock_minutes_off) {
      say('clock', 'The clock of this phone seems to be wrong. Times in your diary may be wrong until it is set right.');
    }
    const known = new Set(answer.results.map(({ id }) => id));
    // An answer that speaks of none of them would be asked for again without end.
    if (!entries.some(({ id }) => known.has(id))) break;
    for (const { id, outcome, message } of answer.results) {
      outcomes.set(id, outcome);
      if (outcome === 'kept' || outcome === 'known') await dequeue(id);
      else await mark(id, message ?? 'One entry could not be sent.');
    }
    say('log in', '');
    say('sent', `Sent at ${clock(new Date(answer.received_at))}`);
    setTimeout(() => say('sent', ''), 8000);
  }
  await tell();
  return outcomes;
}

async function post(entries) {
  const sent = entries.map(({ refused: _, ...entry }) => entry);
  try {
    const answer = await fetch('/sync/v1/entries', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ device: await device(), sent_at: here(), entries: sent }),
      signal: AbortSignal.timeout(20000),
    });
    if (answer.status === 401) return { signed_out: true };
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** An entry that the server will not take stays, with the reason, until the person removes it. */
async function mark(id, reason) {
  const entry = (await waiting()).find((entry) => entry.id === id);
  if (entry) await enqueue(await account(), { ...entry, refused: reason });
}
