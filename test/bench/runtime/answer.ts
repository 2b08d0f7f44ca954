/** What every request of the benchmark is answered with. */
export const ANSWER = JSON.stringify({ status: 1, timestamp: 1_700_000_000.25, error_message: null });

export const ANSWER_HEADERS = { "content-type": "application/json" };
