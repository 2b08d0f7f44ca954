/** What many concurrent waiters cost. */
export interface Crowd {
  /** Platform timers alive while all wait between two polls. */
  readonly timers: number;
  /** Of the heap, collected, at that moment. */
  readonly bytesPerWaiter: number;
  /** Warnings that the process raised. */
  readonly warnings: number;
  /** CPU time from the first start to the last end, the stub's included, by polls. */
  readonly microsecondsPerPoll: number;
  readonly pollsPerWaiter: number;
  readonly mostInFlight: number;
  /** Waiters whose promise was fulfilled. */
  readonly settled: number;
}
