import { expect, test } from 'vitest';
import { consentPath, pageOf } from './context-for-request.server.ts';

const site = 'http://localhost';

test('who has to agree first comes back to the page he asked for', () => {
  const asked = pageOf(new Request(`${site}/desk/deals/new.data?achievement=CG-2026-00016`));
  expect(asked).toBe('/desk/deals/new?achievement=CG-2026-00016');
  expect(consentPath(asked)).toBe('/consent?next=%2Fdesk%2Fdeals%2Fnew%3Fachievement%3DCG-2026-00016');
  expect(consentPath('/desk')).toBe('/consent');
});

test('who sent a form comes back to the page it stood on, of this site only', () => {
  const sent = (referer: string) =>
    pageOf(new Request(`${site}/desk/deals/new`, { method: 'POST', headers: { referer } }));
  expect(sent(`${site}/trades/JY-2026-00002?page=2`)).toBe('/trades/JY-2026-00002?page=2');
  expect(sent('https://elsewhere.example/desk/files')).toBe('/desk');
});
