// Showing another of the account's people where there is no network: the phone does by itself what the form would.

import { show } from './copy.js';

export function switchHere() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.getAttribute('action') !== '/api/my/switch' || document.body.dataset.keptPage === undefined) return;
    event.preventDefault();
    show(new FormData(form).get('to'));
  });
}
