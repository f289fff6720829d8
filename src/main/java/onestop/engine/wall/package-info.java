/**
 * The second wall against hostile models: checks inside the engine, which refuses to read or run
 * them.
 */
@NullMarked
@NamedInterface("wall")
package onestop.engine.wall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
