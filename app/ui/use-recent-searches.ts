import { useState } from 'react';

const storageKey = 'chengguo.searches';
const most = 6;

/** What was searched for on this device. It is kept in the browser alone and never sent; without storage there is none. */
export function useRecentSearches() {
  const [recent, setRecent] = useState<readonly string[]>([]);
  return {
    recent,
    /** Looks again: another window may have searched. */
    refresh: () => setRecent(read()),
    remember(words: string) {
      const asked = words.trim().slice(0, 200);
      if (asked !== '') write([asked, ...read().filter((one) => one !== asked)].slice(0, most));
    },
    forget() {
      write([]);
      setRecent([]);
    },
  };
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string' && one !== '').slice(0, most) : [];
  } catch {
    return [];
  }
}

function write(words: readonly string[]): void {
  try {
    if (words.length === 0) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(words));
  } catch {
    // Private windows and full disks keep nothing; the search itself goes on.
  }
}
