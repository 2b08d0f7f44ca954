import fc from "fast-check";
import { propertySeed } from "./property.js";

// All properties use the same seed, unless they set their own.
fc.configureGlobal({ seed: propertySeed });
