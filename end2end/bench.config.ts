// Benchmarks in a browser, on a server that `cargo xtask bench` started.
import { defineConfig } from '@playwright/test';
import stories from './playwright.config';

export default defineConfig(stories, {
  testDir: 'benches',
  testMatch: '*.bench.ts',
  globalSetup: undefined,
  // What a trace costs is no wait of anybody's.
  use: { ...stories.use, trace: 'off', screenshot: 'off', video: 'off' },
  reporter: 'line',
  timeout: 300_000,
});
