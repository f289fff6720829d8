/** Figures, reports and hearings within an officer's reach. */
@NullMarked
@NamedInterface("figures")
package onestop.desk.figures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
