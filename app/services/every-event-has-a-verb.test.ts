import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { allMachines } from '#app/domain/all-machines.ts';
import { eventsOf } from '#app/domain/machine.ts';

/**
 * Reads the verbs as the compiler does and follows each event to the machine that is asked about it. A function is a mover
 * where one of its parameters reaches the machine; every call of a mover with a word for an event is a verb of that event.
 */
const here = new URL('./', import.meta.url);
const domain = new URL('../domain/', import.meta.url);
const parse = (folder: URL, name: string) =>
  ts.createSourceFile(name, readFileSync(new URL(name, folder), 'utf8'), ts.ScriptTarget.Latest, true);
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.server.ts'))
  .map((name) => parse(here, name));

/** `contractMachine` → 'contract', read from the files that declare them. */
const machineNames = new Map(
  readdirSync(domain)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const text = readFileSync(new URL(name, domain), 'utf8');
      return [...text.matchAll(/export const (\w+) = machine\(\{\s*name: '(\w+)'/g)].map(
        ([, variable = '', machine = '']) => [variable, machine] as const,
      );
    }),
);

/** Where the event stands among the arguments of the three questions that the machine answers about it. */
const questions: Readonly<Record<string, number>> = { transitionOf: 2, nextState: 2, sourcesOf: 1 };

type Named = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;
const isNamed = (node: ts.Node): node is Named =>
  ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);

function nameOf(node: Named): string | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name?.text;
  return ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name.text : undefined;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

interface Call {
  readonly file: string;
  readonly callee: string;
  readonly args: readonly ts.Expression[];
  /** Functions around the call, the innermost first. */
  readonly around: readonly Named[];
}

const calls: Call[] = [];
for (const source of sources) {
  walk(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
    const around: Named[] = [];
    for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) if (isNamed(at)) around.push(at);
    calls.push({ file: basename(source.fileName), callee: node.expression.text, args: [...node.arguments], around });
  });
}

/** Where a mover takes its event: an argument, or a field of the object that is the argument. */
interface Place {
  readonly machine: string;
  readonly at: number;
  readonly field: string | null;
}
const movers = new Map<string, readonly Place[]>();
const verbs = new Map<string, Set<string>>();

/** The words that an expression can be: itself, both branches of a choice, or those its declared type lists. */
function wordsOf(expression: ts.Expression): string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return wordsOf(expression.expression);
  if (ts.isConditionalExpression(expression)) {
    return [...wordsOf(expression.whenTrue), ...wordsOf(expression.whenFalse)];
  }
  return [];
}

/** String literals anywhere under a node: for events that come out of a table, a field of the form or a small function. */
function literalsIn(node: ts.Node): string[] {
  const found: string[] = [];
  walk(node, (at) => {
    if (ts.isStringLiteralLike(at)) found.push(at.text);
  });
  return found;
}

function note(machine: string, event: string, file: string): void {
  const files = verbs.get(`${machine}.${event}`) ?? new Set();
  verbs.set(`${machine}.${event}`, files.add(file));
}

/** The parameter, or the field of one, that an expression names in the functions around it. */
function placeOf(
  event: ts.Expression,
  around: readonly Named[],
): { owner: Named; at: number; field: string | null } | null {
  const root = ts.isPropertyAccessExpression(event) ? event.expression : event;
  if (!ts.isIdentifier(root)) return null;
  for (const owner of around) {
    for (const [at, { name }] of owner.parameters.entries()) {
      if (ts.isIdentifier(name) && name.text === root.text) {
        return { owner, at, field: ts.isPropertyAccessExpression(event) ? event.name.text : null };
      }
      const taken = ts.isObjectBindingPattern(name) && name.elements.find((item) => item.name.getText() === root.text);
      if (taken) return { owner, at, field: (taken.propertyName ?? taken.name).getText() };
    }
  }
  return null;
}

/** The argument itself, or the field of it where it is written out as an object. */
function eventIn(arg: ts.Expression | undefined, field: string | null): ts.Expression | undefined {
  if (arg === undefined || field === null) return arg;
  if (!ts.isObjectLiteralExpression(arg)) return undefined;
  const given = arg.properties.find((item) => item.name?.getText() === field);
  return given && ts.isPropertyAssignment(given) ? given.initializer : undefined;
}

/** Follows the event of one call; true when it made a new mover. */
function follow({ file, around, args }: Call, { machine, at, field }: Place): boolean {
  const event = eventIn(args[at], field);
  if (event === undefined) return false;
  const words = wordsOf(event);
  for (const word of words) note(machine, word, file);
  if (words.length > 0) return false;
  const place = placeOf(event, around);
  const name = place && nameOf(place.owner);
  let isNew = false;
  if (place && name) {
    const known = movers.get(name) ?? [];
    isNew = !known.some((mover) => mover.machine === machine && mover.at === place.at && mover.field === place.field);
    if (isNew) movers.set(name, [...known, { machine, at: place.at, field: place.field }]);
    if (place.field === null) return isNew;
  }
  // Out of a table, a function, or a field that the form fills: whatever its file spells and the machine knows.
  const known = allMachines.find((m) => m.name === machine);
  const source = around[0]?.getSourceFile();
  if (known && source)
    for (const word of literalsIn(source)) if (eventsOf(known).includes(word)) note(machine, word, file);
  return isNew;
}

for (let isNew = true; isNew;) {
  isNew = false;
  for (const call of calls) {
    const asked = questions[call.callee];
    const [first] = call.args;
    if (asked !== undefined && first && ts.isIdentifier(first)) {
      const machine = machineNames.get(first.text);
      if (machine !== undefined) isNew = follow(call, { machine, at: asked, field: null }) || isNew;
    }
    for (const place of movers.get(call.callee) ?? []) isNew = follow(call, place) || isNew;
  }
}

test('every machine is known by its name', () => {
  expect([...machineNames.values()].toSorted()).toEqual(allMachines.map((m) => m.name).toSorted());
});

/** What the machines know and nobody can do yet; this list may only become shorter. */
const awaited: readonly string[] = [];

test.each(allMachines.map((m) => [m.name, m] as const))('every event of %s has a verb', (name, m) => {
  const events = eventsOf(m).map((event) => `${name}.${event}`);
  expect(events.filter((event) => !verbs.has(event) && !awaited.includes(event))).toEqual([]);
});

test('verbs ask no machine for an event that it does not know', () => {
  const known = new Set(allMachines.flatMap((m) => eventsOf(m).map((event) => `${m.name}.${event}`)));
  expect([...verbs.keys()].filter((event) => !known.has(event))).toEqual([]);
});

test('an event that nobody asks for is found missing', () => {
  expect(verbs.get('contract.settle')).toEqual(new Set(['settle-contract.server.ts']));
  expect(verbs.has('contract.vanish')).toBe(false);
});
