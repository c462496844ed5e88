// Benchmarks in a browser, on a server that `cargo xtask bench` started.
import { defineConfig } from '@playwright/test';
import stories from './playwright.config';

export default defineConfig(stories, {
  testDir: 'benches',
  testMatch: '*.bench.ts',
  globalSetup: undefined,
  reporter: 'line',
  timeout: 300_000,
});
