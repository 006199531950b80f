/** Waves of look-ups: what several lists point to is looked up together, once all of them have been read. */

/**
 * Batches wait until nothing is being read and all that the rows just read set off has been asked for. So the number of
 * statements depends on what is asked, and never on which of them the database happens to answer first.
 */
export class Waves {
  private reading = 0;
  private coming = false;
  private waiting: (() => void)[] = [];

  /** Calls back with the next wave. */
  readonly schedule = (dispatch: () => void): void => {
    this.waiting.push(dispatch);
    this.next();
  };

  /** Reads; no wave begins meanwhile. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    this.reading += 1;
    try {
      return await work();
    } finally {
      this.reading -= 1;
      this.next();
    }
  }

  private next(): void {
    if (this.coming || this.reading > 0 || this.waiting.length === 0) return;
    this.coming = true;
    // A tick that is asked for from within a promise comes after every promise that is settled by then.
    void Promise.resolve().then(() => process.nextTick(() => this.begin()));
  }

  private begin(): void {
    this.coming = false;
    if (this.reading > 0) return;
    const wave = this.waiting;
    this.waiting = [];
    for (const dispatch of wave) dispatch();
  }
}
