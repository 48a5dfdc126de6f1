import { afterAll } from 'vitest';

const perFile = globalThis as typeof globalThis & { endTestDatabase?: () => Promise<void> };

afterAll(async () => perFile.endTestDatabase?.());
