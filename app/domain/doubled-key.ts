/**
 * The first name that one object of a JSON text gives twice; null where there is none. `JSON.parse` keeps the last of the two without a
 * word, so a sum that stands twice is read as whichever came later. The text is valid JSON.
 * {"a":1,"b":{"a":2},"a":3} → a
 */
export function doubledKey(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  // Strings as wholes, so that braces inside them do not count; a name is a string with a colon after it.
  for (const [, text, colon, brace] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|([{}[\]])/g)) {
    if (brace === '{') open.push(new Set());
    else if (brace === '[') open.push(null);
    else if (brace !== undefined) open.pop();
    else if (colon !== undefined && text !== undefined) {
      const key = JSON.parse(text) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}
