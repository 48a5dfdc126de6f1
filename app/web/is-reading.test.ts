import { expect, test } from 'vitest';
import { isReading } from './is-reading.ts';

const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const by = (headers: Record<string, string>, method = 'GET') =>
  isReading(new Request('https://chengguo.example/', { method, headers: { 'user-agent': browser, ...headers } }));

test('a page loaded ahead of a click, by a program or for its headers is read by nobody', () => {
  expect(by({})).toBe(true);
  expect(by({ 'sec-purpose': 'prefetch' })).toBe(false);
  expect(by({ 'sec-purpose': 'prefetch;prerender' })).toBe(false);
  expect(by({ purpose: 'prefetch' })).toBe(false);
  expect(by({ 'x-moz': 'prefetch' })).toBe(false);
  expect(by({ 'x-purpose': 'preview' })).toBe(false);
  expect(by({ 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })).toBe(false);
  expect(by({ 'user-agent': 'curl/8.5.0' })).toBe(false);
  expect(by({}, 'HEAD')).toBe(false);
});
