// What a test calls of DBOS, which is installed on demand.
declare module "@dbos-inc/dbos-sdk" {
  export const DBOS: {
    registerWorkflow(
      run: (jobId: string) => Promise<string>,
      options: { readonly name: string },
    ): (jobId: string) => Promise<string>;
    runStep<T>(step: () => Promise<T>, options: { readonly name: string }): Promise<T>;
    sleep(ms: number): Promise<void>;
    setConfig(config: { readonly name: string; readonly systemDatabaseUrl: string; readonly logLevel: string }): void;
    launch(): Promise<void>;
    shutdown(): Promise<void>;
    startWorkflow(
      workflow: (jobId: string) => Promise<string>,
      options: { readonly workflowID: string },
    ): (jobId: string) => Promise<unknown>;
    retrieveWorkflow<T>(id: string): { getResult(): Promise<T> };
  };
}
