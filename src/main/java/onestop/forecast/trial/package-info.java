/** A made year, worked off in several orders. */
@NullMarked
@NamedInterface("trial")
package onestop.forecast.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
