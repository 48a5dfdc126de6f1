/**
 * A title in lines that fit, broken after its colon first (技术许可合同：…), then between words where the lines come out about
 * equally long: never inside a word, never with one sign left over.
 *
 * @param widthOf in the unit of `most`
 */
export function titleLines(title: string, most: number, widthOf: (text: string) => number): string[] {
  if (widthOf(title) <= most) return [title];
  const colon = title.indexOf('：') + 1;
  if (colon > 0 && colon < title.length)
    return [title.slice(0, colon), title.slice(colon)].flatMap((part) => titleLines(part, most, widthOf));
  const count = Math.ceil(widthOf(title) / most);
  const aim = widthOf(title) / count;
  const lines: string[] = [];
  let line = '';
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)) {
    const isNearer = Math.abs(widthOf(line) - aim) <= Math.abs(widthOf(line + segment) - aim);
    const isFull = widthOf(line + segment) > most || (isNearer && lines.length < count - 1);
    if (line !== '' && isFull) {
      lines.push(line);
      line = segment;
    } else line += segment;
  }
  return [...lines, line];
}
