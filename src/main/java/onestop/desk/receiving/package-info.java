/** Receiving applications in an officer's name. */
@NullMarked
@NamedInterface("receiving")
package onestop.desk.receiving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
