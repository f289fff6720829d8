/** How the engine is built, and its tables. */
@NullMarked
package onestop.engine.setup;

import org.jspecify.annotations.NullMarked;
