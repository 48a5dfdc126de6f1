import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readEnv } from './env.server.ts';

const secret = 'x'.repeat(32);

test('without settings it is the demo, with a secret of its own', () => {
  const env = readEnv({});
  expect(env).toMatchObject({ isDemo: true, PORT: 3000, HOST: '127.0.0.1', TRUST_PROXY: 0 });
  expect(env.AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
});

test('a real database or real payments end the demo and need a secret', () => {
  const stripe = { STRIPE_SECRET_KEY: 'sk', STRIPE_WEBHOOK_SECRET: 'wh' };
  for (const given of [{ DATABASE_URL: 'postgres://somewhere/db' }, stripe]) {
    expect(() => readEnv(given)).toThrow('AUTH_SECRET is required');
    expect(() => readEnv({ ...given, AUTH_SECRET: 'short' })).toThrow('AUTH_SECRET');
    expect(readEnv({ ...given, AUTH_SECRET: secret }).isDemo).toBe(false);
  }
  expect(() => readEnv({ STRIPE_SECRET_KEY: 'sk', AUTH_SECRET: secret })).toThrow('STRIPE_WEBHOOK_SECRET is required');
});

test('a wrong setting is told by its name, never by its value', () => {
  expect(() => readEnv({ AUTH_SECRET: 'my-dear-secret' })).toThrow(/^(?!.*my-dear-secret).*AUTH_SECRET/);
});

test('the public address is the origin of a site, whatever is written behind it', () => {
  for (const given of [
    'https://chengguo.example',
    'https://chengguo.example/',
    'HTTPS://Chengguo.example:443/desk?a=1#b',
  ])
    expect(readEnv({ PUBLIC_URL: given }).PUBLIC_URL).toBe('https://chengguo.example');
  expect(readEnv({ PUBLIC_URL: 'http://localhost:3000/' }).PUBLIC_URL).toBe('http://localhost:3000');
  for (const given of ['ftp://chengguo.example', 'javascript:alert(1)', 'mailto:a@b.example', 'chengguo.example', ''])
    expect(() => readEnv({ PUBLIC_URL: given }), given).toThrow('PUBLIC_URL');
});

test('the README explains every setting', () => {
  const source = readFileSync(new URL('env.server.ts', import.meta.url), 'utf8');
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): (?:z\.|PublicUrl)/gm)].map((found) => found[1] ?? '');
  expect(names.length).toBeGreaterThan(12);
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('the e-sign provider is set up whole or not at all, over https', () => {
  const whole = { ESIGN_APP_ID: 'a', ESIGN_APP_SECRET: 's', ESIGN_CORP_ID: 'c', ESIGN_URL: 'https://api.example/v5/' };
  expect(readEnv(whole).ESIGN_URL).toBe('https://api.example/v5');
  for (const name of Object.keys(whole)) {
    expect(() => readEnv({ ...whole, [name]: undefined }), name).toThrow('together or not at all');
  }
  expect(() => readEnv({ ...whole, ESIGN_URL: 'http://api.example' })).toThrow('ESIGN_URL');
});
