/** Wakes a page that may be busy. */
export interface AskAtRest {
  /** Something changed: it is asked for now, or as soon as the page is at rest. */
  readonly wake: () => void;
  /** The page tells whether it is at rest: no navigation, no form under way, no question open. */
  readonly rest: (isAtRest: boolean) => void;
  /** The page was left: nothing is asked any more. */
  readonly leave: () => void;
}

/**
 * Asks once for however many changes, and never into something that is under way: a question put meanwhile would abort it, and
 * the router reports what was aborted half-read as an error.
 */
export function askAtRest(ask: () => void): AskAtRest {
  let isAtRest = true;
  let isWoken = false;
  let isLeft = false;
  const askNow = (): void => {
    if (!isWoken || !isAtRest || isLeft) return;
    isWoken = false;
    // Busy with this question from now on, also before the page says so.
    isAtRest = false;
    ask();
  };
  return {
    wake: () => {
      isWoken = true;
      askNow();
    },
    rest: (is) => {
      isAtRest = is;
      askNow();
    },
    leave: () => {
      isLeft = true;
    },
  };
}
