/** When a server that failed is asked again. Times in milliseconds of the given clock. */
export class Breaker {
  private failures = 0;
  private opensAt = 0;
  private wait = 0;
  private isProbing = false;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly limits = { failures: 2, firstWait: 1_000, longestWait: 30_000 },
  ) {}

  /** May a user's question go there? Only while it answers: a probe decides when it is back. */
  get isClosed(): boolean {
    return this.failures < this.limits.failures;
  }

  /** True once, when the time to ask again has come; whoever gets it tells how it went. */
  takeProbe(): boolean {
    if (this.isClosed || this.isProbing || this.now() < this.opensAt) return false;
    this.isProbing = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.wait = 0;
    this.isProbing = false;
  }

  /** Each failed probe doubles the wait; questions that failed while others were under way do not. */
  failed(): void {
    const wasClosed = this.isClosed;
    this.failures += 1;
    if (this.isClosed || (!wasClosed && !this.isProbing)) return;
    this.isProbing = false;
    this.wait = Math.min(this.limits.longestWait, this.wait === 0 ? this.limits.firstWait : this.wait * 2);
    this.opensAt = this.now() + this.wait;
  }
}
