/** The arithmetic of the legal clock: plain types, no Spring and no SQL. */
@NullMarked
@NamedInterface("clock")
package onestop.sla.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
