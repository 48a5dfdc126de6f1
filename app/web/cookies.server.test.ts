import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCookie, safePath } from './cookies.server.ts';

test('a path of this site is gone on to, with its query and its Chinese in percent code', () => {
  for (const path of ['/', '/desk', '/desk/contracts/1?tab=2#end', '/achievements?q=%E9%A9%AC', '/a//b']) {
    expect(safePath(path, '/desk')).toBe(path);
  }
});

test('another host, a scheme, what a browser takes for one, and what is no text lead to the fallback', () => {
  const odd = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/desk',
    'javascript:alert(1)',
    'evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/desk\r\nset-cookie: a=b',
    '/a\\..\\b',
    '/帮助',
    '',
    null,
    undefined,
    7,
    ['/desk'],
  ];
  for (const path of odd) expect(safePath(path, '/desk'), String(path)).toBe('/desk');
});

test('whatever is typed, the browser stays on this site', () => {
  const path = fc.oneof(fc.string(), fc.stringMatching(/^[/\\\t\n:.@a-z]{1,12}$/));
  fc.assert(
    fc.property(path, (typed) => {
      const { origin } = new URL(safePath(typed, '/desk'), 'https://chengguo.example');
      expect(origin).toBe('https://chengguo.example');
    }),
  );
});

test('a cookie is read by its whole name; one that is not decodable is none', () => {
  expect(readCookie('a=1; chengguo-org=%E5%85%B0; b=2', 'chengguo-org')).toBe('兰');
  expect(readCookie('x-chengguo-org=1', 'chengguo-org')).toBeNull();
  expect(readCookie('chengguo-org=%', 'chengguo-org')).toBeNull();
});
