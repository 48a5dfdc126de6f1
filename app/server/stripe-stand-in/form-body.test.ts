import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { canonicalForm, parseForm } from './form-body.ts';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseForm(text)));
const canonical = (text: string): string => canonicalForm(parseForm(text));

describe('form bodies', () => {
  test('nested keys become nested records, whether brackets are encoded or not', () => {
    const wanted = { line_items: { 0: { price_data: { currency: 'cny', product_data: { name: '里程碑 1' } } } } };
    const name = encodeURIComponent('里程碑 1');
    const head = 'line_items[0][price_data]';
    expect(plain(`${head}[currency]=cny&${head}[product_data][name]=${name}`)).toEqual(wanted);
    const encoded = `${encodeURIComponent(`${head}[currency]`)}=cny&${encodeURIComponent(`${head}[product_data][name]`)}=${name}`;
    expect(plain(encoded)).toEqual(wanted);
  });

  test('empty brackets append, the last of repeated scalars wins, plus is a space', () => {
    expect(plain('expand[]=a&expand[]=b')).toEqual({ expand: { 0: 'a', 1: 'b' } });
    expect(plain('a=1&a=2+3')).toEqual({ a: '2 3' });
    expect(plain('')).toEqual({});
  });

  test('a key that is both value and record is refused', () => {
    expect(() => parseForm('a=1&a[b]=2')).toThrow(ApiError);
    expect(() => parseForm('a[b]=1&a=2')).toThrow(ApiError);
  });

  test.each(['a[b=1', '[a]=1', 'a]b=1', `a${'[b]'.repeat(9)}=1`])('the malformed key of %s is refused', (text) => {
    expect(() => parseForm(text)).toThrow(ApiError);
  });

  test('a prototype is only a key', () => {
    const read = parseForm('__proto__[polluted]=1&constructor[prototype][polluted]=1');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(read)).toBeNull();
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
  });

  test('two bodies in another order are the same; another value is not', () => {
    expect(canonical('a=1&b[x]=2&b[y]=3')).toBe(canonical('b[y]=3&a=1&b[x]=2'));
    expect(canonical('a=1&b[x]=2')).not.toBe(canonical('a=1&b[x]=20'));
    expect(canonical('a[b]=1')).not.toBe(canonical('a=b'));
  });
});
