// What this phone keeps of its people: sealed with a key that no script can read out, and gone at log-out. Nothing here
// is the only copy but the entries that still wait to be sent.

const NAME = 'passport';
const STORES = ['keys', 'kept', 'outbox'];
const MARK = 'phone_keeps';

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onsuccess = () => {
      const database = request.result;
      // Another tab logs out: this one must not stand in its way.
      database.onversionchange = () => {
        database.close();
        opening = undefined;
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

async function within(store, mode, act) {
  const database = await open();
  // Strict: "saved on this device" is said only of what is on its disk.
  const transaction = database.transaction(store, mode, { durability: mode === 'readwrite' ? 'strict' : 'relaxed' });
  const asked = act(transaction.objectStore(store));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
  });
  return Array.isArray(asked) ? asked.map((request) => request.result) : asked.result;
}

async function key() {
  const known = await within('keys', 'readonly', (keys) => keys.get('own'));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  // Two tabs may make one at the same time: the first stays.
  await within('keys', 'readwrite', (keys) => keys.add(made, 'own')).catch(() => undefined);
  return within('keys', 'readonly', (keys) => keys.get('own'));
}

const text = { to: new TextEncoder(), from: new TextDecoder() };

async function seal(name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const seal = { name: 'AES-GCM', iv, additionalData: text.to.encode(name) };
  return { iv, data: await crypto.subtle.encrypt(seal, await key(), text.to.encode(JSON.stringify(value))) };
}

async function unseal(name, sealed) {
  const seal = { name: 'AES-GCM', iv: sealed.iv, additionalData: text.to.encode(name) };
  return JSON.parse(text.from.decode(await crypto.subtle.decrypt(seal, await key(), sealed.data)));
}

/** Keeps a value under a name. Fails when the phone has no room. */
export async function keep(name, value) {
  const sealed = await seal(name, value);
  await within('kept', 'readwrite', (kept) => kept.put(sealed, name));
  document.cookie = `${MARK}=yes; path=/; max-age=31536000; samesite=strict${location.protocol === 'https:' ? '; secure' : ''}`;
}

/** The value kept under a name; nothing when there is none or it cannot be read. */
export async function kept(name) {
  try {
    const sealed = await within('kept', 'readonly', (kept) => kept.get(name));
    return sealed ? await unseal(name, sealed) : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets what is kept under a name. */
export const forget = (name) => within('kept', 'readwrite', (kept) => kept.delete(name));

/** Puts an entry into the queue of an account. */
export async function enqueue(account, entry) {
  const sealed = await seal(entry.id, entry);
  await within('outbox', 'readwrite', (outbox) => outbox.put({ account, ...sealed }, entry.id));
}

/** Takes an entry out. */
export const dequeue = (id) => within('outbox', 'readwrite', (outbox) => outbox.delete(id));

/** Entries of an account that wait, oldest first: their ids say when they were made. */
export async function queued(account) {
  // Asked at once: between two questions another tab may send an entry, and no row would fit its id.
  const [ids, rows] = await within('outbox', 'readonly', (outbox) => [outbox.getAllKeys(), outbox.getAll()]);
  const mine = ids.map((id, at) => ({ id, row: rows[at] })).filter(({ row }) => row?.account === account);
  const entries = await Promise.all(mine.map(({ id, row }) => unseal(id, row).catch(() => undefined)));
  return entries.filter(Boolean);
}

/** Something was kept here, and nobody has logged out since. Asking makes no store. */
export const keepsSomething = () => document.cookie.includes(`${MARK}=yes`);

/** The browser says that it kept something, and nothing is there: it cleared it by itself. */
export async function wasCleared() {
  return keepsSomething() && (await kept('copy')) === undefined;
}

/** Everything goes: somebody logged out. */
export async function wipe() {
  document.cookie = `${MARK}=; path=/; max-age=0`;
  const database = await open().catch(() => undefined);
  if (database) {
    const stores = database.transaction(STORES, 'readwrite', { durability: 'strict' });
    STORES.forEach((store) => stores.objectStore(store).clear());
    await new Promise((done) => (stores.oncomplete = stores.onabort = stores.onerror = done));
    database.close();
  }
  opening = undefined;
  await new Promise((done) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = done;
  });
}
