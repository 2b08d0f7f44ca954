import type { Operation, StreamChoice } from "../contract/contract.js";
import { streamedOperation } from "./answers.js";
import { comment } from "./docs.js";
import { calls, type Callable, paramsName, parametersOf, signature } from "./method.js";
import { type Module, runtime } from "./module.js";
import { methodOf } from "./names.js";
import { operationDocs } from "./operation-words.js";
import { choiceTypes } from "./stream-choice.js";
import { answersEvents, paramsType, replyType, resultType } from "./types.js";

/**
 * The call of an operation whose request asks for a stream by a field: a stream, the whole answer, or either where the
 * field's value is not known. Last comes the one that the compiler's messages are about.
 */
export function chosenCall(operation: Operation, choice: StreamChoice, module: Module): Callable {
  const placed = module.find(operation.id);
  const name = methodOf(operation);
  const docs = comment(operationDocs(operation, module));
  const call = module.imports.type(runtime, "Call");
  const own = paramsName(operation, module);
  const streaming = streamedOperation(operation);
  const options = answersEvents(streaming) ? "EventOptions" : "CallOptions";
  const { optional } = paramsType(operation, module.contract);
  const types = choiceTypes(operation, choice, optional);
  const list = (optionsType: string, type: string, isOptional: boolean): string[] => {
    const { parameters } = signature(operation, module, optionsType);
    const given = parameters.map((one) => (one.name === "params" ? { ...one, type, optional: isOptional } : one));
    return parametersOf(given);
  };
  const whole = [
    module.resultOf(placed),
    ...(replyType(operation) === undefined ? [] : [module.methodType(placed, "Reply")]),
  ];
  const streamReply = replyType(streaming);
  const streamed = [
    module.type(resultType(streaming)),
    ...(streamReply === undefined ? [] : [module.type(streamReply)]),
  ];
  const results =
    whole.length + streamed.length === 2 ? [`${whole[0]} | ${streamed[0]}`] : eitherReply(whole, streamed, module);
  const either = `${call}<${results.join(", ")}>`;
  const { path } = signature(operation, module, options);
  const facts = (): string => `${types.asks} ? ${module.streamedFacts(operation)} : ${module.wireFacts(placed)}`;
  const made = calls(module, () => ["client.call", [facts(), `[${path.join(", ")}]`, "params", "options"]]);
  return {
    docs: "",
    name,
    parameters: list(options, `${own} & ${types.either}`, optional),
    returns: either,
    ...made,
    overloads: [
      {
        docs,
        parameters: list(options, `${own} & ${types.streamed}`, types.optional.streamed),
        returns: `${call}<${streamed.join(", ")}>`,
      },
      {
        docs,
        parameters: list("CallOptions", `${own} & ${types.whole}`, types.optional.whole),
        returns: `${call}<${whole.join(", ")}>`,
      },
      { docs, parameters: list(options, own, optional), returns: either },
    ],
  };
}

/** What a call gives that may be either, with its replies: one that declares none has that of its result alone. */
function eitherReply(whole: readonly string[], streamed: readonly string[], module: Module): string[] {
  const replies = [whole, streamed].map(
    ([result = "", reply]) => reply ?? `${module.imports.type(runtime, "Reply")}<${result}>`,
  );
  return [`${whole[0]} | ${streamed[0]}`, replies.join(" | ")];
}
