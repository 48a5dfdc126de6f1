/** How an organisation answers requests to talk: what everybody may know before he asks. */
export interface ReplyRecord {
  /** Requests that were answered or whose clock ran out; withdrawn and still open ones do not count. */
  readonly asked: number;
  readonly answered: number;
  /** Answers of all asked, in ppm; null while too few were asked. */
  readonly ratePpm: number | null;
  /** Hours to the answer of which half were quicker; null while too few were answered. */
  readonly medianHours: number | null;
}

/** With fewer requests than this a rate says nothing and is not shown. */
export const leastAsked = 3;

/**
 * The public reply record of requests received within a year. Example: 4 asked, 3 answered after 2, 5 and 30 hours → 75 %, 5 hours;
 * 2 asked → no rate yet.
 */
export function replyRecord(
  requests: readonly { readonly askedAt: Date; readonly repliedAt: Date | null }[],
): ReplyRecord {
  const hours = requests
    .flatMap(({ askedAt, repliedAt }) =>
      repliedAt === null ? [] : [(repliedAt.getTime() - askedAt.getTime()) / 3_600_000],
    )
    .sort((a, b) => a - b);
  const asked = requests.length;
  const isShown = asked >= leastAsked;
  const middle = Math.floor(hours.length / 2);
  const median =
    hours.length === 0 ? null : hours.length % 2 === 1 ? hours[middle]! : (hours[middle - 1]! + hours[middle]!) / 2;
  return {
    asked,
    answered: hours.length,
    ratePpm: isShown ? Math.round((hours.length / asked) * 1_000_000) : null,
    medianHours: isShown && median !== null ? Math.round(median) : null,
  };
}

/** '近一年收到 12 次申请，答复 92%，一般 2 天内答复', or that there is not enough to say. */
export function replyWords({ asked, ratePpm, medianHours }: ReplyRecord): string {
  if (ratePpm === null)
    return asked === 0 ? '还没有收到过对接申请' : `收到 ${asked} 次申请，满 ${leastAsked} 次后公布答复率`;
  const rate = `近一年收到 ${asked} 次申请，答复 ${Math.round(ratePpm / 10_000)}%`;
  if (medianHours === null) return rate;
  return `${rate}，一般 ${medianHours < 24 ? `${Math.max(1, medianHours)} 小时` : `${Math.round(medianHours / 24)} 天`}内答复`;
}
