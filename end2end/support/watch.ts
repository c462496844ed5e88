// What may not happen while a story is told: an error on the console, a broken script, a request that fails.
import type { BrowserContext } from '@playwright/test';

let troubles: string[] = [];
let opened: BrowserContext[] = [];

/** Watches every page of a context. A trouble that matches a pattern of `allow` is part of the story. */
export function watch(context: BrowserContext, allow: RegExp[] = []): void {
  opened.push(context);
  const note = (text: string): void => {
    if (!allow.some((pattern) => pattern.test(text))) {
      troubles.push(text);
    }
  };
  context.on('console', (message) => {
    if (message.type() === 'error') {
      note(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => note(`script: ${error.error().message}`));
  context.on('response', (response) => {
    if (response.status() >= 400) {
      note(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
    }
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // Leaving a page ends what it was still loading.
    if (reason !== 'net::ERR_ABORTED') {
      note(`request: ${reason}: ${request.method()} ${request.url()}`);
    }
  });
}

/** Forgets an earlier story. */
export function begin(): void {
  troubles = [];
  opened = [];
}

/** Closes what the story opened and says what went wrong in it. */
export async function end(): Promise<string[]> {
  await Promise.all(opened.map((context) => context.close()));
  return troubles;
}
