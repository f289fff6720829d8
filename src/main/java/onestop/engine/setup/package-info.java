/** The construction of the engine, and its tables. */
@NullMarked
package onestop.engine.setup;

import org.jspecify.annotations.NullMarked;
