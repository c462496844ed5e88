// Reminders, for the worker (importScripts). Browsers with declarative push show them by themselves; this is for the others.
// Every push shows something: a browser that sees a silent one takes the permission away.

const PLAIN = { title: 'You have a reminder', navigate: '/my', tag: 'reminder' };

self.addEventListener('push', (event) => {
  let told = PLAIN;
  try {
    told = { ...PLAIN, ...event.data.json().notification };
  } catch {
    // A message that cannot be read is a reminder all the same.
  }
  const options = { tag: told.tag, renotify: true, icon: '/icons/icon-192.png', badge: '/icons/icon-192.png', data: told.navigate };
  event.waitUntil(self.registration.showNotification(told.title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

/** The window that is open already, or a new one. Only our own pages are opened, whatever the message says. */
async function open(address) {
  const url = new URL(address ?? '/my', location.origin);
  const path = url.origin === location.origin && url.pathname.startsWith('/my') ? url.pathname : '/my';
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const known = windows.find((client) => new URL(client.url).pathname.startsWith('/my'));
  if (!known) return self.clients.openWindow(path);
  await known.focus();
  return known.navigate?.(path).catch(() => undefined);
}
