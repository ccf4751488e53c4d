/**
 * What runs on the thread: the page's worker, also where threads are Node's.
 * @module
 */

import "./port.js";
import "../../www/worker.js";
