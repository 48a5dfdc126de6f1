/** What was read belongs to an index that moved on while it was read. */
export class Overtaken extends Error {}

const mostTries = 5;

/**
 * Asks again what a rebuild or a writer overtook. The last try takes what it gets: who writes without a pause holds
 * nobody up.
 * @param ask told whether rows may be missing
 */
export async function unlessOvertaken<Answer>(ask: (mayMiss: boolean) => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(tries >= mostTries);
    } catch (error) {
      if (!(error instanceof Overtaken) || tries >= mostTries) throw error;
    }
  }
}
