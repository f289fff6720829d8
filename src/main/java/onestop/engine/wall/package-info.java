/** The second wall against hostile models: what the engine itself refuses to read or run. */
@NullMarked
@NamedInterface("wall")
package onestop.engine.wall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
