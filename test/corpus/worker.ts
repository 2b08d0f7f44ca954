import process from "node:process";
import { execute, type Order } from "./order.js";

// A process of a pool; it answers each order once, in order.
process.on("message", (order: Order) => {
  void execute(order).then((result) => process.send?.(result));
});
