/** Words that titles of achievements share whatever they are about. */
const filler =
  /一种|基于|关于|面向|及其|研究与|研究|开发|研发|示范|推广|应用|技术|方法|工艺|系统|装置|设备|装备|项目|成果|体系|集成|关键|新型|的|与|和|及|在/g;

/** What a title is about: without filler, letters and figures apart, because they tell two of a series from each other. */
export interface TitleCore {
  readonly words: string;
  readonly figures: string;
}

/** Of a normalised name: that of 一种马铃薯淀粉废水提蛋白的方法（TS-2）→ { words: '马铃薯淀粉废水提蛋白', figures: 'ts2' } */
export function coreOfKey(key: string): TitleCore {
  return { words: key.replace(/[a-z0-9]+/g, '').replace(filler, ''), figures: key.replace(/[^a-z0-9]+/g, '') };
}

/**
 * Where titles nearly the same meet: two that differ in one place begin or end alike. Short cores say
 * too little to compare.
 */
export function meetingKeys({ words, figures }: TitleCore): string[] {
  if (words.length < 6) return [];
  return [`${words.slice(0, 4)}|${figures}`, `${words.slice(-4)}|${figures}|`];
}

const pairsOf = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));

/**
 * True for two titles of one unit that likely name the same achievement: the same figures, and three quarters of the pairs of
 * neighbouring characters shared (Dice). '马铃薯淀粉废水提蛋白技术' ~ '马铃薯淀粉废水提取蛋白的方法'
 */
export function isNearTitle(a: TitleCore, b: TitleCore): boolean {
  if (a.figures !== b.figures || Math.min(a.words.length, b.words.length) < 6) return false;
  if (a.words === b.words) return true;
  // So many pairs can be shared at most: lengths far apart need no counting.
  const [least, most] = [a.words.length - 1, b.words.length - 1].sort((x, y) => x - y) as [number, number];
  if ((2 * least) / (least + most) <= 0.75) return false;
  const pairs = pairsOf(a.words);
  const others = pairsOf(b.words);
  const left = [...others];
  const shared = pairs.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / (pairs.length + others.length) > 0.75;
}
