import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/fixtures/database-template.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each suite that opens a database takes some 500 MB; the journeys start processes of their own besides, and wait for most of their time.
    maxWorkers: 3,
  },
});
