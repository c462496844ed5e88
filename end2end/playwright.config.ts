import { existsSync } from 'node:fs';
import { defineConfig, type ReporterDescription } from '@playwright/test';

// The worker's requests can be cut off like the page's, or there is no telling a story without a network.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

const systemChromium = '/usr/bin/chromium';
const chromium = process.env.CHROMIUM_PATH ?? (existsSync(systemChromium) ? systemChromium : undefined);

const reporters: ReporterDescription[] = [['line']];
if (process.env.STORIES_REPORT) {
  reporters.push(['json', { outputFile: process.env.STORIES_REPORT }]);
}

export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  globalSetup: './support/server.ts',
  forbidOnly: true,
  // A story that passes at the second try hides a fault that a nurse or patient would meet at the first.
  retries: 0,
  // All stories share one server and its demonstration database.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: reporters,
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
