/** Obligations of apology: key, states, events and rows. */
@NullMarked
@NamedInterface("obligation")
package onestop.apologies.obligation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
