import type { JsonObject } from "../json.js";
import type { Origin } from "./contract.js";

/** As the provider writes it; a boolean tells only that the work has ended, and an error beside it that it failed. */
export type State = string | number | boolean;

/** An operation that takes the job's id. */
export interface JobCall {
  readonly operation: string;
  readonly id: string;
  /** Its other path parameters, each with the parameter of the status that has its value, where the names differ. */
  readonly path?: Readonly<Record<string, string>>;
  /** What it is sent, where it needs a body. */
  readonly body?: JsonObject;
}

/** An operation that starts a job. */
export interface JobStart {
  readonly operation: string;
  /** JSON pointer to the new job's id in the answer, or the path parameter of the start that has it. */
  readonly jobId?: string;
  /**
   * The other path parameters of the status, each with a path parameter of the start or a JSON pointer into its answer,
   * where that is not a parameter of the same name.
   */
  readonly path?: Readonly<Record<string, string>>;
}

/** A long-running job: the operation that reports its state, and how to read it. */
export interface Job {
  /** Resource that carries `job` and `waitFor`, such as `agents.jobs`. */
  readonly resource: string;
  /**
   * What the names of its methods carry, such as `export` of `exportJob` and `startExport`. Absent for the first job of
   * the resource.
   */
  readonly name?: string;
  /** Id of the operation that reports the state; of the one that starts the job where only a URL reports it. */
  readonly operation: string;
  /**
   * The path parameter that takes the job's id; the others are a part of where the job is. Absent for a job that is known
   * by a URL.
   */
  readonly id?: string;
  /** Where the start's answer has the URL of the status: header names, JSON pointers, `$url`; the first that is there. */
  readonly location?: readonly string[];
  /** JSON pointer to the state, or `$statusCode`; of several the first that is there. */
  readonly state: string | readonly string[];
  readonly states: {
    readonly pending?: readonly State[];
    readonly succeeded?: readonly State[];
    readonly partial?: readonly State[];
    readonly failed?: readonly State[];
    readonly cancelled?: readonly State[];
    readonly indeterminate?: readonly State[];
  };
  /** What a state means that is not listed, where it is not indeterminate. */
  readonly otherwise?: "pending";
  /** Succeeded states that mean an earlier result was reused. */
  readonly cached?: readonly State[];
  /** State meant when the field is absent. */
  readonly absent?: State;
  readonly progress?: { readonly value: string; readonly when?: string };
  readonly error?: string;
  readonly completedAt?: string;
  readonly result?:
    | JobCall
    /** `like` is an operation whose answer has the same type, where nothing describes the status. */
    /** `varies`: the status may be null, or of a shape without it. */
    | { readonly pointer: string; readonly like?: string; readonly varies?: true }
    /** Where an answer has the URL of the result, and the operation whose answer it is like. */
    | { readonly location: readonly string[]; readonly like?: string };
  readonly notFound?: readonly number[];
  readonly start?: readonly JobStart[];
  readonly cancel?: JobCall;
  readonly batch?: {
    readonly operation: string;
    readonly ids: string;
    readonly limit: number;
    readonly key: string;
    /** The ids are numbers in the request's body. */
    readonly numbers?: true;
  };
  /** What a wait does that says nothing else, in milliseconds. */
  readonly wait?: {
    readonly initialDelayMs?: number;
    readonly minDelayMs?: number;
    readonly maxDelayMs?: number;
    readonly deadlineMs?: number;
  };
  readonly origin: Origin;
}
