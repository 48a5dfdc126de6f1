import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../tailwind.css', import.meta.url), 'utf8');
const tokens = new Map([...css.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));

function luminance(name: string): number {
  const hex = tokens.get(name);
  if (!hex) throw new Error(`no token ${name}`);
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'card', 'sunk'];
const pigments = ['primary', 'accent', 'attention', 'danger', 'gold'];
const text: [string, string][] = [
  ...['ink', 'ink-soft', 'ink-faint', ...pigments].flatMap((ink) => grounds.map((on): [string, string] => [ink, on])),
  ...pigments.map((pigment): [string, string] => [pigment, `${pigment}-tint`]),
  ...['ink', 'ink-soft'].flatMap((ink) => pigments.map((on): [string, string] => [ink, `${on}-tint`])),
  ['ink-faint', 'primary-tint'],
  ...['primary', 'ink', 'ink', 'ink-soft', 'attention'].flatMap((ink): [string, string][] => [
    [ink, 'mark'],
    [ink, 'mark-gold'],
  ]),
  ['on-solid', 'primary'],
  ['on-solid', 'ink'],
  ['line', 'ink'],
  ['card', 'accent'],
  ['card', 'danger'],
];

describe('colour', () => {
  test.each(text)('text in %s can be read on %s', (ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(grounds)('the edge of a control can be seen on %s', (ground) => {
    expect(contrast('control', ground)).toBeGreaterThanOrEqual(3);
  });

  test('the default palette of the framework is put away', () => {
    expect(css).toContain('--color-*: initial');
    expect(css).not.toMatch(/oklch|color-mix|rgb\(|hsl\(/);
  });

  const here = new URL('.', import.meta.url);
  const components = readdirSync(here).filter((name) => name.endsWith('.tsx'));

  test.each(components)('%s names tokens only: no literal colour, no opacity on a variable', (name) => {
    const source = readFileSync(new URL(name, here), 'utf8');
    expect(source).not.toMatch(/#[0-9a-fA-F]{3,8}['";\s]|\[#/);
    expect(source).not.toMatch(/\b(?:bg|text|border|fill|stroke)-[a-z-]+\/\d/);
    for (const [, name] of source.matchAll(/\b(?:bg|fill|stroke)-([a-z]+(?:-[a-z]+)*)(?=[\s'"`])/g))
      expect([...tokens.keys(), 'transparent', 'none', 'current', 'clip-text']).toContain(name);
  });
});
