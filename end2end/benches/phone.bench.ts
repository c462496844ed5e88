// How long a frightened person waits: the emergency steps from a cold start without a network, on a slow phone; and how
// long a month without a network takes to send on a slow line.
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as phone from '../stories/steps/phone';

const figures: Record<string, number> = {};

test('a slow phone', async ({ browser }) => {
  const page = await phone.givenAPhoneThatKeepsThePlan(browser, 'Daniel Hughes');
  const context = page.context();
  await phone.whenThereIsNoNetwork(context);
  const cold: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    // A worker that sleeps must wake first, as after a night.
    const cdp = await context.newCDPSession(page);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    const fresh = await context.newPage();
    const slow = await context.newCDPSession(fresh);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const began = Date.now();
    await fresh.goto('/my/emergency', { waitUntil: 'commit' });
    await fresh.getByText('One puff of the red and white').waitFor();
    cold.push(Date.now() - began);
    await fresh.close();
  }
  console.log(`emergency steps, cold and without a network: ${cold.join(' ')} ms`);
  figures['emergency'] = Math.max(...cold);

  await page.goto('/my/install', { waitUntil: 'commit' });
  await page.evaluate(async () => {
    const kept = (await import('/phone/copy.js' as string)) as {
      person(): Promise<{ person: { id: string } }>;
    };
    const outbox = (await import('/phone/outbox.js' as string)) as {
      add(kind: string, id: string, person: string, form: object, happened: Date): Promise<void>;
    };
    const { person } = await kept.person();
    const form = { peak_flow: '', daytime: 'none', woke_at_night: 'no', reliever: 'none', too_breathless: 'no', peak_flow_sure: '' };
    for (let n = 0; n < 1000; n += 1) {
      await outbox.add('check_in', '', person.id, form, new Date(Date.now() - n * 43 * 60 * 1000));
    }
  });
  const slow = await context.newCDPSession(page);
  await slow.send('Network.enable');
  await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 40, downloadThroughput: 125_000, uploadThroughput: 125_000 });
  await context.unroute('**/*');
  const began = Date.now();
  await page.evaluate(async () => {
    const outbox = (await import('/phone/outbox.js' as string)) as { flush(): Promise<unknown>; waiting(): Promise<unknown[]> };
    await outbox.flush();
    if ((await outbox.waiting()).length > 0) throw new Error('not everything was sent');
  });
  figures['sync'] = Date.now() - began;
  console.log(`1,000 entries over 30 days at 1 Mbit/s: ${figures['sync']} ms`);
  expect(figures['sync']).toBeGreaterThan(0);
  if (process.env.BENCH_REPORT) {
    writeFileSync(process.env.BENCH_REPORT, JSON.stringify(figures));
  }
});
