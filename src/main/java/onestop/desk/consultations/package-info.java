/** Opinions that officers ask of other agencies and roles, and those that they give. */
@NullMarked
@NamedInterface("consultations")
package onestop.desk.consultations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
