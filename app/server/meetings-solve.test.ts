import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'meetings-solve-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as `npm run meetings:solve` runs it. */
function solve(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['tsx', 'app/server/meetings-solve.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: 'postgres://nowhere.invalid/none' },
  });
  return { status, stdout, stderr };
}
const file = (name: string, given: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof given === 'string' ? given : JSON.stringify(given));
  return path;
};
const day = {
  slots: [
    { id: 's1', startMinute: 0, endMinute: 15 },
    { id: 's2', startMinute: 20, endMinute: 35 },
  ],
  people: [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }, { id: 'p4' }],
  tables: [{ id: 't1' }],
  requests: [
    { id: 'r1', from: 'p1', to: 'p2', value: 70 },
    { id: 'r2', from: 'p1', to: 'p3', value: 60, state: 'suggested' },
    { id: 'r3', from: 'p2', to: 'p3', value: 50 },
  ],
};

test('prints schedule, value, bound and who got nothing; the second run keeps what it finds', () => {
  const first = solve('--in', file('day.json', day));
  expect(first.status, first.stderr).toBe(0);
  const schedule = JSON.parse(first.stdout);
  expect(schedule).toMatchObject({ value: 130, bound: 130, isOptimal: true });
  expect(schedule.emptyHanded).toEqual([{ person: 'p4', reason: 'no_request', requests: [] }]);
  expect(schedule.unmet).toMatchObject([{ request: 'r3', reason: 'busy' }]);
  const again = solve('--in', join(folder, 'day.json'), '--previous', file('first.json', first.stdout));
  expect(JSON.parse(again.stdout).changes).toEqual({ kept: 2, otherTable: 0, moved: 0, dropped: 0, added: 0 });
});

test('bad input is named by path, with exit code 2', () => {
  const bad = { ...day, people: day.people.slice(1), requests: [{ id: 'r1', from: 'p1', to: 'p2', value: -1 }] };
  const shape = solve('--in', file('shape.json', bad));
  expect(shape.status).toBe(2);
  expect(shape.stderr).toMatch(/shape\.json: requests\[0\]\.value: /);
  const names = solve('--in', file('names.json', { ...bad, requests: [{ id: 'r1', from: 'p1', to: 'p2' }] }));
  expect(names).toMatchObject({ status: 2, stdout: '' });
  expect(names.stderr).toMatch(/requests\[0\]\.from: no person is called "p1"/);
  expect(solve('--in', file('no.json', '{')).stderr).toMatch(/no\.json: \(whole\): no JSON/);
});

test('the schema names units and defaults', () => {
  const { properties } = JSON.parse(solve('--schema').stdout);
  expect(properties.requests.items.properties.value).toMatchObject({ default: 100 });
  expect(properties.restMinutes.description).toMatch(/minutes/);
});
