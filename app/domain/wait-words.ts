/** What somebody who asks too often reads: how long it still takes, in seconds, never less than it does. 61 → 2 分钟. */
export const waitWords = (seconds: number): string =>
  seconds <= 60 ? `操作太频繁，请过 ${seconds} 秒再试。` : `操作太频繁，请过 ${Math.ceil(seconds / 60)} 分钟再试。`;
